/** The rooms with a mailbox. `admin` and `it` may edit every one of them. */
export type SeedRoom = {
  name: string;
  displayName: string;
  capacity: number;
  building: string;
  floorLabel: string;
  alsoEdit?: string[];
};

export const EDITORS_OF_ALL_ROOMS = ['admin', 'it'];

export const ROOMS: readonly SeedRoom[] = [
  {
    name: 'linden',
    displayName: 'Linden Room',
    capacity: 6,
    building: 'Main Library',
    floorLabel: '1',
    alsoEdit: ['librarian'],
  },
  {
    name: 'maple',
    displayName: 'Maple Room',
    capacity: 8,
    building: 'Main Library',
    floorLabel: '1',
    alsoEdit: ['librarian'],
  },
  { name: 'oak', displayName: 'Oak Room', capacity: 12, building: 'Main Library', floorLabel: '2' },
  { name: 'cedar', displayName: 'Cedar Room', capacity: 4, building: 'Main Library', floorLabel: '2' },
  { name: 'garden-hall', displayName: 'Garden Hall', capacity: 60, building: 'Garden Branch', floorLabel: '0' },
  { name: 'study-1', displayName: 'Study Room 1', capacity: 4, building: 'Garden Branch', floorLabel: '1' },
  { name: 'study-2', displayName: 'Study Room 2', capacity: 4, building: 'Garden Branch', floorLabel: '1' },
  { name: 'studio', displayName: 'Recording Studio', capacity: 3, building: 'Harbour Branch', floorLabel: '0' },
  { name: 'makerspace', displayName: 'Maker Space', capacity: 16, building: 'Harbour Branch', floorLabel: '0' },
];
