import type { Prisma } from '@/lib/db/generated/client';

/** Whose cases: everything; or one person's own and, at some locations, what has passed to all staff and what is said. */
export type Keeper =
  | 'all'
  | {
      personId: number;
      /** All of these locations. */
      everything: boolean;
      spaces: boolean;
      /** Null: all. */
      locationIds: readonly number[] | null;
    };

/** Nobody of those who were asked first decided in time: a case of all staff. */
export const PASSED_ON = 'passed_on';

export const keptBy = (keeper: Keeper): Prisma.SyncConflictWhereInput =>
  keeper === 'all'
    ? {}
    : {
        OR: [
          { resource: { personId: keeper.personId } },
          {
            AND: [
              at(keeper.locationIds),
              keeper.everything ? {} : { OR: [{ policy: PASSED_ON }, ...ofSpaces(keeper)] },
            ],
          },
        ],
      };

const ofSpaces = ({ spaces }: { spaces: boolean }): Prisma.SyncConflictWhereInput[] =>
  spaces ? [{ resource: { kind: 'space' } }] : [];

const at = (locationIds: readonly number[] | null): Prisma.SyncConflictWhereInput =>
  locationIds === null ? {} : { resource: { category: { locationId: { in: [...locationIds] } } } };
