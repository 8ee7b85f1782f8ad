import type { FeatureName } from './features';
import { numbered, type SeedLocation, usual } from './place';

export const riversideBranch: SeedLocation = {
  name: 'Riverside Branch',
  address: '3 Quay Road',
  description: 'A small branch by the river, with a maker space and rooms for families.',
  directions: 'On the quay, beside the footbridge. Parking is behind the house.',
  zones: [
    ['Lower hall', { stepFree: true }],
    ['Ground floor', { stepFree: true }],
    ['Upper floor', { stepFree: false }],
  ],
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
        zone: 'Ground floor',
        facts: { doorWidthCm: 100 },
      })),
    },
    {
      name: 'Maker space',
      picture: 'maker-space',
      dailyMinutes: 180,
      periods: [
        ['Morning', 10, 13],
        ['Afternoon', 13, 16],
        ['Late', 16, 18],
      ],
      policy: { ...usual, stepMinutes: 60, minMinutes: 60, maxMinutes: 180 },
      spaces: [
        ['Maker Space', 12, ['Workbenches', 'Power']],
        ['Sewing Table', 2, ['Sewing machine']],
        ['3D Print Bench', 2, ['3D printer']],
        ['Laser Cutter', 2, ['Laser cutter', 'Extraction']],
      ].map(([name, capacity, features]) => ({
        name: name as string,
        capacity: capacity as number,
        features: features as FeatureName[],
        description: 'Tools are shown to newcomers on their first visit.',
        directions: 'Riverside, lower hall.',
        zone: 'Lower hall',
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
        zone: 'Upper floor',
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
        zone: 'Ground floor',
      })),
    },
  ],
};
