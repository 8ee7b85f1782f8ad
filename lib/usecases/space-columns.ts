import type { SheetSpace } from '@/lib/db/space-sheet';

/** The columns of the table of spaces, in both directions. Their names are the same in every language. */
export const SPACE_COLUMNS = [
  ...(['id', 'location', 'category', 'zone', 'name', 'capacity', 'features', 'description', 'directions'] as const),
  ...(['terms', 'step_free', 'door_width_cm', 'hearing_loop', 'desk_height_cm', 'adjustable_desk', 'active'] as const),
] as const;

export type SpaceColumn = (typeof SPACE_COLUMNS)[number];
export type SpaceCells = Record<SpaceColumn, string>;

/** A space as a line: what is not known is empty, features have semicolons between them. */
export function spaceCells(space: Omit<SheetSpace, 'id'> & { id: number | null }): SpaceCells {
  const yesNo = (known: boolean | null) => (known === null ? '' : known ? 'yes' : 'no');
  const { location, category, zone, name, description, directions, terms } = space;
  return {
    ...{ id: space.id?.toString() ?? '', location, category, zone, name, description, directions, terms },
    ...{ capacity: space.capacity?.toString() ?? '', features: space.features.join('; ') },
    ...{ step_free: yesNo(space.stepFree), door_width_cm: space.doorWidthCm?.toString() ?? '' },
    ...{ hearing_loop: yesNo(space.hearingLoop), desk_height_cm: space.deskHeightCm?.toString() ?? '' },
    ...{ adjustable_desk: yesNo(space.adjustableDesk), active: yesNo(space.active) },
  };
}
