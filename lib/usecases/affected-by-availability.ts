import { createHash } from 'node:crypto';
import { appointmentWorld } from '@/lib/db/appointment-world';
import type { Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { appointmentsOf, type OwnAppointment } from '@/lib/db/own-appointments';
import type { ResourceRecord } from '@/lib/db/resources';
import type { AvailabilityRule } from '@/lib/time/availability';
import { hoursAffect } from '@/lib/time/hours-affect';
import { merge } from '@/lib/time/interval';
import { type HoursLevel, stretchesIn } from '@/lib/time/opening';
import { addDays, localDateOf } from '@/lib/time/zone';

/**
 * The appointments still to come that a change of a person's availability takes time from: some of theirs was open before,
 * at their place and for their group, and is not any more (as with hours: decision 20). `write` makes the change in `tx`;
 * availability before and after is read there. Six queries and some more, however many appointments there are.
 */
export async function affectedByAvailability<T>(
  tx: Tx,
  person: ResourceRecord,
  write: () => Promise<T>,
  now: Date,
): Promise<{ written: T; affected: OwnAppointment[] }> {
  const coming = await appointmentsOf(tx, person.id, { start: now, end: null });
  if (coming.length === 0) return { written: await write(), affected: [] };
  const last = new Date(Math.max(...coming.map(({ end }) => end.getTime())));
  const [from, to] = [addDays(localDateOf(now, person.timeZone), -2), addDays(localDateOf(last, person.timeZone), 1)];
  const levels = async () => (await hoursOf(tx, [person], from, to))(person);
  const { usualPlaceId } = (await appointmentWorld(tx, [person]))(person);
  const before = await levels();
  const written = await write();
  const after = await levels();
  const openFor = (hours: HoursLevel[], one: OwnAppointment) =>
    merge(stretchesIn(hours, one, person.timeZone).filter(({ rule }) => isOpenFor(rule, one, usualPlaceId)));
  const affected = hoursAffect(coming, (one) => ({ before: openFor(before, one), after: openFor(after, one) }), now);
  return { written, affected };
}

/** A place that is gone, or was never named, counts as the usual one (own reading). */
const isOpenFor = (
  rule: AvailabilityRule,
  { placeId, groupId }: OwnAppointment,
  usualPlaceId: number | null,
): boolean =>
  (rule.groupId === null || rule.groupId === groupId) &&
  (rule.placeIds.length === 0
    ? placeId === null || placeId === usualPlaceId
    : rule.placeIds.some((one) => one === (placeId ?? usualPlaceId)));

/** Stands for a list that was shown: whoever sends it back has seen exactly that. */
export const seenSign = (affected: readonly OwnAppointment[]): string =>
  createHash('sha256')
    .update(
      affected.map(({ publicId, start, end }) => `${publicId} ${start.toISOString()} ${end.toISOString()}`).join(),
    )
    .digest('hex')
    .slice(0, 16);
