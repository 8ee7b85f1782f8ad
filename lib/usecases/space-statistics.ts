import { type Comparison, compare } from '@/lib/booking/compare';
import {
  countBands,
  LEAD_BANDS,
  LENGTH_BANDS,
  type LeadBand,
  type LengthBand,
  leadBand,
  lengthBand,
  medianOf,
  TIME_BANDS,
  type TimeBand,
  timeBand,
} from '@/lib/booking/statistic-bands';
import {
  cancelledShare,
  ENDINGS,
  type Ended,
  noShowShare,
  type OutcomeSums,
  sumOutcomes,
} from '@/lib/booking/sum-outcomes';
import {
  addNumbers,
  type CategoryLine,
  type SpaceLine,
  type SpaceNumbers,
  shareOfOpen,
  sumCategories,
} from '@/lib/booking/sum-spaces';
import type { BookingCounts } from '@/lib/db/statistics-counts';
import type { Outcome } from '@/lib/db/statistics-outcomes';
import type { BookedDate, WeekHour } from '@/lib/db/statistics-times';
import { type Grain, grainFor, type Slice, slicesOf, type Timeframe } from '@/lib/time/timeframe';
import type { LocalDate } from '@/lib/time/zone';

export type BandCount<B extends string> = { band: B; count: number };
/** A number beside that of as many days before, and how they stand to each other. */
type Compared = { now: number; before: number; comparison: Comparison };
/** Parts of one; null: there is nothing that they would be a part of. */
type ComparedShare = { now: number | null; before: number | null };
/** `share`: of its open time what was booked; null: it was never open. */
type WithShare<T> = T & { share: number | null };
type Answer = 'approved' | 'denied' | 'lapsed';

/** How spaces were used in a timeframe; times in real minutes. What each number means stands on its page. */
export type SpaceStatistics = {
  timeframe: Timeframe;
  bookings: Compared;
  minutes: Compared;
  noShows: ComparedShare;
  cancelled: ComparedShare;
  medianLeadMinutes: number | null;
  medianMinutes: number | null;
  total: WithShare<SpaceNumbers>;
  grain: Grain;
  trend: (Slice & { bookings: number; minutes: number })[];
  weekHours: WeekHour[];
  spaces: WithShare<SpaceLine>[];
  categories: WithShare<CategoryLine>[];
  origins: OutcomeSums['origins'];
  presences: OutcomeSums['presences'];
  leads: BandCount<LeadBand>[];
  lengths: BandCount<LengthBand>[];
  endings: { ending: Ended; count: number; bands: BandCount<TimeBand>[] }[];
  requests: { answer: Answer; count: number; bands: BandCount<TimeBand>[] }[];
  waitingRequests: number;
  /** Meetings in Outlook that ended before are forgotten. */
  meetingsFrom: LocalDate;
};

/** As read from the database. */
type Facts = {
  timeframe: Timeframe;
  spaces: readonly SpaceLine[];
  counts: BookingCounts;
  outcomesBefore: readonly Outcome[];
  meetingsFrom: LocalDate;
};

/** Puts together what a page and its tables show. */
export function spaceStatistics({ timeframe, counts, meetingsFrom, ...facts }: Facts): SpaceStatistics {
  const [now, before] = [sumOutcomes(counts.outcomes), sumOutcomes(facts.outcomesBefore)];
  const { leads, lengths, endings, requests, weekHours, medianLeadMinutes } = counts;
  const grain = grainFor(timeframe);
  return {
    ...{ timeframe, grain, weekHours, medianLeadMinutes, meetingsFrom },
    bookings: compared(now.bookings, before.bookings),
    minutes: compared(now.minutes, before.minutes),
    noShows: { now: noShowShare(now), before: noShowShare(before) },
    cancelled: { now: cancelledShare(now), before: cancelledShare(before) },
    medianMinutes: medianOf(lengths.map(({ minutes, count }) => ({ value: minutes, count }))),
    total: withShare(addNumbers(facts.spaces)),
    trend: sumByDate(slicesOf(timeframe, grain), counts.dates),
    spaces: facts.spaces.map(withShare),
    categories: sumCategories(facts.spaces).map(withShare),
    ...{ origins: now.origins, presences: now.presences },
    leads: counted(LEAD_BANDS, leads, leadBand),
    lengths: counted(LENGTH_BANDS, lengths, ({ minutes }) => lengthBand(minutes)),
    endings: ENDINGS.map((ending) => ({
      ...{ ending, count: now.endings[ending] },
      bands: inTime(endings.filter((one) => one.ending === ending)),
    })),
    requests: (['approved', 'denied', 'lapsed'] as const).map((answer) => {
      const own = requests.filter(({ request }) => request === answer);
      return { answer, count: own.reduce((sum, { count }) => sum + count, 0), bands: inTime(own) };
    }),
    waitingRequests: requests.find(({ request }) => request === 'waiting')?.count ?? 0,
  };
}

const compared = (now: number, before: number): Compared => ({ now, before, comparison: compare(now, before) });

const withShare = <T extends SpaceNumbers>(numbers: T): WithShare<T> => ({ ...numbers, share: shareOfOpen(numbers) });

const counted = <B extends string, R extends { count: number }>(
  bands: readonly B[],
  rows: readonly R[],
  of: (row: R) => B,
) =>
  countBands(
    bands,
    rows.map((row) => ({ band: of(row), count: row.count })),
  );

const inTime = (rows: readonly { hours: number | null; count: number }[]) =>
  counted(TIME_BANDS, rows, ({ hours }) => timeBand((hours ?? 0) * 60));

function sumByDate(slices: readonly Slice[], dates: readonly BookedDate[]): SpaceStatistics['trend'] {
  return slices.map((slice) => {
    const within = dates.filter(({ date }) => slice.from <= date && date <= slice.to);
    const sum = (of: 'bookings' | 'minutes') => within.reduce((total, one) => total + one[of], 0);
    return { ...slice, bookings: sum('bookings'), minutes: sum('minutes') };
  });
}
