import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { modeOf } from '@/lib/booking/appointment';
import { closesTime } from '@/lib/booking/closes-time';
import { decideChange, needsApproval } from '@/lib/booking/decide-change';
import { saveDetails } from '@/lib/db/booking-details';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { changeTime } from '@/lib/db/move-booking';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { askMediatorsAgain } from '@/lib/db/requests';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { tellStaffOfMove } from '@/lib/db/tell-staff';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import { askMediators } from './ask-mediators';
import { askingMore, kindsAskingMore } from './asking-more';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { lookAtTarget } from './case-target';
import { changeWish, wantedChange } from './change-wish';
import { type JudgedMove, judgeMove, type MoveWish, staysWithin } from './judge-move';
import { rewriteMeeting } from './rewrite-meeting';
import { maySee } from './shown-to';
import { lockForMove, writeMove } from './write-move';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);

const changeBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
  /** As the form saw it: what changed since is not overwritten. */
  version: z.preprocess(missingIfEmpty, z.coerce.number().int().positive().optional()),
  ...wantedChange,
  nickname: z.string().trim().max(40, 'too_long').optional(),
  note: z.string().trim().max(1000, 'too_long').optional(),
  /** A tick: the terms of the other space were accepted. */
  terms: z.literal('on').optional(),
});

type Input = z.output<typeof changeBookingInput>;

/** What came of it: another time or space, the same but waiting for a mediator again, or words only. */
export type Changed = { publicId: string; changed: 'time' | 'request' | 'details' };

/**
 * Its patron changes a booking, by the link's key or signed in: time, length, space, nickname, note; of an appointment kind and
 * place, with the room that belongs to it. Every rule of a new
 * booking is asked, whoever's the hand is: staff who go beyond rules move it at the desk. The old time is kept until the
 * new one is certain: calendars there are asked live first (sync-design §9), then old and new change in one transaction,
 * in which the exclusion constraint has the last word. Where no calendar answers, it stays as it is: a promise is not
 * given away for a maybe.
 */
export async function changeBooking(
  actor: Actor,
  raw: unknown,
  now: Date,
  world?: SyncWorld,
): Promise<Result<Changed>> {
  const input = parse(changeBookingInput, raw);
  if (!input.ok) return input;
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen) return refuse({ code: 'not_found' });
  if (!bookingRight(actor, seen, input.value.key)) return refuse({ code: 'not_allowed' });
  if (input.value.version !== undefined && input.value.version !== seen.version)
    return refuse({ code: 'changed_meanwhile' });
  const wish = changeWish(seen, input.value);
  if (!wish.ok) return wish;
  const there = await resourceById(db(), input.value.spaceId ?? seen.items[0]?.resourceId ?? 0);
  if (!there || !maySee(actor, there.access)) return refuse({ code: 'not_found' });
  const words = wordsOf(input.value, there);
  if (wish.value === null) return inTransaction((tx) => saveWords(tx, seen.id, words, now));

  const move = wish.value;
  const allowed = decideChange(cancelFactsOf(seen), now, 'patron');
  if (!allowed.ok) return allowed;
  const mayGo = decidePlace(seen, move, there, input.value);
  if (!mayGo.ok) return mayGo;
  if (move.space && (await askingMore(db(), seen.answers, [there])).size > 0) return refuse({ code: 'asks_questions' });
  if (move.meeting?.kindId && (await kindsAskingMore(db(), seen.answers, [move.meeting.kindId])).size > 0)
    return refuse({ code: 'asks_questions' });
  // Rules first: nobody is asked at Microsoft about what is refused anyhow.
  const judged = await judgeMove(db(), seen, move, now);
  if (!judged.ok) return judged;
  if (!staysWithin(seen, move)) {
    const { wish: meeting } = judged.value;
    const target = { resourceIds: idsOf(judged.value), to: move.to, mode: meeting && modeOf(meeting.place) };
    const look = await lookAtTarget(target, world);
    if (!look.ok) return look;
  }
  return inTransaction(async (tx) => {
    const locked = await lockForMove(tx, seen, idsOf(judged.value), now);
    if (!locked.ok) return locked;
    const stillAllowed = decideChange(cancelFactsOf(locked.value), now, 'patron');
    if (!stillAllowed.ok) return stillAllowed;
    const decided = await judgeMove(tx, locked.value, move, now);
    if (!decided.ok) return decided;
    await saveDetails(tx, seen.id, words);
    return ok({ publicId: seen.publicId, changed: await write(tx, locked.value, decided.value, move, now) });
  });
}

/** The terms of another space have to be accepted; a request stays where somebody decides on it. */
function decidePlace(
  { status }: BookingRecord,
  { space }: MoveWish,
  { terms, policy }: ResourceRecord,
  input: Input,
): Result<undefined> {
  if (!space) return ok();
  if (terms.length > 0 && !input.terms) return refuse({ code: 'invalid', fields: { terms: 'required' } });
  return status === 'mediation' && !policy.mediation ? refuse({ code: 'not_mediated' }) : ok();
}

/** Under the locks. The mail has the old time beside the new one, and a calendar file with a raised SEQUENCE. */
async function write(
  tx: Tx,
  booking: BookingRecord,
  move: JudgedMove,
  wish: MoveWish,
  now: Date,
): Promise<'time' | 'request'> {
  const { id, status } = booking;
  const [was] = booking.items;
  const isRequest = status === 'mediation';
  const asks = was && needsApproval({ was, to: wish.to, sameSpace: move.sameSpace }, move.mediated);
  if (asks && !isRequest) await askMediatorsAgain(tx, id);
  const items = move.items.map(({ resourceId, wanted }) => ({ resourceId, ...wanted }));
  if (!isRequest && !asks) await tellStaffOfMove(tx, id);
  await writeMove(tx, booking, move, (occupancy) => changeTime(tx, { bookingId: id, items, occupancy }, now), now);
  await rewriteMeeting(tx, booking, move, wish.meeting);
  await clearReason(tx, id);
  const before = was && { resourceId: was.resourceId, start: was.start.toISOString(), end: was.end.toISOString() };
  // Whose change needs a yes again hears of that alone: how it stands now is that it waits.
  if (!isRequest && !asks)
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_changed', bookingId: id, before } });
  if (asks) await askMediators(tx, id);
  return asks ? 'request' : 'time';
}

/** What the library moved is where its patron wants it now. */
const clearReason = (tx: Tx, id: number) => tx.booking.update({ where: { id }, data: { statusReason: null } });

async function saveWords(tx: Tx, bookingId: number, words: Words, now: Date): Promise<Result<Changed>> {
  const booking = await lockWholeBooking(tx, bookingId);
  if (!booking) return refuse({ code: 'not_found' });
  if (!closesTime(booking.status) || booking.items.every(({ end }) => end <= now))
    return refuse({ code: 'booking_closed' });
  await saveDetails(tx, bookingId, words);
  return ok({ publicId: booking.publicId, changed: 'details' });
}

type Words = { nickname?: string; note?: string };

/** A name for the door only where the category has them. */
function wordsOf({ nickname, note }: Input, { nicknames }: ResourceRecord): Words {
  return {
    ...(note !== undefined && { note }),
    ...(!nicknames && { nickname: '' }),
    ...(nicknames && nickname !== undefined && { nickname }),
  };
}

const idsOf = ({ items }: JudgedMove) => items.map(({ resourceId }) => resourceId);
