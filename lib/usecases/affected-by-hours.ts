import { peopleWithDesksAt } from '@/lib/db/appointment-people';
import type { Tx } from '@/lib/db/client';
import { closuresAt, hoursOf } from '@/lib/db/hours';
import type { HoursOwner } from '@/lib/db/hours-owners';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { type UpcomingUse, upcomingUses } from '@/lib/db/upcoming-uses';
import { hoursAffect } from '@/lib/time/hours-affect';
import type { Interval } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { addDays, type LocalDate, localDateOf } from '@/lib/time/zone';

/** One booking that a change of hours meets, with those of its uses that it meets. */
export type AffectedBooking = {
  bookingId: number;
  uses: [UpcomingUse, ...UpcomingUse[]];
  /** One space of it alone is met, and it stands: then it may move. */
  movable: boolean;
};

/**
 * The upcoming bookings that a change of an owner's hours takes open time from: of its resources, people included, since
 * a location that closes closes its people too, and those of others at their desks in it. `write` makes the change in `tx`; hours before and after are read there.
 */
export async function affectedByHours<T>(
  tx: Tx,
  owner: HoursOwner,
  write: () => Promise<T>,
  now: Date,
): Promise<{ written: T; affected: AffectedBooking[] }> {
  const concerned = await resourcesOf(tx, owner);
  const uses = await upcomingUses(
    tx,
    concerned.map(({ id }) => id),
    now,
  );
  const [any] = concerned;
  if (!any || uses.length === 0) return { written: await write(), affected: [] };

  const last = new Date(Math.max(...uses.map(({ end }) => end.getTime())));
  const [from, to] = [addDays(localDateOf(now, any.timeZone), -2), addDays(localDateOf(last, any.timeZone), 1)];
  const before = await openFor(tx, concerned, uses, from, to);
  const written = await write();
  const after = await openFor(tx, concerned, uses, from, to);
  const met = hoursAffect(uses, (use) => ({ before: before(use), after: after(use) }), now);
  return { written, affected: byBooking(met) };
}

/** All that a category or a location has; of a space, it and its seats, which open as it does. */
async function resourcesOf(tx: Tx, { level, id }: HoursOwner): Promise<ResourceRecord[]> {
  if (level === 'location') {
    const atDesks = await resources(tx, { ids: await peopleWithDesksAt(tx, id) });
    return [...(await resources(tx, { locationId: id })), ...atDesks.filter(({ locationId }) => locationId !== id)];
  }
  if (level === 'category') return resources(tx, { categoryId: id });
  const where = { isSeat: true, wholes: { some: { wholeId: id } } };
  const seats = await tx.resource.findMany({ where, select: { id: true } });
  return resources(tx, { ids: [id, ...seats.map((seat) => seat.id)] });
}

/** The hours as they are now, read at once: what of them there is around each use. */
async function openFor(
  tx: Tx,
  concerned: readonly ResourceRecord[],
  uses: readonly UpcomingUse[],
  from: LocalDate,
  to: LocalDate,
): Promise<(use: UpcomingUse) => Interval[]> {
  const hours = await hoursOf(tx, concerned, from, to);
  const desks = new Set(uses.flatMap(({ deskLocationId }) => deskLocationId ?? []));
  const closures = desks.size > 0 ? await closuresAt(tx, [...desks], from, to) : null;
  const known = new Map(concerned.map((one) => [one.id, { levels: hours(one), timeZone: one.timeZone }]));
  return (use) => {
    const of = known.get(use.resourceId);
    if (!of) return [];
    const there = closures && use.deskLocationId !== null ? [closures(use.deskLocationId)] : [];
    return openingIn([...of.levels, ...there], use, of.timeZone).open;
  };
}

function byBooking(uses: readonly UpcomingUse[]): AffectedBooking[] {
  const found = new Map<number, AffectedBooking>();
  for (const use of uses) {
    const known = found.get(use.bookingId);
    if (known) known.uses.push(use);
    else found.set(use.bookingId, { bookingId: use.bookingId, uses: [use], movable: false });
  }
  return [...found.values()].map(({ bookingId, uses: [first, ...more] }) => ({
    ...{ bookingId, uses: [first, ...more] },
    movable: more.length === 0 && first.status === 'confirmed' && isSpace(first),
  }));
}

const isSpace = ({ kind }: UpcomingUse) => kind === 'space';
