import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { decideFooting, type Footing } from '@/lib/booking/decide-footing';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { syncPolicy } from '@/lib/booking/sync-policy';
import type { BeyondCode, BookingStatus, By } from '@/lib/booking/types';
import { bookingKey } from '@/lib/booking-link';
import type { NewAppointment } from '@/lib/db/appointments';
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
import { askMediators } from './ask-mediators';
import { followUpBooking } from './follow-up-booking';
import { insertWithPublicId } from './insert-with-public-id';
import { judgeItems, type WantedTime } from './judge-items';
import { verifyUntilOf } from './verify-until';

/** How long a booking may wait for Outlook before it is settled without it (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

/** What every booking form asks of a person. Empty fields count as left out. */
export const patronInput = {
  name: z.string().trim().max(120, 'too_long').optional(),
  email: z.string().trim().toLowerCase().max(254, 'too_long').optional(),
  note: z.string().trim().max(1000, 'too_long').default(''),
  /** For the door sign, where the category has them. */
  nickname: z.string().trim().max(40, 'too_long').default(''),
  locale: z.enum(['en', 'es']).default('en'),
};

export type PatronGiven = { name?: string; email?: string; note: string; nickname?: string; locale: string };

export type PatronData = {
  personId: number | null;
  name: string;
  /** Of the name the first, where a program says where it ends; and what it calls its patron by. */
  givenName?: string;
  account?: string;
  email: string;
  /** A program answers for who this is: as good as signed in. */
  vouched?: boolean;
  /** They stand in front of the space. */
  atDoor?: boolean;
  note: string;
  nickname?: string;
  answers?: Answer[];
  /** Of the bookings that are made in one go. */
  visitId?: string;
  /** Of a booking of a person. */
  appointment?: NewAppointment;
  locale: string;
};

/** `beyond`: the patron rules that staff went beyond. */
export type Placed = { publicId: string; key: string; status: BookingStatus; beyond: BeyondCode[] };

/**
 * Whose booking it becomes. Signed-in patrons book as themselves: another address is somebody else's account. Staff may
 * book for somebody. Guests must say who they are.
 */
export function patronOf(actor: Actor, given: PatronGiven, at: readonly number[]): Result<PatronData> {
  const { name = '', email = '', note, nickname = '' } = given;
  if (actor.kind === 'person') {
    const own = email === '' || email === actor.email;
    if (own)
      return ok({ personId: actor.id, name: actor.name, email: actor.email, note, nickname, locale: actor.locale });
    if (!isTheirDesk(actor, at)) return refuse({ code: 'not_allowed' });
  }
  const problems = {
    ...(name === '' && { name: 'required' as const }),
    ...(email === '' && { email: 'required' as const }),
    ...(email !== '' && !z.email().safeParse(email).success && { email: 'not_email' as const }),
  };
  if (Object.keys(problems).length > 0) return refuse({ code: 'invalid', fields: problems });
  return ok({ personId: null, name, email, note, nickname, locale: given.locale });
}

/** Whether somebody may book for others at all of these locations. */
const isTheirDesk = (actor: Actor, at: readonly number[]): boolean =>
  (at.length > 0 ? at : [null]).every((one) => can(actor, 'cancel_any_booking', one));

/** Whose rules count: staff who book for somebody go beyond a patron's; for themselves they are patrons. */
export const rulesFor = (actor: Actor, patron: PatronData, at: readonly number[]): By =>
  isTheirDesk(actor, at) && actor.kind === 'person' && patron.personId !== actor.id ? 'staff' : 'patron';

/**
 * The core of every booking: all items or none, in the caller's transaction. Locks, facts, rule, write, outbox.
 * What it stands on is `decideFooting`'s: `pending_remote` when a calendar must agree first (the worker confirms it and
 * sends the mail), `to_confirm` when none can be asked and staff have to look. Where mediators decide, a patron's booking
 * waits for them instead, whatever Outlook says: it holds the time, and calendars show it as tentative (decision 0016).
 * Before all that a guest may have to follow a link in a mail (libcal-domain §2): until then it only holds the time.
 *
 * `by` staff goes beyond patron rules, mediation included, and into the padding of others, whose pad rows end here
 * (libcal-domain §2.1); which rules these were stays with the booking.
 */
