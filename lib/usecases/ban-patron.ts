import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { bookingsAhead, insertBan } from '@/lib/db/bans';
import { addNotice } from '@/lib/db/booking-notices';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { lockBooking, setBookingStatus } from '@/lib/db/bookings';
import { db, inTransaction, type Tx, transaction } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { locations } from '@/lib/db/library';
import { enqueue } from '@/lib/db/outbox';
import { lockPatron, type Patron } from '@/lib/db/patron-bookings';
import { personByEmail } from '@/lib/db/people';
import { lockResources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { endOf, lastDayField, locationField, zoneOf } from './ban-fields';

const banPatronInput = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254, 'too_long').pipe(z.email('not_email')),
  /** Left out: everywhere. */
  locationId: locationField,
  reason: z.string().trim().min(1).max(500, 'too_long'),
  lastDay: lastDayField,
  /** What becomes of the bookings that are still to come, where the ban holds. */
  bookings: z.enum(['keep', 'cancel'], 'required'),
});

/** So many bookings of one person are cancelled in one transaction. */
const AT_ONCE = 200;

/**
 * Staff bar somebody from booking, everywhere or at one location, for a reason that the person reads: by address, and so
 * by the account that has it (`standingOf`). Bookings that stand are kept, or cancelled with the reason by mail; what has
 * begun goes on either way. The ban and the first cancellations are one transaction, after which no booking of theirs can
 * be on its way: the patron's own lock is held. Whoever has hundreds loses the others right after.
 */
export async function banPatron(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ banId: number; cancelled: number }>> {
  const input = parse(banPatronInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'ban_patrons')) return refuse({ code: 'not_allowed' });
  const { email, reason, lastDay, bookings, locationId = null } = input.value;
  const allowed = await allowedAt(db(), actor, 'ban_patrons', locationId === null ? [] : [['location', locationId]]);
  if (!allowed.ok) return allowed;
  if (locationId !== null && !(await locations(db())).some(({ id }) => id === locationId))
    return refuse({ code: 'not_found' });
  const until = endOf(lastDay, await zoneOf(db(), locationId), now);
  if (!until.ok) return until;
  const person = await personByEmail(db(), email);
  const patron = { personId: person?.id ?? null, email };

  const by = { reason, byId: actor.id };
  const made = await inTransaction(async (tx) => {
    const ban = { ...patron, locationId, reason, from: now, until: until.value, byId: actor.id };
    if (bookings === 'keep') await lockPatron(tx, patron);
    const cancelled = bookings === 'cancel' ? await cancelAhead(tx, patron, locationId, by, now) : 0;
    const banId = await insertBan(tx, ban);
    const detail = { locationId, until: until.value?.toISOString() ?? null, bookings };
    await audit(tx, { personId: actor.id, act: 'ban.made', subject: `ban:${banId}`, detail });
    return ok({ banId, cancelled });
  });
  if (!made.ok || made.value.cancelled < AT_ONCE) return made;
  const { banId } = made.value;
  for (let { cancelled } = made.value; ; ) {
    const more = await transaction((tx) => cancelAhead(tx, patron, locationId, by, now));
    cancelled += more;
    if (more < AT_ONCE) return ok({ banId, cancelled });
  }
}

type By = { reason: string; byId: number };

/** The next of the bookings that are still to come, under their resources' locks and the patron's; how many. */
async function cancelAhead(tx: Tx, patron: Patron, locationId: number | null, by: By, now: Date): Promise<number> {
  const ahead = () => bookingsAhead(tx, patron, locationId, now, AT_ONCE);
  const items = (await ahead()).flatMap((booking) => booking.items);
  const ids = items.map(({ resourceId }) => resourceId);
  await lockResources(tx, ids);
  await lockPatron(tx, patron);
  const cancelled = await ahead();
  for (const booking of cancelled) await cancelOne(tx, booking, by, now);
  return cancelled.length;
}

async function cancelOne(tx: Tx, { id, items: [item] }: BookingRecord, { reason, byId }: By, now: Date): Promise<void> {
  if (!item) return;
  await lockBooking(tx, id);
  const { resourceId, start, end } = item;
  const noticeId = await addNotice(tx, { bookingId: id, resourceId, start, end, words: reason, byId }, now);
  const change = { status: 'cancelled', statusReason: 'patron_banned', cause: 'staff' } as const;
  await setBookingStatus(tx, id, { ...change, closes: false, changesEvent: true }, now);
  await resolveCasesOfBooking(tx, id, 'booking_over', now, byId);
  await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
  await enqueue(tx, { kind: 'mail', mail: { template: 'booking_cancelled', bookingId: id, noticeId } });
}
