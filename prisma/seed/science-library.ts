import { numbered, type SeedLocation, usual } from './place';

export const scienceLibrary: SeedLocation = {
  name: 'Science Library',
  address: '40 College Avenue',
  description: 'Four floors of desks and group rooms on the campus, open late on most days.',
  directions:
    'Behind the Chemistry building: follow the arcade from College Avenue.\nAfter 10 PM the side door is open; ring there.',
  zones: [
    ['Level 1', { stepFree: true }],
    ['Level 2', { stepFree: true }],
    ['Third floor', { stepFree: false }],
  ],
  hours: [
    [[1, 2, 3, 4, 7], 8, 26],
    [[5, 6], 9, 22],
  ],
  categories: [
    {
      name: 'Carrels',
      picture: 'reading-hall',
      description: 'Desks for one person, for a day of quiet work. Bags may stay there over lunch.',
      dailyMinutes: 480,
      policy: { ...usual, maxMinutes: 240 },
      spaces: [
        ...numbered(8, (n) => ({
          name: `Carrel ${n}`,
          capacity: 1,
          features: ['Power', 'Desk lamp'],
          description: 'A private study desk with a lamp and a shelf.',
          directions: 'Third floor, along the windows.',
          zone: 'Third floor',
          facts: { deskHeightCm: 73 },
        })),
        {
          name: 'Long Table',
          capacity: 6,
          features: ['Power', 'Desk lamp', 'Wheelchair accessible'],
          description: 'One table under the skylight, booked seat by seat.',
          directions: 'Level 1, straight ahead from the entrance.',
          zone: 'Level 1',
          facts: { adjustableDesk: false, deskHeightCm: 75 },
          seats: 6,
        },
      ],
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
        zone: `Level ${1 + (index % 2)}`,
      })),
    },
  ],
};
