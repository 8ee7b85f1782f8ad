import { peopleWithDesksAt } from '@/lib/db/appointment-people';
import { audit } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/client';
import type { HoursChange } from '@/lib/db/hours-changes';
import type { HoursOwnerRecord } from '@/lib/db/hours-owners';
import { dropExceptions, dropWeeks, exceptionsOf, putExceptions, putWeek, weeksOf } from '@/lib/db/hours-rows';
import { lockResources, resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { rangeProblem } from '@/lib/time/date-ranges';
import { localDateOf } from '@/lib/time/zone';
import { type AffectedBooking, affectedByHours } from './affected-by-hours';

/**
 * Makes a change of hours in the caller's transaction, under the locks that every booking takes: whoever books meanwhile
 * is seen here, or meets the new hours. Bookings it takes open time from must be `answered` for; else `bookings_affected`,
 * which rolls back. Answers those bookings.
 */
export async function applyHoursChange(
  tx: Tx,
  { owner, change, by }: { owner: HoursOwnerRecord; change: HoursChange; by: number },
  answered: ReadonlySet<number>,
  now: Date,
): Promise<Result<AffectedBooking[]>> {
  await lockLocation(tx, owner.locationId);
  const before = await snapshot(tx, owner, change);
  const write = () => writeHoursChange(tx, owner, change, now);
  const { written, affected } = await affectedByHours(tx, owner, write, now);
  if (!written.ok) return written;
  const open = affected.filter(({ bookingId }) => !answered.has(bookingId));
  if (open.length > 0) return refuse({ code: 'bookings_affected', count: open.length });
  const after = await snapshot(tx, owner, change);
  const detail = { kind: change.kind, before, after, bookings: affected.length };
  await audit(tx, { personId: by, act: 'hours.changed', subject: `${owner.level}:${owner.id}`, detail });
  return ok(affected);
}

/** Everything that can be booked there, desks of others' people included, in the order that every writer of taken time keeps. */
export async function lockLocation(tx: Tx, locationId: number): Promise<void> {
  const all = await resources(tx, { locationId });
  await lockResources(tx, [...all.map(({ id }) => id), ...(await peopleWithDesksAt(tx, locationId))]);
}

/** The change alone, with what its dates are refused for. */
export async function writeHoursChange(
  tx: Tx,
  owner: HoursOwnerRecord,
  change: HoursChange,
  now: Date,
): Promise<Result<undefined>> {
  switch (change.kind) {
    case 'week': {
      const others = (await weeksOf(tx, owner)).filter(({ id }) => id !== change.weekId);
      const problem = rangeProblem(change, others);
      if (problem) return refuse({ code: 'invalid', fields: { from: PROBLEM[problem] } });
      return (await putWeek(tx, owner, { ...change, id: change.weekId })) ? ok() : refuse({ code: 'not_found' });
    }
    case 'drop_week':
      return (await dropWeeks(tx, owner, change.weekId)) > 0 ? ok() : refuse({ code: 'not_found' });
    case 'inherit':
      // A location has nothing above it.
      if (owner.level === 'location') return refuse({ code: 'not_found' });
      await dropWeeks(tx, owner);
      return ok();
    case 'exception':
      if (change.from < localDateOf(now, owner.timeZone))
        return refuse({ code: 'invalid', fields: { from: 'not_before_today' } });
      await putExceptions(tx, owner, change);
      return ok();
    case 'drop_exception':
      await dropExceptions(tx, owner, change.from, change.to);
      return ok();
  }
}

const PROBLEM = { same_start: 'same_start', crosses: 'ranges_cross' } as const;

/** What the change is about, as it stands: for the audit. */
const snapshot = (tx: Tx, owner: HoursOwnerRecord, change: HoursChange) =>
  change.kind === 'exception' || change.kind === 'drop_exception'
    ? exceptionsOf(tx, owner, change.from, change.to)
    : weeksOf(tx, owner);
