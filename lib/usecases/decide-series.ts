import { type Actor, canSomewhere, type Person } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import {
  type ChosenTime,
  dropSeries,
  lockSeries,
  type SeriesRow,
  type SeriesTime,
  saveChoices,
  setSeriesWorking,
} from '@/lib/db/series';
import { parse } from '@/lib/parse';
import type { RefusalCode } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { continueSeries, wishOf } from './continue-series';
import { placeForStaff } from './place-for-staff';
import { chosenFor, seriesChoicesInput } from './series-choices';
import { draftTimes } from './series-draft';

/** More than these are left to the worker, and the page shows how far it is. */
const AT_ONCE = 25;

/**
 * open: some times are not seen to, or a reason is missing; what was chosen is kept, and the draft's page says what is
 * left. booked: it was one time only, and a booking like any other came of it. working, done: of a series.
 */
export type SeriesDecision =
  | { state: 'open' }
  | { state: 'booked'; publicId: string; isBlock: boolean }
  | { state: 'working' | 'done' };

/**
 * Staff have looked at a draft and say what becomes of each time; then it is booked, each time by itself. What is taken
 * between the look and the booking is noted on the series' page, and nothing else waits for it.
 */
export async function decideSeries(actor: Actor, raw: unknown, now: Date): Promise<Result<SeriesDecision>> {
  const input = parse(seriesChoicesInput, raw);
  if (!input.ok) return input;
  const { seriesId, anyway, form } = input.value;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });

  const chosen = await inTransaction(async (tx) => {
    const draft = await lockSeries(tx, seriesId);
    const locked = mayGoOn(draft, actor);
    if (!locked.ok) return locked;
    const wish = { ...locked.value.wish, anyway };
    const before = await draftTimes(tx, locked.value, now);
    const choices = before.flatMap((time) => {
      const chosen = chosenFor(form, time, locked.value.isBlock);
      return isNews(time, chosen) ? [chosen] : [];
    });
    await saveChoices(tx, seriesId, choices, wish);
    const after = await lockSeries(tx, seriesId);
    return ok(after !== null && (await isSeenTo(tx, after, now)) ? after : null);
  });
  if (!chosen.ok) return chosen;
  const draft = chosen.value;
  if (!draft) return ok({ state: 'open' });
  const [only] = draft.times;
  if (draft.times.length === 1 && only) {
    const placed = await placeOnly(actor, draft, only, now);
    // Somebody was faster: the page says so beside the time, and what else is open.
    return !placed.ok && TAKEN.has(placed.refusal.code) ? ok({ state: 'open' }) : placed;
  }
  const begun = await inTransaction(async (tx) => {
    const locked = mayGoOn(await lockSeries(tx, seriesId), actor);
    if (!locked.ok) return locked;
    await setSeriesWorking(tx, seriesId);
    await enqueue(tx, { kind: 'series', seriesId });
    const detail = { times: draft.times.length, block: draft.isBlock, rule: draft.rule };
    await audit(tx, { personId: actor.id, act: 'series.saved', subject: `series:${seriesId}`, detail });
    return ok();
  });
  if (!begun.ok) return begun;
  return ok({ state: (await continueSeries(seriesId, now, AT_ONCE + 1)) ? 'done' : 'working' });
}

/** Most times of a series are free, and nothing is chosen for them. */
const isNews = (before: SeriesTime, { choice, to }: ChosenTime) =>
  before.choice !== choice || before.to !== null || to !== null;

const TAKEN: ReadonlySet<RefusalCode> = new Set(['slot_taken', 'meeting_in_the_way']);

/** One time alone is a booking like any other, and no series. */
const placeOnly = (actor: Person, draft: SeriesRow, only: SeriesTime, now: Date): Promise<Result<SeriesDecision>> =>
  inTransaction(async (tx) => {
    const locked = mayGoOn(await lockSeries(tx, draft.id), actor);
    if (!locked.ok) return locked;
    const placed = await placeForStaff(tx, actor, wishOf(draft, only, null), now);
    if (!placed.ok) return placed;
    await dropSeries(tx, draft.id);
    const { bookingId } = placed.value;
    const act = draft.isBlock ? 'booking.blocked' : 'booking.booked_for';
    await audit(tx, { personId: actor.id, act, subject: `booking:${bookingId}` });
    return ok({ state: 'booked', publicId: placed.value.publicId, isBlock: draft.isBlock });
  });

type Draft = SeriesRow & { wish: NonNullable<SeriesRow['wish']> };

/** A draft is its maker's; a colleague begins another. */
function mayGoOn(draft: SeriesRow | null, actor: Person): Result<Draft> {
  if (!draft) return refuse({ code: 'not_found' });
  if (draft.createdById !== actor.id || !canSomewhere(actor, draft.isBlock ? 'block_time' : 'book_for_others'))
    return refuse({ code: 'not_allowed' });
  return draft.state === 'draft' && draft.wish ? ok({ ...draft, wish: draft.wish }) : refuse({ code: 'case_closed' });
}

async function isSeenTo(tx: Tx, draft: SeriesRow, now: Date): Promise<boolean> {
  if (draft.times.some(({ choice }) => choice === 'anyway') && !draft.wish?.anyway) return false;
  if (draft.times.every(({ choice }) => choice === 'skip')) return false;
  return (await draftTimes(tx, draft, now)).every(({ problem }) => problem === null);
}

/** Given up: nothing of it is kept. */
export async function dropDraft(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(seriesChoicesInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const locked = mayGoOn(await lockSeries(tx, input.value.seriesId), actor);
    if (!locked.ok) return locked;
    await dropSeries(tx, input.value.seriesId);
    return ok();
  });
}
