import { decideMove } from '@/lib/booking/decide-move';
import { movedRows } from '@/lib/booking/occupancy';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { CaseRow } from '@/lib/db/cases';
import type { Tx } from '@/lib/db/client';
import { renewConflict } from '@/lib/db/conflicts';
import { moveBooking } from '@/lib/db/move-booking';
import { moveFacts } from '@/lib/db/move-facts';
import { dropPads } from '@/lib/db/occupancy';
import { readCalendarsOf } from '@/lib/db/read-calendars-of';
import { takesRequests } from '@/lib/db/requests';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';

type Wish = { found: CaseRow; booking: BookingRecord; to: Interval; space?: { from: number; to: number } };

/** A person decides, so free time is all that is asked for; the patron hears both times and may say no. */
export async function moveByCase(tx: Tx, { found, booking, to, space }: Wish, now: Date): Promise<Result<undefined>> {
  // Out of the mediator's hands it would be promised by nobody (libcal-domain §2.7).
  if (booking.status === 'mediation' && space && !(await takesRequests(tx, space.to)))
    return refuse({ code: 'not_mediated' });
  const items = await moveFacts(tx, booking, { to: { start: to.start, end: to.end }, ...(space && { space }) }, now);
  if (!items) return refuse({ code: 'choice_not_open' });
  const decision = decideMove(items, now, 'free');
  if (!decision.ok) return decision;
  // Where it was before, as it is now and not as it was when the case was opened.
  await renewConflict(tx, found.id, { ours: sideOf(booking.items[0] ?? found.ours), theirs: found.theirs });
  await dropPads(tx, items);
  const occupancy = movedRows(items);
  const reason = 'moved_by_staff';
  await moveBooking(tx, { bookingId: booking.id, items, occupancy, reason, by: { conflictId: found.id } }, now);
  // What was written there between the look and this is found by a reading, at once.
  await readCalendarsOf(tx, occupancy, now);
  return ok();
}

const sideOf = ({ start, end }: Interval) => ({ start, end, showAs: 'busy' });