export async function placeBooking(
  tx: Tx,
  actor: Actor,
  kind: 'space' | 'person',
  items: readonly WantedTime[],
  patron: PatronData,
  now: Date,
  by: By = 'patron',
): Promise<Result<Placed>> {
  const ids = items.map(({ resourceId }) => resourceId);
  const locked = await lockResources(tx, ids);
  await lockPatron(tx, patron);
  await expireHolds(tx, locked, now);

  const judged = await judgeItems(tx, actor, { kind, items, patron, by }, now);
  if (!judged.ok) return judged;
  const { found, wanted } = judged.value;
  const beyond = [...new Set(wanted.flatMap((one) => one.beyond))];
  if (beyond.includes('padding')) await dropPads(tx, wanted);

  const calendars = await trustOfCalendars(
    tx,
    wanted.flatMap(({ resourceId, partIds, wholeIds }) => [resourceId, ...partIds, ...wholeIds]),
    now,
  );
  const footing = decideFooting(
    calendars,
    found.map((one) => {
      const { partIds = [], wholeIds = [] } = wanted.find(({ resourceId }) => resourceId === one.id) ?? {};
      return { ...syncPolicy(one.kind, one.syncPolicy), concerns: [one.id, ...partIds, ...wholeIds] };
    }),
  );
  if (footing === 'closed') return refuse({ code: 'calendar_unknown' });
  const mediated = by === 'patron' && wanted.some(({ facts }) => facts.policy.mediation);
  const verifyUntil = verifyUntilOf(actor, patron.email, found, items, now);
  const waits = footing === 'strict' && !mediated && !verifyUntil;
  const status = verifyUntil ? 'unverified' : mediated ? 'mediation' : statusOn(footing);
  const cause = by === 'staff' || (actor.kind === 'person' && patron.personId !== actor.id) ? 'staff' : 'user';
  const { bookingId, publicId } = await insertWithPublicId(tx, {
    status,
    statusReason: footing === 'to_confirm' && !mediated && !verifyUntil ? CALENDAR_UNREACHABLE : null,
    cause,
    origin: actor.kind === 'client' ? 'program' : patron.atDoor ? 'door' : cause === 'staff' ? 'staff' : 'patron',
    holdUntil: verifyUntil ?? (waits ? addMinutes(now, AWAIT_CALENDAR_MINUTES) : null),
    settledAt: waits || mediated || verifyUntil ? null : now,
    createdAt: now,
    personId: patron.personId,
    patronName: patron.name,
    givenName: patron.givenName,
    patronEmail: patron.email,
    account: patron.account,
    note: patron.note,
    nickname: found.some(({ nicknames }) => nicknames) ? patron.nickname : '',
    answers: patron.answers,
    visitId: patron.visitId,
    appointment: toldOfTime(
      patron.appointment,
      wanted.map((one, at) => ({ ...one, as: items[at]?.as })),
    ),
    locale: patron.locale,
    items,
    beyond,
    occupancy: keptPads(
      occupancyRows(wanted),
      wanted.map((one) => one.facts),
    ),
  });
  if (verifyUntil) {
    // One link for all of a visit is asked for once, by whoever makes it.
    if (!patron.visitId) await enqueue(tx, { kind: 'mail', mail: { template: 'booking_verify', bookingId } });
    return ok({ publicId, key: bookingKey(publicId), status, beyond });
  }
  // Also when nothing waits: a paused calendar gets it once it is on again.
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: waits });
  if (mediated) await askMediators(tx, bookingId);
  else await followUpBooking(tx, { bookingId, footing, calendars, items }, now);
  return ok({ publicId, key: bookingKey(publicId), status, beyond });
}

function statusOn(footing: Footing): 'pending_remote' | 'to_confirm' | 'confirmed' {
  if (footing === 'strict') return 'pending_remote';
  return footing === 'to_confirm' ? 'to_confirm' : 'confirmed';
}
