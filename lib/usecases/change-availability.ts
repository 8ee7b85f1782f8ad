import { type Actor, can } from '@/lib/auth/can';
import { closesTime } from '@/lib/booking/closes-time';
import { audit } from '@/lib/db/audit';
import { addNotice } from '@/lib/db/booking-notices';
import { inTransaction, rehearse, type Tx } from '@/lib/db/client';
import { appointmentsOf, type OwnAppointment, resourcesOfBookings } from '@/lib/db/own-appointments';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { lockResources } from '@/lib/db/resources';
import type { FieldProblem } from '@/lib/field-problem';
import { ok, type Result, refuse } from '@/lib/result';
import { type AffectedAnswers, MOST_CANCELLED } from './affected-answers';
import { affectedByAvailability, seenSign } from './affected-by-availability';
import type { AvailabilityOwner } from './availability-owner';

/** `resourceId`: whose availability it is, for the way back. */
type Whose = { resourceId: number; isOwn: boolean; timeZone: string };

/** Saved; or not, until whoever saves has said what becomes of the appointments. `seen` goes back as `shown`. */
export type AvailabilityChanged = Whose &
  ({ saved: true; id: number; cancelled: number } | { saved: false; seen: string; affected: OwnAppointment[] });

/** What is written, and what the audit says about it. */
type Written = { id: number } & Omit<Parameters<typeof audit>[1], 'personId'>;

/** `owner` reads what is there to be changed, and whose it is; `write` writes what is to be. */
type Change = {
  owner: (tx: Tx) => Promise<Result<AvailabilityOwner>>;
  write: (tx: Tx, owner: AvailabilityOwner) => Promise<Result<Written>>;
};

/**
 * A change of somebody's availability. Removing it cancels nothing by itself (libcal-domain §1.4): where appointments lie
 * in what it takes away, nothing is saved until each was shown and is kept, or cancelled with notice. It is tried out
 * before it is saved (decision 20): what is listed and what is saved come from the same code, and an appointment made
 * meanwhile changes the list, which is then shown anew.
 */
export async function changeAvailability(
  actor: Actor,
  answers: AffectedAnswers,
  change: Change,
  now: Date,
): Promise<Result<AvailabilityChanged>> {
  const saved = await inTransaction((tx) => attempt(tx, actor, answers, change, now));
  if (saved.ok || saved.refusal.code !== 'bookings_affected') return saved;
  return rehearse(async (tx) => {
    const owner = await lockedOwner(tx, change, now);
    if (!owner.ok) return owner;
    const { written, affected } = await affectedByAvailability(
      tx,
      owner.value,
      () => change.write(tx, owner.value),
      now,
    );
    if (!written.ok) return written;
    return ok({ ...whose(owner.value), saved: false as const, seen: seenSign(affected), affected });
  });
}

async function attempt(
  tx: Tx,
  actor: Actor,
  answers: AffectedAnswers,
  change: Change,
  now: Date,
): Promise<Result<AvailabilityChanged>> {
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const owner = await lockedOwner(tx, change, now);
  if (!owner.ok) return owner;
  const { written, affected } = await affectedByAvailability(tx, owner.value, () => change.write(tx, owner.value), now);
  if (!written.ok) return written;
  if (affected.length > 0 && answers.shown !== seenSign(affected))
    return refuse({ code: 'bookings_affected', count: affected.length });
  const chosen = chosenFor(affected, answers);
  if (!chosen.ok) return chosen;
  for (const one of chosen.value) await cancel(tx, owner.value.id, one, { words: answers.words, byId: actor.id }, now);
  const { id, act, subject, detail } = written.value;
  const counts = { affected: affected.length, cancelled: chosen.value.length };
  await audit(tx, { personId: actor.id, act, subject, detail: { person: owner.value.id, ...detail, ...counts } });
  return ok({ ...whose(owner.value), saved: true, id, cancelled: chosen.value.length });
}

const whose = ({ id, isOwn, timeZone }: AvailabilityOwner): Whose => ({ resourceId: id, isOwn, timeZone });

/** What is there is read anew under the lock: whoever held it before may have changed what this one would write over. */
async function lockedOwner(tx: Tx, { owner }: Change, now: Date): Promise<Result<AvailabilityOwner>> {
  const found = await owner(tx);
  if (!found.ok) return found;
  await lockTime(tx, found.value.id, now);
  return owner(tx);
}

/** The person and the rooms of what is booked, in the order that every writer of taken time keeps. */
async function lockTime(tx: Tx, resourceId: number, now: Date): Promise<void> {
  const coming = await appointmentsOf(tx, resourceId, { start: now, end: null });
  const taken = await resourcesOfBookings(
    tx,
    coming.map(({ bookingId }) => bookingId),
  );
  await lockResources(tx, [resourceId, ...taken]);
}

/** Those to cancel. An appointment about which nothing is said stops the form at its own field. */
function chosenFor(affected: readonly OwnAppointment[], { all, choices }: AffectedAnswers): Result<OwnAppointment[]> {
  const choiceOf = ({ publicId }: OwnAppointment) => (all === 'each' ? choices.get(publicId) : all);
  const open = affected.filter((one) => choiceOf(one) === undefined);
  const fields = Object.fromEntries(
    open.map(({ publicId }): [string, FieldProblem] => [`choice-${publicId}`, 'required']),
  );
  if (open.length > 0) return refuse({ code: 'invalid', fields });
  const chosen = affected.filter((one) => choiceOf(one) === 'cancel');
  return chosen.length > MOST_CANCELLED ? refuse({ code: 'invalid', fields: { all: 'too_many' } }) : ok(chosen);
}

async function cancel(
  tx: Tx,
  resourceId: number,
  { bookingId }: OwnAppointment,
  by: { words: string; byId: number },
  now: Date,
): Promise<void> {
  const booking = await lockWholeBooking(tx, bookingId);
  const item = booking?.items.find((one) => one.resourceId === resourceId);
  if (!booking || !item || !closesTime(booking.status)) return;
  const noticeId = await addNotice(tx, { bookingId, resourceId, start: item.start, end: item.end, ...by }, now);
  await withdrawBooking(tx, bookingId, { reason: 'person_away', cause: 'staff', by: by.byId, noticeId }, now);
}
