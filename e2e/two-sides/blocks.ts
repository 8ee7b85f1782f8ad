import { db } from '@/lib/db/client';
import { expectedBusy, instant, type Span, unionOf } from './expected-busy';
import type { TenantEvent } from './outlook';
import type { Calendar, Sides } from './sides';
import type { Verdict } from './verdict';

/** The busy time that closes slots is exactly that of other people's events (I3), and none is our own (I7). */
export async function blocksAmiss(
  sides: Sides,
  { name, linkId }: Calendar,
  events: readonly TenantEvent[],
): Promise<Verdict[]> {
  const own = await db().bookingMirror.findMany({
    where: { linkId, remoteId: { not: null } },
    select: { remoteId: true, base: true },
  });
  const mine = new Set(own.map(({ remoteId }) => remoteId));
  const rows = await db().busyBlock.findMany({ where: { linkId, endsAt: { gt: sides.now() } } });
  const echoes = rows.filter(({ remoteId }) => mine.has(remoteId)).map(() => `${name} closes its own booking's time`);
  const frame: Span = [sides.now().getTime(), sides.now().getTime() + sides.days * 86_400_000];
  // Of a mirror that a person made a series of, the booking's own time is no one else's.
  const ownTimes = new Set(own.map(({ remoteId, base }) => `${remoteId} ${startOf(base)}`));
  const isOwn = (event: TenantEvent) =>
    mine.has(event.immutableId) || ownTimes.has(`${event.seriesMasterId} ${instant(event.start.dateTime)}`);
  const foreign = events.filter((event) => !isOwn(event));
  const wanted = unionOf(foreign.flatMap(expectedBusy), frame);
  const held = unionOf(
    rows.map((row): Span => [row.startsAt.getTime(), row.endsAt.getTime()]),
    frame,
  );
  const agree = JSON.stringify(wanted) === JSON.stringify(held);
  const told = `${name} is busy at ${spansText(wanted)}, Carrel says ${spansText(held)}`;
  return [
    { invariant: 'I3', looked: foreign.length, at: 'events of other people', wrong: agree ? [] : [told] },
    { invariant: 'I7', looked: mine.size, at: 'events of our own', wrong: echoes },
  ];
}

/** Each event that lands on a promised booking has its case (I4); an event of a whole concerns its parts too. */
export async function unheardCollisions(sides: Sides, { name, linkId }: Calendar): Promise<Verdict> {
  const hits = await db().$queryRaw<{ bookingId: number; told: boolean }[]>`
    SELECT DISTINCT occupancy.booking_id AS "bookingId", block.remote_id, EXISTS (SELECT FROM sync_conflict
      WHERE link_id = block.link_id AND booking_id = occupancy.booking_id AND remote_id = block.remote_id) AS told
    FROM busy_block block
    JOIN occupancy ON (occupancy.resource_id = block.resource_id
        OR occupancy.resource_id IN (SELECT part_id FROM resource_part WHERE whole_id = block.resource_id))
      AND occupancy.active AND NOT occupancy.pad
      AND occupancy.during && block.during AND occupancy.ends_at > ${sides.now()}::timestamptz
    JOIN booking ON booking.id = occupancy.booking_id AND booking.status IN ('confirmed', 'to_confirm', 'mediation')
    WHERE block.link_id = ${linkId}`;
  const unheard = hits.filter(({ told }) => !told);
  return {
    ...{ invariant: 'I4', looked: hits.length, at: 'events over bookings' },
    wrong: unheard.map(({ bookingId }) => `booking ${bookingId} meets an event in ${name} and nobody was told`),
  };
}

const startOf = (base: unknown) => Date.parse((base as { start?: string } | null)?.start ?? '');

const spansText = (spans: readonly Span[]) =>
  spans
    .map(([from, to]) => `${new Date(from).toISOString().slice(5, 16)}–${new Date(to).toISOString().slice(11, 16)}`)
    .join(' ') || 'never';
