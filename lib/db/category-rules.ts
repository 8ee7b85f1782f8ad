import type { Limit, Period, Policy } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** A limit as one place has it. */
export type PlaceLimit = Omit<Limit, 'scope'>;

/** All rules of a category that its form holds. */
export type CategoryRules = Policy & {
  /** Null: as the location has it. */
  signInRequired: boolean | null;
  limits: PlaceLimit[];
  periods: Period[];
};

/** A category with its rules, and what its location says beside them. */
export type CategoryWithRules = {
  id: number;
  kind: 'space' | 'person';
  name: string;
  /** Of people: the kinds of appointment that it offers, by name. */
  kinds: string[];
  rules: CategoryRules;
  location: { id: number; name: string; timeZone: string; signInRequired: boolean; limits: PlaceLimit[] };
};

const LIMITS = { orderBy: { id: 'asc' }, select: { measure: true, per: true, most: true } } as const;

const BY_TIME: Prisma.PeriodOrderByWithRelationInput[] = [
  { startsMinute: 'asc' },
  { endsMinute: 'asc' },
  { weekday: 'asc' },
];

const SELECT = {
  ...{ id: true, kind: true, name: true },
  ...{ stepMinutes: true, minMinutes: true, maxMinutes: true, defaultMinutes: true, minNoticeMinutes: true },
  ...{ leadUntilEnd: true, windowDays: true, rolloverMinute: true, fixedPeriods: true, setupMinutes: true },
  ...{ cleanupMinutes: true, gapMinutes: true, gapScope: true, cancelByMinutes: true, mediation: true },
  signInRequired: true,
  limits: LIMITS,
  periods: {
    orderBy: BY_TIME,
    select: { name: true, weekday: true, startsMinute: true, endsMinute: true },
  },
  kinds: { where: { active: true }, orderBy: { position: 'asc' }, select: { name: true } },
  location: { select: { id: true, name: true, timeZone: true, signInRequired: true, limits: LIMITS } },
} as const satisfies Prisma.CategorySelect;

/** One category, or all of them in the library's order. */
export async function categoriesWithRules(tx: Tx, id?: number): Promise<CategoryWithRules[]> {
  const rows = await tx.category.findMany({
    where: { id },
    orderBy: [{ location: { position: 'asc' } }, { locationId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: SELECT,
  });
  return rows.map(({ id: categoryId, kind, name, kinds, location, limits, ...rules }) => ({
    ...{ id: categoryId, kind, name, kinds: kinds.map((one) => one.name) },
    rules: { ...rules, limits: limits as PlaceLimit[] },
    location: { ...location, limits: location.limits as PlaceLimit[] },
  }));
}

/** The category's row, its limits and its periods, whole. */
export async function writeCategoryRules(tx: Tx, categoryId: number, rules: CategoryRules): Promise<void> {
  const { limits, periods, ...fields } = rules;
  await tx.category.update({ where: { id: categoryId }, data: fields });
  await tx.bookingLimit.deleteMany({ where: { categoryId } });
  await tx.bookingLimit.createMany({ data: limits.map((limit) => ({ ...limit, categoryId })) });
  await tx.period.deleteMany({ where: { categoryId } });
  await tx.period.createMany({ data: periods.map((period) => ({ ...period, categoryId })) });
}

/** The limits that count over all categories of a location. */
export async function writeLocationLimits(tx: Tx, locationId: number, limits: readonly PlaceLimit[]): Promise<void> {
  await tx.bookingLimit.deleteMany({ where: { locationId } });
  await tx.bookingLimit.createMany({ data: limits.map((limit) => ({ ...limit, locationId })) });
}

export const placeLimits = async (tx: Tx, locationId: number): Promise<PlaceLimit[]> =>
  (await tx.bookingLimit.findMany({ where: { locationId }, ...LIMITS })) as PlaceLimit[];
