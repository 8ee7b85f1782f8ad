import type { Person } from '@/lib/auth/can';
import { db, inTransaction, transaction } from '@/lib/db/client';
import { personById } from '@/lib/db/people';
import { lockSeries, type SeriesRow, type SeriesTime, seriesById, setOccurrence } from '@/lib/db/series';
import { finishSeries, mailSettledSeries } from '@/lib/db/series-progress';
import { ok } from '@/lib/result';
import { placeForStaff } from './place-for-staff';

/**
 * Brings a series forward: books what is left of it, each time in a transaction of its own, so that nobody is kept waiting
 * by more than one; then asks for its mail once nothing waits for Outlook any more. Whoever calls, once or often, at the
 * same time or after a crash, it goes on where it was. What was taken meanwhile is noted with the refusal's code, and the
 * rest goes on. `most`: how many to book in this call. Answers whether all were seen to.
 */
export async function continueSeries(seriesId: number, now: Date, most = Number.POSITIVE_INFINITY): Promise<boolean> {
  const creator = await creatorOf(seriesId);
  if (!creator) return true;
  for (let placed = 0; placed < most; placed++) if (!(await placeNext(seriesId, creator, now))) break;
  const series = await seriesById(db(), seriesId);
  if (series?.state === 'done') await transaction((tx) => mailSettledSeries(tx, seriesId, now));
  return series?.state === 'done';
}

/** Rights were asked when it was saved: whoever saved it books. */
async function creatorOf(seriesId: number): Promise<Person | null> {
  const series = await seriesById(db(), seriesId);
  const person = series && (await personById(db(), series.createdById));
  return person && { kind: 'person', ...person };
}

const nextOf = (series: SeriesRow | null) => series?.times.find(({ outcome }) => outcome === null);

/** False: nothing is left. */
async function placeNext(seriesId: number, creator: Person, now: Date): Promise<boolean> {
  let tried: number | null = null;
  const answer = await inTransaction(async (tx) => {
    const series = await lockSeries(tx, seriesId);
    if (series?.state !== 'working') return ok(false);
    const next = nextOf(series);
    if (!next) {
      await finishSeries(tx, seriesId);
      return ok(false);
    }
    tried = next.position;
    if (next.choice === 'skip') {
      await setOccurrence(tx, seriesId, next.position, { outcome: 'skipped' });
      return ok(true);
    }
    const placed = await placeForStaff(tx, creator, wishOf(series, next), now);
    if (!placed.ok) return placed;
    await setOccurrence(tx, seriesId, next.position, { outcome: 'booked', bookingId: placed.value.bookingId });
    return ok(true);
  });
  if (answer.ok) return answer.value;
  const { code } = answer.refusal;
  await transaction(async (tx) => {
    const next = nextOf(await lockSeries(tx, seriesId));
    if (next && next.position === tried) await setOccurrence(tx, seriesId, next.position, { outcome: code });
  });
  return true;
}

/** What is asked of one time of it: `seriesId` null when it is the only one, which is a booking like any other. */
export function wishOf(series: SeriesRow, time: SeriesTime, seriesId: number | null = series.id) {
  const { wish, tell } = series;
  const { resourceId, start, end } = time.choice === 'move' && time.to ? time.to : time.from;
  const patron = wish?.patron ? { ...wish.patron, note: wish.note, locale: wish.locale } : null;
  return {
    ...{ items: [{ resourceId, start, end }], patron, seriesId },
    note: wish?.note ?? '',
    locale: wish?.locale ?? 'en',
    anyway: time.choice === 'anyway' ? (wish?.anyway ?? '') : null,
    quiet: !tell,
  };
}
