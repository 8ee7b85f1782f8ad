/** The demo library's places, as data. Rooms named here bear the names of the stand-in tenant's rooms, written twice. */

export type SeedSpace = {
  name: string;
  capacity: number;
  features: string[];
  description: string;
  directions: string;
  /** Names of the spaces it consists of. */
  parts?: string[];
};

export type SeedCategory = {
  name: string;
  picture: string;
  policy: {
    stepMinutes: number;
    minMinutes: number;
    maxMinutes: number;
    defaultMinutes: number;
    minNoticeMinutes: number;
    windowDays: number;
    maxMinutesPerDay: number | null;
    setupMinutes: number;
    cleanupMinutes: number;
    cancelByMinutes: number;
  };
  spaces: SeedSpace[];
};

export type SeedLocation = {
  name: string;
  address: string;
  /** [ISO weekdays, opens, closes] in wall-clock hours; past 24 = after midnight. */
  hours: [number[], number, number][];
  categories: SeedCategory[];
};

export const TIME_ZONE = 'America/New_York';

const usual = {
  stepMinutes: 30,
  minMinutes: 30,
  maxMinutes: 120,
  defaultMinutes: 60,
  minNoticeMinutes: 0,
  windowDays: 14,
  maxMinutesPerDay: 240 as number | null,
  setupMinutes: 0,
  cleanupMinutes: 0,
  cancelByMinutes: 0,
};

const numbered = (count: number, make: (n: number) => SeedSpace) =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const studyRoom = (n: number): SeedSpace => ({
  name: `Study Room ${n}`,
  capacity: n % 3 === 0 ? 6 : 4,
  features: n % 2 === 0 ? ['Screen', 'Whiteboard', 'Power'] : ['Whiteboard', 'Power'],
  description: 'A glass-fronted room for a small group, with one large table.',
  directions: `Second floor, ${n <= 4 ? 'north' : 'south'} side.`,
});

export const locations: SeedLocation[] = [
  {
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
  },
  {
    name: 'Riverside Branch',
    address: '3 Quay Road',
    hours: [[[2, 3, 4, 5, 6], 10, 18]],
    categories: [
      {
        name: 'Family rooms',
        picture: 'family-room',
        policy: usual,
        spaces: ['Otter Room', 'Heron Room', 'Willow Room'].map((name, index) => ({
          name,
          capacity: 8,
          features: index === 0 ? ['Play corner', 'Changing table', 'Wheelchair accessible'] : ['Play corner'],
          description: 'Room to read aloud, crawl and be a little louder.',
          directions: 'Ground floor, beside the picture books.',
        })),
      },
      {
        name: 'Maker space',
        picture: 'maker-space',
        policy: { ...usual, stepMinutes: 60, minMinutes: 60, maxMinutes: 180, maxMinutesPerDay: 180 },
        spaces: [
          ['Maker Space', 12, ['Workbenches', 'Power']],
          ['Sewing Table', 2, ['Sewing machine']],
          ['3D Print Bench', 2, ['3D printer']],
          ['Laser Cutter', 2, ['Laser cutter', 'Extraction']],
        ].map(([name, capacity, features]) => ({
          name: name as string,
          capacity: capacity as number,
          features: features as string[],
          description: 'Tools are shown to newcomers on their first visit.',
          directions: 'Riverside, lower hall.',
        })),
      },
      {
        name: 'Podcast booths',
        picture: 'podcast-booth',
        policy: usual,
        spaces: numbered(2, (n) => ({
          name: `Podcast Booth ${n}`,
          capacity: 3,
          features: ['Microphones'],
          description: 'A small padded booth with two microphones.',
          directions: 'Riverside, upper floor.',
        })),
      },
      {
        name: 'Quiet pods',
        picture: 'quiet-pod',
        policy: { ...usual, maxMinutes: 60 },
        spaces: numbered(4, (n) => ({
          name: `Quiet Pod ${n}`,
          capacity: 1,
          features: ['Power'],
          description: 'A seat with a door, for one call or one chapter.',
          directions: 'Riverside, reading room.',
        })),
      },
    ],
  },
  {
    name: 'Science Library',
    address: '40 College Avenue',
    hours: [
      [[1, 2, 3, 4, 7], 8, 26],
      [[5, 6], 9, 22],
    ],
    categories: [
      {
        name: 'Carrels',
        picture: 'reading-hall',
        policy: { ...usual, maxMinutes: 240, maxMinutesPerDay: 480 },
        spaces: numbered(8, (n) => ({
          name: `Carrel ${n}`,
          capacity: 1,
          features: ['Power', 'Desk lamp'],
          description: 'A private study desk with a lamp and a shelf.',
          directions: 'Third floor, along the windows.',
        })),
      },
      {
        name: 'Study rooms',
        picture: 'study-room',
        policy: usual,
        spaces: ['Curie', 'Darwin', 'Euler', 'Franklin', 'Gauss'].map((name, index) => ({
          name: `${name} Room`,
          capacity: 4 + (index % 3) * 2,
          features: ['Screen', 'Whiteboard', 'Power'],
          description: 'A group room with a wall to write on.',
          directions: `Level ${1 + (index % 2)}, east wing.`,
        })),
      },
    ],
  },
];
