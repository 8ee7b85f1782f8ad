import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { SeriesRule } from '@/lib/time/expand-series';
import type { Interval } from '@/lib/time/interval';

export const OCCURRENCE_CHOICES = ['book', 'skip', 'move', 'anyway'] as const;
export type OccurrenceChoice = (typeof OCCURRENCE_CHOICES)[number];

/** For whom and why, while it is not done; `patron` null: time that is blocked, and `note` says why. */
export type SeriesWish = {
  patron: { personId: number | null; name: string; email: string } | null;
  note: string;
  locale: string;
  /** Over meetings in Outlook: why. */
  anyway: string;
};

/** `from`: as the rule has it; `to`: where it goes instead. */
export type SeriesTime = {
  position: number;
  from: Interval & { resourceId: number };
  to: (Interval & { resourceId: number }) | null;
  choice: OccurrenceChoice | null;
  /** 'booked', 'skipped' or the code of a refusal. */
  outcome: string | null;
  bookingId: number | null;
};

export type SeriesRow = {
  id: number;
  /** Null: it is one time only. */
  rule: SeriesRule | null;
  state: 'draft' | 'working' | 'done';
  isBlock: boolean;
  tell: boolean;
  wish: SeriesWish | null;
  createdById: number;
  times: SeriesTime[];
};

type NewSeries = Pick<SeriesRow, 'rule' | 'isBlock' | 'tell' | 'createdById'> & {
  wish: SeriesWish;
  times: readonly (Interval & { resourceId: number })[];
};

/** A draft: nothing is booked. */
export async function insertSeries(tx: Tx, { times, ...series }: NewSeries, now: Date): Promise<number> {
  const { rule, wish, ...rest } = series;
  const json = { rule: (rule ?? {}) as Prisma.InputJsonObject, wish: wish as Prisma.InputJsonObject };
  const row = await tx.bookingSeries.create({
    data: { ...rest, ...json, state: 'draft', createdAt: now },
    select: { id: true },
  });
  await tx.seriesOccurrence.createMany({
    data: times.map(({ resourceId, start, end }, position) => ({
      ...{ seriesId: row.id, position, resourceId, startsAt: start, endsAt: end },
    })),
  });
  return row.id;
}

export async function seriesById(tx: Tx, id: number): Promise<SeriesRow | null> {
  const row = await tx.bookingSeries.findUnique({
    where: { id },
    include: { occurrences: { orderBy: { position: 'asc' } } },
  });
  return row && asRow(row);
}

/** Whoever decides on it, or books what is left of it, goes one after the other. */
export async function lockSeries(tx: Tx, id: number): Promise<SeriesRow | null> {
  await tx.$queryRaw`SELECT id FROM booking_series WHERE id = ${id} FOR UPDATE`;
  return seriesById(tx, id);
}

export type ChosenTime = Pick<SeriesTime, 'position' | 'choice' | 'to'>;

export async function saveChoices(
  tx: Tx,
  seriesId: number,
  chosen: readonly ChosenTime[],
  wish: SeriesWish,
): Promise<void> {
  for (const { position, choice, to } of chosen)
    await tx.seriesOccurrence.update({
      where: { seriesId_position: { seriesId, position } },
      data: {
        choice,
        ...{ toResourceId: to?.resourceId ?? null, toStartsAt: to?.start ?? null, toEndsAt: to?.end ?? null },
      },
    });
  await tx.bookingSeries.update({ where: { id: seriesId }, data: { wish: wish as Prisma.InputJsonObject } });
}

export async function setSeriesWorking(tx: Tx, id: number): Promise<void> {
  await tx.bookingSeries.update({ where: { id }, data: { state: 'working' } });
}

export async function setOccurrence(
  tx: Tx,
  seriesId: number,
  position: number,
  result: { outcome: string; bookingId?: number },
): Promise<void> {
  await tx.seriesOccurrence.update({ where: { seriesId_position: { seriesId, position } }, data: result });
}

/** A draft, given up or booked as a single time. */
export const dropSeries = (tx: Tx, id: number) => tx.bookingSeries.delete({ where: { id } });

/** Drafts that nobody decided on: they say for whom. */
export const dropSeriesDrafts = (tx: Tx, before: Date) =>
  tx.bookingSeries.deleteMany({ where: { state: 'draft', createdAt: { lt: before } } });

function asRow({ occurrences, ...row }: Prisma.BookingSeriesGetPayload<{ include: { occurrences: true } }>): SeriesRow {
  const { id, isBlock, tell, createdById } = row;
  const rule = row.rule as SeriesRule | Record<string, never>;
  return {
    ...{ id, isBlock, tell, createdById },
    rule: 'every' in rule ? (rule as SeriesRule) : null,
    state: row.state as SeriesRow['state'],
    wish: row.wish as SeriesWish | null,
    times: occurrences.map(({ position, resourceId, startsAt, endsAt, outcome, bookingId, ...one }) => ({
      ...{ position, outcome, bookingId, choice: one.choice as OccurrenceChoice | null },
      from: { resourceId, start: startsAt, end: endsAt },
      to:
        one.toResourceId && one.toStartsAt && one.toEndsAt
          ? { resourceId: one.toResourceId, start: one.toStartsAt, end: one.toEndsAt }
          : null,
    })),
  };
}
