import type { Tx } from '@/lib/db/client';
import { type HoursOwner, ownerColumns } from '@/lib/db/hours-owners';
import type { WallSpan } from '@/lib/time/opening';
import { datesBetween, type LocalDate } from '@/lib/time/zone';

export type WeekRow = {
  id: number;
  name: string;
  from: LocalDate | null;
  to: LocalDate | null;
  spans: (WallSpan & { weekday: number })[];
};

/** One date that overrides the weeks; no spans: closed. */
export type ExceptionRow = { date: LocalDate; spans: WallSpan[]; note: string };

/** What one owner says itself, the usual week first, then by their beginning. */
export async function weeksOf(tx: Tx, owner: HoursOwner): Promise<WeekRow[]> {
  const rows = await tx.hoursSchedule.findMany({
    where: ownerColumns(owner),
    orderBy: [{ validFrom: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    include: { spans: { orderBy: [{ weekday: 'asc' }, { opensMinute: 'asc' }] } },
  });
  return rows.map(({ id, name, validFrom, validTo, spans }) => ({
    ...{ id, name, from: localDate(validFrom), to: localDate(validTo) },
    spans: spans.map(({ weekday, opensMinute, closesMinute }) => ({ weekday, opensMinute, closesMinute })),
  }));
}

/** Its exceptions from one date on, or between two, in order. A date that is both closed and open is closed. */
export async function exceptionsOf(
  tx: Tx,
  owner: HoursOwner,
  from: LocalDate,
  to?: LocalDate,
): Promise<ExceptionRow[]> {
  const rows = await tx.hoursException.findMany({
    where: { ...ownerColumns(owner), localDate: { gte: asDate(from), ...(to && { lte: asDate(to) }) } },
    orderBy: [{ localDate: 'asc' }, { opensMinute: 'asc' }],
  });
  const days = new Map<LocalDate, ExceptionRow & { closed: boolean }>();
  for (const { localDate: at, opensMinute, closesMinute, note } of rows) {
    const date = localDate(at);
    const day = days.get(date) ?? { date, spans: [], note, closed: false };
    days.set(date, day);
    if (opensMinute === null || closesMinute === null) day.closed = true;
    else day.spans.push({ opensMinute, closesMinute });
  }
  return [...days.values()].map(({ closed, spans, ...day }) => ({ ...day, spans: closed ? [] : spans }));
}

/** False: the week is not this owner's, or is gone. */
export async function putWeek(
  tx: Tx,
  owner: HoursOwner,
  { id, name, from, to, spans }: Omit<WeekRow, 'id'> & { id: number | null },
): Promise<boolean> {
  const data = { name, validFrom: from && asDate(from), validTo: to && asDate(to) };
  if (id === null) {
    await tx.hoursSchedule.create({ data: { ...ownerColumns(owner), ...data, spans: { create: spans } } });
    return true;
  }
  const { count } = await tx.hoursSchedule.updateMany({ where: { id, ...ownerColumns(owner) }, data });
  if (count === 0) return false;
  await tx.hoursSpan.deleteMany({ where: { scheduleId: id } });
  await tx.hoursSpan.createMany({ data: spans.map((span) => ({ scheduleId: id, ...span })) });
  return true;
}

/** Of all weeks when no id is given. How many. */
export async function dropWeeks(tx: Tx, owner: HoursOwner, id?: number): Promise<number> {
  const { count } = await tx.hoursSchedule.deleteMany({ where: { ...ownerColumns(owner), ...(id && { id }) } });
  return count;
}

/** The same for every date of a range, in place of what was said of them before. */
export async function putExceptions(
  tx: Tx,
  owner: HoursOwner,
  { from, to, spans, note }: { from: LocalDate; to: LocalDate; spans: readonly WallSpan[]; note: string },
): Promise<void> {
  await dropExceptions(tx, owner, from, to);
  const stretches = spans.length > 0 ? spans : [{ opensMinute: null, closesMinute: null }];
  await tx.hoursException.createMany({
    data: datesBetween(from, to).flatMap((date) =>
      stretches.map((span) => ({ ...ownerColumns(owner), localDate: asDate(date), note, ...span })),
    ),
  });
}

/** How many rows. */
export async function dropExceptions(tx: Tx, owner: HoursOwner, from: LocalDate, to: LocalDate): Promise<number> {
  const dates = { gte: asDate(from), lte: asDate(to) };
  const { count } = await tx.hoursException.deleteMany({ where: { ...ownerColumns(owner), localDate: dates } });
  return count;
}

/** Dates without a clock are midnights of UTC to Prisma. */
const asDate = (date: LocalDate) => new Date(`${date}T00:00:00Z`);

function localDate(at: Date): LocalDate;
function localDate(at: Date | null): LocalDate | null;
function localDate(at: Date | null): LocalDate | null {
  return at ? at.toISOString().slice(0, 10) : null;
}
