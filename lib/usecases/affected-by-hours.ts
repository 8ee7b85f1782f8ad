import type { Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import type { HoursOwner } from '@/lib/db/hours-owners';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { type UpcomingUse, upcomingUses } from '@/lib/db/upcoming-uses';
import { hoursAffect } from '@/lib/time/hours-affect';
import { type HoursLevel, openingIn } from '@/lib/time/opening';
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
 * a location that closes closes its people too. `write` makes the change in `tx`; hours before and after are read there.
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
  const before = await levelsOf(tx, concerned, from, to);
  const written = await write();
  const after = await levelsOf(tx, concerned, from, to);
  const zones = new Map(concerned.map(({ id, timeZone }) => [id, timeZone]));
  const openIn = (levels: Map<number, HoursLevel[]>, use: UpcomingUse) =>
    openingIn(levels.get(use.resourceId) ?? [], use, zones.get(use.resourceId) ?? any.timeZone).open;
  const met = hoursAffect(uses, (use) => ({ before: openIn(before, use), after: openIn(after, use) }), now);
  return { written, affected: byBooking(met) };
}

/** All that a category or a location has; of a space, it and its seats, which open as it does. */
async function resourcesOf(tx: Tx, { level, id }: HoursOwner): Promise<ResourceRecord[]> {
  if (level === 'location') return resources(tx, { locationId: id });
  if (level === 'category') return resources(tx, { categoryId: id });
  const where = { isSeat: true, wholes: { some: { wholeId: id } } };
  const seats = await tx.resource.findMany({ where, select: { id: true } });
  return resources(tx, { ids: [id, ...seats.map((seat) => seat.id)] });
}

async function levelsOf(tx: Tx, concerned: readonly ResourceRecord[], from: LocalDate, to: LocalDate) {
  const hours = await hoursOf(tx, concerned, from, to);
  return new Map(concerned.map((one) => [one.id, hours(one)]));
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
