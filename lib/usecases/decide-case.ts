import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { CASE_CHOICES, type CaseChoice, caseChoices, caseFactsOf, RESOLUTION } from '@/lib/booking/case-choices';
import { caseSeen } from '@/lib/booking/case-seen';
import { audit } from '@/lib/db/audit';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingById, setBookingStatus } from '@/lib/db/bookings';
import { type CaseRow, caseById, lockCase } from '@/lib/db/cases';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { resolveConflicts, resolveToConfirm } from '@/lib/db/conflicts';
import { lockMirror } from '@/lib/db/mirrors';
import { placesOnRecord } from '@/lib/db/moves-on-record';
import { enqueue } from '@/lib/db/outbox';
import { confirmBooking, lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { lockResources } from '@/lib/db/resources';
import { writeAgain } from '@/lib/db/write-again';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import { keeperOf, mayDecide } from './case-facts';
import { isSameTarget, lookAtTarget, spaceOf, targetOf } from './case-target';
import { moveByCase } from './move-by-case';

export const decideCaseInput = z.object({
  caseId: z.coerce.number().int().positive(),
  choice: z.enum(CASE_CHOICES),
  /** What the decider had before them, as `caseSeen` says it. */
  seen: z.string().max(120),
  /** Where to, for `move`. */
  spaceId: z.preprocess((given) => (given === '' ? undefined : given), z.coerce.number().int().positive().optional()),
});

/**
 * A person's decision on one case. Where it moves the booking, the calendars there are asked live first, since the patron
 * is told at once (sync-design §9). Everything is looked at again under the locks of booking and case: whoever comes
 * second, or after the world moved on, is told so and changes nothing.
 */
export async function decideCase(
  actor: Actor,
  raw: unknown,
  now: Date,
  world?: SyncWorld,
): Promise<Result<{ choice: CaseChoice }>> {
  const input = parse(decideCaseInput, raw);
  if (!input.ok) return input;
  const { caseId, choice, spaceId } = input.value;
  const keeper = keeperOf(actor);
  if (actor.kind !== 'person' || !keeper) return refuse({ code: 'not_allowed' });
  const seen = await caseById(db(), caseId);
  if (!seen || !mayDecide(keeper, seen)) return refuse({ code: seen ? 'not_allowed' : 'not_found' });
  if (choice === 'move' && spaceId === undefined) return refuse({ code: 'invalid', fields: { spaceId: 'required' } });

  if (seen.state === 'open' && caseSeen(seen) !== input.value.seen) return refuse({ code: 'changed_meanwhile' });
  const target = targetOf(seen, choice, spaceId);
  const look = target ? await lookAtTarget(target, world) : ok();
  if (!look.ok) return look;

  return inTransaction(async (tx) => {
    if (spaceId !== undefined) await lockResources(tx, [spaceId, ...(seen.booking?.items ?? []).map(resourceIdOf)]);
    const booking = seen.booking && (await lockWholeBooking(tx, seen.booking.id));
    if (booking) await lockMirror(tx, seen.linkId, booking.id);
    const found = await lockCase(tx, caseId);
    if (found?.state !== 'open') return refuse({ code: 'case_closed' });
    if (caseSeen(found) !== input.value.seen) return refuse({ code: 'changed_meanwhile' });
    if (
      !caseChoices(caseFactsOf(found, now)).includes(choice) ||
      !isSameTarget(target, targetOf(found, choice, spaceId))
    )
      return refuse({ code: 'choice_not_open' });

    const done = booking ? await act(tx, { choice, found, booking, spaceId, by: actor.id }, now) : ok();
    if (!done.ok) return done;
    await resolveConflicts(tx, [caseId], RESOLUTION[choice], now, actor.id);
    const moved = booking && (choice === 'apply' || choice === 'move') ? await bookingById(tx, booking.id) : null;
    await audit(tx, {
      ...{ personId: actor.id, act: 'conflict.settled', subject: `conflict:${caseId}` },
      detail: {
        ...{ choice, kind: found.kind, bookingId: booking?.id ?? null, ...(spaceId && { spaceId }) },
        ...(booking && moved && { from: placesOnRecord(booking.items), to: placesOnRecord(moved.items) }),
      },
    });
    return ok({ choice });
  });
}

const resourceIdOf = ({ resourceId }: { resourceId: number }) => resourceId;

type Deed = { choice: CaseChoice; found: CaseRow; booking: BookingRecord; spaceId: number | undefined; by: number };

async function act(tx: Tx, { choice, found, booking, spaceId, by }: Deed, now: Date): Promise<Result<undefined>> {
  const { linkId, theirs } = found;
  switch (choice) {
    case 'keep':
      return ok();
    case 'confirm':
      await confirmBooking(tx, booking, now);
      return ok();
    case 'cancel':
      await withdrawBooking(tx, booking.id, { reason: 'withdrawn_by_staff', cause: 'staff', by }, now);
      return ok();
    case 'put_back':
      await writeAgain(tx, linkId, booking.id);
      await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
      return ok();
    case 'apply': {
      if (!theirs) return refuse({ code: 'choice_not_open' });
      const moved = await moveByCase(tx, { found, booking, to: theirs }, now);
      if (moved.ok) await writeAgain(tx, linkId, booking.id);
      return moved;
    }
    case 'move': {
      const [item] = booking.items;
      const from = spaceOf(found);
      if (!item || from === null || spaceId === undefined) return refuse({ code: 'choice_not_open' });
      const space = { from, to: spaceId };
      // Whoever finds it another space has confirmed it: the mail of the new place says so.
      if (booking.status === 'to_confirm') {
        await promiseSilently(tx, booking, now);
        // Its own case is answered by that; not as “moved”, since only the case decided on says where it was before.
        if (found.kind !== 'to_confirm') await resolveToConfirm(tx, booking.id, RESOLUTION.confirm, now);
      }
      return moveByCase(tx, { found, booking, to: item, space }, now);
    }
  }
}

const promiseSilently = (tx: Tx, { id, cause }: BookingRecord, now: Date): Promise<void> =>
  setBookingStatus(tx, id, { status: 'confirmed', statusReason: null, cause, closes: true, changesEvent: true }, now);
