import { z } from 'zod';
import { type Actor, canSomewhere, type Person } from '@/lib/auth/can';
import { decideFooting } from '@/lib/booking/decide-footing';
import type { BookingStatus } from '@/lib/booking/types';
import { audit } from '@/lib/db/audit';
import { awaitCalendars } from '@/lib/db/await-calendars';
import { busyBlocks } from '@/lib/db/blocks';
import { modeOfBooking } from '@/lib/db/booking-mode';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId, setBookingStatus } from '@/lib/db/bookings';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { mediatorsOf } from '@/lib/db/mediators';
import { enqueue } from '@/lib/db/outbox';
import { confirmBooking, lockWholeBooking } from '@/lib/db/remote-confirmation';
import { askCalendarsAgain, decidedByWhom, recordDecision } from '@/lib/db/requests';
import { familiesOf } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { RequestDecision } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, overlaps } from '@/lib/time/interval';
import { mayAt } from './allowed-at';

const decideRequestInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  decision: z.enum(['approve', 'deny']),
  /** For the patron, in the mail. */
  note: z.string().trim().max(1000, 'too_long').default(''),
  /** It may stand although a meeting in Outlook lies over it. */
  anyway: z.literal('on').optional(),
});

/** As long as any booking waits for Outlook (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

/**
 * A mediator says yes or no. The first decides; the second hears who did. Patron rules are not asked again
 * (libcal-domain §2.7): what speaks against it is shown beside the request (`view-requests`). Approved, it becomes a
 * booking like any other: where Outlook can be asked it is asked, and the patron hears afterwards.
 */
export async function decideRequest(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ publicId: string; status: BookingStatus }>> {
  const input = parse(decideRequestInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'mediate')) return refuse({ code: 'not_allowed' });
  const { publicId, decision, note, anyway } = input.value;
  const seen = await bookingByPublicId(db(), publicId);
  if (!seen) return refuse({ code: 'not_found' });
  if (!(await mayDecide(actor, seen.id))) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    const booking = await lockWholeBooking(tx, seen.id);
    if (!booking) return refuse({ code: 'not_found' });
    if (booking.status !== 'mediation') return refuse(await whatBecameOf(tx, booking));
    const meets = decision === 'approve' && (await meetsOutlook(tx, booking));
    if (meets && !anyway) return refuse({ code: 'meeting_in_the_way' });
    await recordDecision(tx, booking.id, { personId: actor.id, note }, now);
    const status = decision === 'deny' ? await deny(tx, booking, now) : await approve(tx, booking, meets, now);
    await audit(tx, {
      ...{ personId: actor.id, act: 'request.decided', subject: `booking:${booking.id}` },
      detail: { decision, anyway: meets },
    });
    return ok({ publicId, status });
  });
}

/** Admins may decide on everything; mails reach them where nobody is named. */
async function mayDecide(actor: Person, bookingId: number): Promise<boolean> {
  if (await mayAt(db(), actor, 'mediate_any', ['booking', bookingId])) return true;
  const isHere = await mayAt(db(), actor, 'mediate', ['booking', bookingId]);
  return isHere && (await mediatorsOf(db(), bookingId)).includes(actor.id);
}

async function whatBecameOf(tx: Tx, { id, status }: BookingRecord) {
  const decided = await decidedByWhom(tx, id);
  const ended: Partial<Record<BookingStatus, RequestDecision>> = { denied: 'denied', expired: 'lapsed' };
  const decision = ended[status] ?? (decided && status !== 'cancelled' ? 'approved' : null);
  if (decision) return { code: 'request_decided', decision, by: decided?.by ?? null } as const;
  return status === 'cancelled'
    ? ({ code: 'request_decided', decision: 'cancelled', by: null } as const)
    : ({ code: 'booking_closed' } as const);
}

async function meetsOutlook(tx: Tx, { id, items }: BookingRecord): Promise<boolean> {
  const familyOf = await familiesOf(
    tx,
    items.map(({ resourceId }) => resourceId),
  );
  const how = await modeOfBooking(tx, id);
  for (const item of items) {
    const blockers = familyOf(item.resourceId).blockerIds;
    const blocks = (await busyBlocks(tx, blockers, item)).filter(({ mode }) => !mode || !how || mode === how);
    if (blocks.some((block) => overlaps(block, item))) return true;
  }
  return false;
}

/** Its time is free again, and its event goes from Outlook. */
async function deny(tx: Tx, { id }: BookingRecord, now: Date): Promise<BookingStatus> {
  const change = { status: 'denied', statusReason: null, cause: 'staff' } as const;
  await setBookingStatus(tx, id, { ...change, closes: false, changesEvent: true }, now);
  await resolveCasesOfBooking(tx, id, 'booking_over', now);
  await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
  await enqueue(tx, { kind: 'mail', mail: { template: 'booking_denied', bookingId: id } });
  return 'denied';
}

/**
 * Where a calendar can be asked, the promise waits for its look, and the tentative event becomes busy before that. Over
 * a meeting that somebody knows of, and where nobody can be asked, the mediator's word is enough; the look that follows
 * opens a case about it (I4).
 */
async function approve(tx: Tx, booking: BookingRecord, knowinglyOver: boolean, now: Date): Promise<BookingStatus> {
  const ids = booking.items.map(({ resourceId }) => resourceId);
  const familyOf = await familiesOf(tx, ids);
  const concerned = ids.flatMap((id) => [id, ...familyOf(id).partIds, ...familyOf(id).wholeIds]);
  const calendars = await trustOfCalendars(tx, [...new Set(concerned)], now);
  const heard = calendars.filter(({ trust }) => trust !== 'stale');
  if (knowinglyOver || decideFooting(heard, []) !== 'strict') {
    await confirmBooking(tx, { ...booking, mediatedAt: now }, now);
    return 'confirmed';
  }
  await askCalendarsAgain(tx, booking.id, addMinutes(now, AWAIT_CALENDAR_MINUTES));
  await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
  await awaitCalendars(tx, booking.id, calendars);
  return 'pending_remote';
}
