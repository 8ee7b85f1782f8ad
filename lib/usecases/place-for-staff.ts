import type { Person } from '@/lib/auth/can';
import { decideFooting } from '@/lib/booking/decide-footing';
import { OVER_MEETING } from '@/lib/booking/decide-for-staff';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { acceptMeetings } from '@/lib/db/accepted-meetings';
import type { NewAppointment } from '@/lib/db/appointments';
import { audit } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { dropPads, expireHolds } from '@/lib/db/occupancy';
import { enqueue } from '@/lib/db/outbox';
import { lockPatron } from '@/lib/db/patron-bookings';
import { CALENDAR_UNREACHABLE } from '@/lib/db/remote-confirmation';
import { lockResources } from '@/lib/db/resources';
import type { Answer } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { toldOfTime } from './appointment-of';
import { followUpBooking } from './follow-up-booking';
import { insertWithPublicId } from './insert-with-public-id';
import { judgeForStaff, type StaffItem } from './judge-for-staff';
import type { WantedTime } from './judge-items';
import type { PatronData } from './place-booking';

/** How long it may wait for Outlook before it is settled without it (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

export type StaffWish = {
  /** One space; or a person, and the room they meet in. */
  items: readonly WantedTime[];
  /** Null: time that is blocked. `note` then says why. */
  patron: PatronData | null;
  note: string;
  locale: string;
  /** Over meetings in Outlook too, with a reason; null: not over any. */
  anyway: string | null;
  quiet: boolean;
  seriesId: number | null;
  /** Of a booking of a person. */
  appointment?: NewAppointment;
  /** What was said to the questions, for the patron. */
  answers?: Answer[];
  /** The patron rules that were named before it was booked; another that it goes beyond by now refuses it. */
  named?: readonly string[];
};

/**
 * A space, or a person with or without a room, for a patron or for nobody, in the caller's transaction: locks, facts, rule,
 * write, outbox, as every booking (`placeBooking`), under the rules for staff. Where a calendar can be asked the booking
 * waits for its word. Not where somebody books over a meeting knowingly, since the answer would be no; and not when time is
 * blocked, since nothing is promised to anybody by that: both are written to Outlook, and whatever else is found there
 * becomes a case (I4).
 */
export async function placeForStaff(
  tx: Tx,
  actor: Person,
  wish: StaffWish,
  now: Date,
): Promise<Result<{ bookingId: number; publicId: string }>> {
  const { patron, anyway } = wish;
  const locked = await lockResources(
    tx,
    wish.items.map(({ resourceId }) => resourceId),
  );
  if (patron) await lockPatron(tx, patron);
  await expireHolds(tx, locked, now);
  const judged = await judgeForStaff(tx, wish, now);
  if (!judged.ok) return judged;
  const { items, beyond, isOver } = judged.value;
  if (wish.named && beyond.some((code) => code !== OVER_MEETING && !wish.named?.includes(code)))
    return refuse({ code: 'changed_meanwhile' });
  if (beyond.includes('padding')) await dropPads(tx, items.map(closingOf));

  const concerns = ({ resourceId, family: { partIds, wholeIds } }: (typeof items)[number]) => [
    resourceId,
    ...partIds,
    ...wholeIds,
  ];
  const calendars = await trustOfCalendars(tx, items.flatMap(concerns), now);
  const choices = items.map((item) => ({
    ...syncPolicy(item.resource.kind, item.resource.syncPolicy),
    concerns: concerns(item),
  }));
  const footing = isOver || !patron ? 'own_rules' : decideFooting(calendars, choices);
  if (footing === 'closed') return refuse({ code: 'calendar_unknown' });
  const waits = footing === 'strict';
  const { bookingId, publicId } = await insertWithPublicId(tx, {
    status: waits ? 'pending_remote' : footing === 'to_confirm' ? 'to_confirm' : 'confirmed',
    statusReason: footing === 'to_confirm' ? CALENDAR_UNREACHABLE : null,
    cause: 'staff',
    origin: 'staff',
    holdUntil: waits ? addMinutes(now, AWAIT_CALENDAR_MINUTES) : null,
    settledAt: waits ? null : now,
    createdAt: now,
    personId: patron?.personId ?? null,
    patronName: patron?.name ?? '',
    patronEmail: patron?.email ?? '',
    note: wish.note,
    answers: wish.answers,
    locale: wish.locale,
    items,
    beyond: patron ? beyond : beyond.filter((code) => code === OVER_MEETING),
    anywayReason: isOver ? (anyway ?? '') : '',
    isBlock: patron === null,
    quiet: wish.quiet,
    seriesId: wish.seriesId,
    appointment: toldOfTime(wish.appointment, items),
    occupancy: keptPads(
      occupancyRows(items.map(closingOf)),
      items.map(({ facts }) => facts),
    ),
  });
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: waits });
  if (isOver) {
    await acceptMeetings(tx, bookingId, actor.id, now);
    await audit(tx, { personId: actor.id, act: 'booking.over_meeting', subject: `booking:${bookingId}` });
  }
  await followUpBooking(tx, { bookingId, footing, calendars, items }, now);
  return ok({ bookingId, publicId });
}

function closingOf({ resourceId, start, end, family, facts }: StaffItem) {
  const { setupMinutes, cleanupMinutes } = facts.policy;
  return { resourceId, start, end, ...family, setupMinutes, cleanupMinutes };
}
