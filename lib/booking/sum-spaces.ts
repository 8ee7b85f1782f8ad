/** What was counted of spaces, as numbers that can be added up; times in real minutes. */
export type SpaceNumbers = {
  bookings: number;
  /** Booked in all, outside of opening hours too. */
  minutes: number;
  /** Of the open time `open`: what was booked, closed by staff, and closed by meetings in Outlook. */
  open: number;
  booked: number;
  blocked: number;
  outlook: number;
};

export const NO_NUMBERS: SpaceNumbers = { bookings: 0, minutes: 0, open: 0, booked: 0, blocked: 0, outlook: 0 };

export function addNumbers(all: readonly SpaceNumbers[]): SpaceNumbers {
  const sum = (of: keyof SpaceNumbers) => all.reduce((total, one) => total + one[of], 0);
  return {
    ...{ bookings: sum('bookings'), minutes: sum('minutes'), open: sum('open') },
    ...{ booked: sum('booked'), blocked: sum('blocked'), outlook: sum('outlook') },
  };
}

/** Of its open time the part that was booked, 0 to 1; null: it was never open. */
export const shareOfOpen = ({ open, booked }: Pick<SpaceNumbers, 'open' | 'booked'>): number | null =>
  open > 0 ? booked / open : null;

type Place = { categoryId: number; categoryName: string; locationName: string };
type Space = Place & {
  id: number;
  name: string;
  containerId: number | null;
  isContainer: boolean;
  active: boolean;
};

/** `seats`: how many were counted with it; 0: it is booked as one. */
export type SpaceLine = SpaceNumbers & Place & { id: number; name: string; seats: number };
export type CategoryLine = SpaceNumbers & Place & { spaces: number };

/**
 * A line a space, in the order given, seats counted with what holds them. What is out of use has a line if it was booked
 * all the same.
 */
export function sumSpaces(spaces: readonly Space[], numbersOf: (id: number) => SpaceNumbers): SpaceLine[] {
  return spaces.flatMap((space) => {
    if (space.containerId !== null) return [];
    const counted = space.isContainer ? spaces.filter(({ containerId }) => containerId === space.id) : [space];
    const used = counted.filter(({ id, active }) => active || numbersOf(id).bookings > 0);
    if (used.length === 0) return [];
    const { id, name, categoryId, categoryName, locationName } = space;
    const sum = addNumbers(used.map((one) => numbersOf(one.id)));
    return { id, name, categoryId, categoryName, locationName, seats: space.isContainer ? used.length : 0, ...sum };
  });
}

/** The same by category, in the order in which they come first. */
export function sumCategories(lines: readonly SpaceLine[]): CategoryLine[] {
  return [...new Set(lines.map(({ categoryId }) => categoryId))].flatMap((id) => {
    const own = lines.filter(({ categoryId }) => categoryId === id);
    const [first] = own;
    if (!first) return [];
    const { categoryId, categoryName, locationName } = first;
    return { categoryId, categoryName, locationName, spaces: own.length, ...addNumbers(own) };
  });
}
