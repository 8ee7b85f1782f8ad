import { modeOf } from '@/lib/booking/appointment';
import { decideChange } from '@/lib/booking/decide-change';
import type { BeyondCode } from '@/lib/booking/types';
import { audit } from '@/lib/db/audit';
import { addNotice } from '@/lib/db/booking-notices';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { moveBooking } from '@/lib/db/move-booking';
import { placesOnRecord } from '@/lib/db/moves-on-record';
import { takesRequests } from '@/lib/db/requests';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import { cancelFactsOf } from './cancel-facts';
import { lookAtTarget } from './case-target';
import { type JudgedMove, judgeMove, type MoveWish, staysWithin } from './judge-move';
import { rewriteMeeting } from './rewrite-meeting';
import { lockForMove, writeMove } from './write-move';

export type HowToMove = {
  /** To the patron, in the mail and on the booking's page. */
  words: string;
  /** Its patron gets a mail. */
  tell: boolean;
  /** Of the library's, for the log: a person, or a program by its number. */
  by: { personId: number } | { clientId: number };
};

/**
 * The library moves a booking, by staff or by a program, once it is known to be one that may be moved: rules first, then a
 * live look at the calendars there, then old and new in one transaction (decision 25). Over a meeting in Outlook only when
 * the wish says so. The patron hears of it if they are to, and may say no to the new time.
 */
export async function carryOutMove(
  seen: BookingRecord,
  move: MoveWish,
  how: HowToMove,
  now: Date,
  world?: SyncWorld,
): Promise<Result<{ beyond: BeyondCode[] }>> {
  const judged = await judgeMove(db(), seen, move, now);
  if (!judged.ok) return judged;
  if (!move.anyway && !staysWithin(seen, move)) {
    const mode = judged.value.wish && modeOf(judged.value.wish.place);
    const look = await lookAtTarget({ resourceIds: idsOf(judged.value), to: move.to, mode }, world);
    if (!look.ok) return look.refusal.code === 'slot_taken' ? refuse({ code: 'meeting_in_the_way' }) : look;
  }
  return inTransaction(async (tx) => {
    const locked = await lockForMove(tx, seen, idsOf(judged.value), now);
    if (!locked.ok) return locked;
    const booking = locked.value;
    const stillAllowed = decideChange(cancelFactsOf(booking), now, 'staff');
    if (!stillAllowed.ok) return stillAllowed;
    // Out of the mediator's hands it would be promised by nobody (libcal-domain §2.7).
    if (booking.status === 'mediation' && move.space && !(await takesRequests(tx, move.space.to)))
      return refuse({ code: 'not_mediated' });
    const decided = await judgeMove(tx, booking, move, now);
    if (!decided.ok) return decided;
    await write(tx, booking, decided.value, how, now);
    await rewriteMeeting(tx, booking, decided.value, move.meeting);
    const { by } = how;
    await audit(tx, {
      ...{ personId: 'personId' in by ? by.personId : null, act: 'booking.moved', subject: `booking:${booking.id}` },
      detail: {
        ...('clientId' in by && { client: by.clientId }),
        from: placesOnRecord(booking.items),
        to: placesOnRecord(decided.value.items.map(({ resourceId, wanted }) => ({ resourceId, ...wanted }))),
        told: how.tell,
      },
    });
    return ok({ beyond: decided.value.beyond });
  });
}

async function write(
  tx: Tx,
  booking: BookingRecord,
  move: JudgedMove,
  { words, tell, by }: HowToMove,
  now: Date,
): Promise<void> {
  const [was] = booking.items;
  if (!was) return;
  const { resourceId, start, end } = was;
  const byId = 'personId' in by ? by.personId : null;
  const noticeId = await addNotice(tx, { bookingId: booking.id, resourceId, start, end, words, byId }, now);
  const items = move.items.map((item) => ({ resourceId: item.resourceId, ...item.wanted }));
  const how = { bookingId: booking.id, reason: 'moved_by_staff', by: { noticeId }, silent: !tell } as const;
  await writeMove(tx, booking, move, (occupancy) => moveBooking(tx, { ...how, items, occupancy }, now), now);
}

const idsOf = ({ items }: JudgedMove) => items.map(({ resourceId }) => resourceId);
