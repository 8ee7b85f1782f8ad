import { z } from 'zod';
import { decideFooting } from '@/lib/booking/decide-footing';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { bookingKey, isVerifyKey } from '@/lib/booking-link';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { enqueue } from '@/lib/db/outbox';
import { CALENDAR_UNREACHABLE, lockWholeBooking } from '@/lib/db/remote-confirmation';
import { familiesOf, lockResources, resources } from '@/lib/db/resources';
import { verified } from '@/lib/db/verified';
import { bookingsOfVisit } from '@/lib/db/visits';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { askMediators } from './ask-mediators';
import { followUpBooking } from './follow-up-booking';

const verifyBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().min(1).max(64),
});

/** How long a booking may wait for Outlook before it is settled without it (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

/** What a link confirms: a booking, and those made with it. */
export type Verification = { booking: BookingRecord; others: BookingRecord[] };

/** Whose link it is, and whether it still counts. A wrong key, or one of another booking: `not_found`. */
export async function viewVerification(raw: unknown, now: Date): Promise<Result<Verification>> {
  const input = parse(verifyBookingInput, raw);
  const booking = input.ok ? await bookingByPublicId(db(), input.value.publicId) : null;
  if (!input.ok || !booking || !isVerifyKey(booking.publicId, input.value.key)) return refuse({ code: 'not_found' });
  const problem = stillCounts(booking, now);
  if (problem) return problem;
  const visit = booking.visitId ? await bookingsOfVisit(db(), booking.visitId) : [];
  return ok({ booking, others: visit.filter(({ id }) => id !== booking.id) });
}

/**
 * A guest has followed the link, and confirms. What was held becomes a booking as if it were made now: rules are not asked
 * again, Outlook and mediators are. The link of a visit confirms all of it. A second time changes nothing.
 */
export async function verifyBooking(raw: unknown, now: Date): Promise<Result<{ publicId: string; key: string }>> {
  const seen = await viewVerification(raw, now);
  if (!seen.ok) return seen;
  const { booking: first, others } = seen.value;
  const { id, publicId } = first;
  const there = { publicId, key: bookingKey(publicId) };
  return inTransaction(async (tx) => {
    const all = [first, ...others];
    await lockResources(
      tx,
      all.flatMap(({ items }) => items.map(({ resourceId }) => resourceId)),
    );
    for (const one of all) {
      const booking = await lockWholeBooking(tx, one.id);
      if (!booking) return refuse({ code: 'not_found' });
      const problem = stillCounts(booking, now);
      if (problem && one.id === id) return problem;
      if (problem || booking.status !== 'unverified') continue;
      const done = await becomeBooking(tx, booking, now);
      if (!done.ok) return done;
    }
    return ok(there);
  });
}

const ENDED = new Set<BookingRecord['status']>(['cancelled', 'denied', 'released']);

function stillCounts({ status, holdUntil }: BookingRecord, now: Date) {
  if (status === 'expired' || (status === 'unverified' && holdUntil && holdUntil <= now))
    return refuse({ code: 'link_lapsed' });
  return ENDED.has(status) ? refuse({ code: 'booking_closed' }) : null;
}

async function becomeBooking(tx: Tx, booking: BookingRecord, now: Date): Promise<Result<undefined>> {
  const { id: bookingId, items } = booking;
  const ids = items.map(({ resourceId }) => resourceId);
  const found = await resources(tx, { ids });
  // Of an appointment the person's mediators decide; its room asks for none.
  const judged = found.some(({ kind }) => kind === 'person') ? found.filter(({ kind }) => kind === 'person') : found;
  if (judged.some(({ policy }) => policy.mediation)) {
    await verified(tx, bookingId, { status: 'mediation', statusReason: null, holdUntil: null, settledAt: null }, now);
    await enqueue(tx, { kind: 'push_booking', bookingId });
    await askMediators(tx, bookingId);
    return ok();
  }
  const familyOf = await familiesOf(tx, ids);
  const concerned = ids.flatMap((one) => [one, ...familyOf(one).partIds, ...familyOf(one).wholeIds]);
  const calendars = await trustOfCalendars(tx, [...new Set(concerned)], now);
  const footing = decideFooting(
    calendars,
    found.map(({ id, kind, syncPolicy: stored }) => {
      const { partIds, wholeIds } = familyOf(id);
      return { ...syncPolicy(kind, stored), concerns: [id, ...partIds, ...wholeIds] };
    }),
  );
  if (footing === 'closed') return refuse({ code: 'calendar_unknown' });
  const waits = footing === 'strict';
  await verified(
    tx,
    bookingId,
    {
      status: waits ? 'pending_remote' : footing === 'to_confirm' ? 'to_confirm' : 'confirmed',
      statusReason: footing === 'to_confirm' ? CALENDAR_UNREACHABLE : null,
      holdUntil: waits ? addMinutes(now, AWAIT_CALENDAR_MINUTES) : null,
      settledAt: waits ? null : now,
    },
    now,
  );
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: waits });
  await followUpBooking(tx, { bookingId, footing, calendars, items }, now);
  return ok();
}
