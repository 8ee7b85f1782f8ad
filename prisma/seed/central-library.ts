import { numbered, type SeedLocation, type SeedSpace, usual } from './place';

const studyRoom = (n: number): SeedSpace => ({
  name: `Study Room ${n}`,
  capacity: n % 3 === 0 ? 6 : 4,
  features: n % 2 === 0 ? ['Screen', 'Whiteboard', 'Power'] : ['Whiteboard', 'Power'],
  description: 'A glass-fronted room for a small group, with one large table.',
  directions: `Second floor, ${n <= 4 ? 'north' : 'south'} side.`,
});

export const centralLibrary: SeedLocation = {
  name: 'Central Library',
  address: '12 Elm Street',
  hours: [
    [[1, 2, 3, 4], 8, 22],
    [[5], 8, 20],
    [[6], 9, 18],
    [[7], 11, 18],
  ],
  categories: [
    { name: 'Study rooms', picture: 'study-room', policy: usual, spaces: numbered(8, studyRoom) },
    {
      name: 'Meeting rooms',
      picture: 'meeting-room',
      policy: { ...usual, maxMinutes: 240, maxMinutesPerDay: null, windowDays: 60, cleanupMinutes: 15 },
      spaces: [
        {
          name: 'Linden Room',
          capacity: 10,
          features: ['Screen', 'Video calls', 'Wheelchair accessible'],
          description: 'Our most asked-for meeting room: a round table, daylight from two sides.',
          directions: 'First floor, opposite the lifts.',
        },
        {
          name: 'Maple Room',
          capacity: 8,
          features: ['Screen', 'Whiteboard'],
          description: 'A quiet room towards the courtyard.',
          directions: 'First floor, second door after the lifts.',
        },
        {
          name: 'Oak Room',
          capacity: 14,
          features: ['Projector', 'Whiteboard', 'Hearing loop', 'Wheelchair accessible'],
          description: 'Seats fourteen around one long table.',
          directions: 'First floor, end of the corridor.',
        },
        {
          name: 'Cedar Room',
          capacity: 6,
          features: ['Whiteboard'],
          description: 'A small room for interviews and short meetings.',
          directions: 'Ground floor, behind the information desk.',
        },
        {
          name: 'Garden Hall East',
          capacity: 30,
          features: ['Projector', 'Wheelchair accessible'],
          description: 'The eastern half of Garden Hall, divided by a folding wall.',
          directions: 'Ground floor, through the café.',
        },
        {
          name: 'Garden Hall West',
          capacity: 30,
          features: ['Projector', 'Wheelchair accessible'],
          description: 'The western half of Garden Hall, towards the terrace.',
          directions: 'Ground floor, through the café.',
        },
        {
          name: 'Garden Hall',
          capacity: 60,
          features: ['Projector', 'Stage', 'Hearing loop', 'Wheelchair accessible'],
          description: 'The whole hall: both halves with the wall folded away.',
          directions: 'Ground floor, through the café.',
          parts: ['Garden Hall East', 'Garden Hall West'],
        },
      ],
    },
    {
      name: 'Studios',
      picture: 'media-studio',
      policy: {
        ...usual,
        stepMinutes: 60,
        minMinutes: 60,
        maxMinutes: 180,
        minNoticeMinutes: 60,
        setupMinutes: 15,
        cleanupMinutes: 15,
      },
      spaces: [
        {
          name: 'Recording Studio',
          capacity: 4,
          features: ['Microphones', 'Mixing desk'],
          description: 'A treated room with a separate control desk.',
          directions: 'Lower level, ring at the red door.',
        },
        {
          name: 'Video Studio',
          capacity: 6,
          features: ['Cameras', 'Green screen'],
          description: 'Two cameras, lights and a green wall.',
          directions: 'Lower level, beside the recording studio.',
        },
      ],
    },
  ],
};
