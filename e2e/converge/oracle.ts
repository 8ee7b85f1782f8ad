import { db } from '@/lib/db/client';
import { MARKER_ID } from '@/lib/sync/mirror-identity';
import type { Mailbox } from './acts';
import { expectedBusy, type Span, unionOf } from './expected-busy';
import { seenBy, type TenantEvent } from './outlook';
import { type Place, SECRET_WORD } from './place';

/** What of I1–I18 does not hold now, in words; empty: all is well. Both sides are asked, neither is believed. */
export async function violations(place: Place): Promise<string[]> {
  const found = [...place.watch.violations];
  found.push(...(await doubleBookings()), ...(await unsettled(place)), ...(await leaks()), ...(await mailsAmiss()));
  for (const mailbox of ['oak', 'cedar', 'ada'] as const) {
    const events = await seenBy(place, mailbox, 12);
    found.push(...(await mirrorsAmiss(place, mailbox, events)), ...(await blocksAmiss(place, mailbox, events)));
  }
  return found;
}

async function doubleBookings(): Promise<string[]> {
  const rows = await db().$queryRaw<{ a: number; b: number }[]>`
    SELECT one.booking_id AS a, other.booking_id AS b FROM occupancy one
    JOIN occupancy other ON other.id > one.id AND other.resource_id = one.resource_id AND other.active
      AND other.layer && one.layer AND other.during && one.during WHERE one.active`;
  return rows.map(({ a, b }) => `I1: bookings ${a} and ${b} overlap`);
}

/** Nothing is left lying about, and nobody was forgotten. */
async function unsettled(place: Place): Promise<string[]> {
  const now = place.now();
  const pending = await db().booking.findMany({ where: { status: 'pending_remote' } });
  const due = await db().pushJob.findMany({
    where: { OR: [{ runAfter: { lte: now } }, { lastClass: { not: null } }] },
  });
  const dead = await db().pushJob.count({ where: { deadAt: { not: null } } });
  const links = await db().calendarLink.findMany({ where: { state: { notIn: ['live', 'unlinked'] } } });
  const dirty = await db().$queryRaw<{ id: number }[]>`
    SELECT id FROM calendar_link WHERE state <> 'unlinked' AND dirty_seq > pulled_seq`;
  const connections = await db().syncConnection.findMany({ where: { status: { not: 'active' } } });
  const restores = await db().bookingMirror.findMany({ where: { autoRestores: { gt: 2 } } });
  return [
    ...pending.map(({ id }) => `I5: booking ${id} is still being confirmed`),
    ...due.map(({ linkId, bookingId, lastClass }) => `I18: job ${linkId}/${bookingId} is still due (${lastClass})`),
    ...(dead > 0 ? [`I18: ${dead} jobs were given up`] : []),
    ...links.map(({ id, state, stateReason }) => `I11: link ${id} is ${state} (${stateReason})`),
    ...dirty.map(({ id }) => `I9: link ${id} is still marked`),
    ...connections.map(({ id, status, statusReason }) => `I15: connection ${id} is ${status} (${statusReason})`),
    ...restores.map(({ bookingId }) => `I16: booking ${bookingId} was put back too often`),
  ];
}

/** Other people's words are nowhere (I12). */
async function leaks(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string; text: string }[]>`
    SELECT 'remote_event' AS name, to_jsonb(t)::text AS text FROM remote_event t
    UNION ALL SELECT 'busy_block', to_jsonb(t)::text FROM busy_block t
    UNION ALL SELECT 'booking_mirror', to_jsonb(t)::text FROM booking_mirror t
    UNION ALL SELECT 'delta_stage', to_jsonb(t)::text FROM delta_stage t
    UNION ALL SELECT 'sync_conflict', to_jsonb(t)::text FROM sync_conflict t
    UNION ALL SELECT 'sync_log', to_jsonb(t)::text FROM sync_log t
    UNION ALL SELECT 'audit_entry', to_jsonb(t)::text FROM audit_entry t
    UNION ALL SELECT 'push_job', to_jsonb(t)::text FROM push_job t`;
  const telling = new Set(rows.filter(({ text }) => text.includes(SECRET_WORD)).map(({ name }) => name));
  return [...telling].map((name) => `I12: ${name} holds what somebody wrote in Outlook`);
}

/** Each outcome is told once. */
async function mailsAmiss(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: number; status: string; template: string; count: number }[]>`
    SELECT booking.id, booking.status::text AS status, job.data->>'template' AS template, count(*)::int AS count
    FROM booking JOIN pgboss.job job ON job.name = 'mail' AND (job.data->>'bookingId')::int = booking.id
    GROUP BY 1, 2, 3`;
  const twice = rows
    .filter(({ count }) => count > 1)
    .map(({ id, template }) => `I6: ${template} told twice for booking ${id}`);
  const confirmed = await db().booking.findMany({ where: { status: 'confirmed' }, select: { id: true } });
  const told = new Set(rows.filter(({ template }) => template === 'booking_confirmed').map(({ id }) => id));
  return [
    ...twice,
    ...confirmed.filter(({ id }) => !told.has(id)).map(({ id }) => `I6: booking ${id} was confirmed unheard`),
  ];
}

const markerIn = (event: TenantEvent): string | undefined =>
  event.singleValueExtendedProperties.find(({ id }) => id === MARKER_ID)?.value;

/** Exactly one event for each booking that belongs there, none for any other (I2, I5, I14). */
async function mirrorsAmiss(place: Place, mailbox: Mailbox, events: readonly TenantEvent[]): Promise<string[]> {
  const linkId = place.links[mailbox];
  const link = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  const bookings = await db().booking.findMany({ include: { items: { where: { resourceId: link.resourceId } } } });
  const found: string[] = [];
  for (const { id, status, items } of bookings) {
    const [item] = items;
    if (!item || item.endsAt <= place.now()) continue;
    const bound = await db().bookingMirror.findFirst({ where: { linkId, bookingId: id }, select: { remoteId: true } });
    const isOwn = (event: TenantEvent) =>
      event.immutableId === bound?.remoteId ||
      (markerIn(event)?.split('/')[2] === String(id) && !place.byHand.has(event.immutableId));
    const own = events.filter((event) => isOwn(event) && !event.isCancelled);
    const isCase = (await db().syncConflict.count({ where: { bookingId: id, linkId, state: 'open' } })) > 0;
    const wanted = status === 'confirmed' || status === 'to_confirm';
    if (!wanted && own.length > 0) found.push(`I2: ${mailbox} shows booking ${id}, which is ${status}`);
    if (wanted && own.length !== 1 && !(isCase && own.length === 0)) {
      found.push(`I2: ${mailbox} shows booking ${id} ${own.length} times`);
    }
    const [event] = own;
    if (!wanted || !event || isCase) continue;
    const sameTimes = at(event.start) === item.startsAt.getTime() && at(event.end) === item.endsAt.getTime();
    if (!sameTimes) found.push(`I2: ${mailbox} shows booking ${id} at ${event.start.dateTime} without a case`);
    if (event.showAs === 'free' && mailbox !== 'ada') found.push(`I2: ${mailbox} shows booking ${id} as free`);
  }
  return found;
}

/** The busy time that closes slots is exactly that of other people's events; each hit has its case (I3, I4, I7). */
async function blocksAmiss(place: Place, mailbox: Mailbox, events: readonly TenantEvent[]): Promise<string[]> {
  const linkId = place.links[mailbox];
  const found: string[] = [];
  const own = await db().bookingMirror.findMany({
    where: { linkId, remoteId: { not: null } },
    select: { remoteId: true },
  });
  const mine = new Set(own.map(({ remoteId }) => remoteId));
  const rows = await db().busyBlock.findMany({ where: { linkId, endsAt: { gt: place.now() } } });
  for (const { remoteId } of rows) if (mine.has(remoteId)) found.push(`I7: ${mailbox} closes its own booking's time`);
  const until = place.now().getTime() + 9 * 86_400_000;
  const frame: Span = [place.now().getTime(), until];
  const foreign = events.filter((event) => !mine.has(event.immutableId));
  const wanted = unionOf(foreign.flatMap(expectedBusy), frame);
  const held = unionOf(
    rows.map((row): Span => [row.startsAt.getTime(), row.endsAt.getTime()]),
    frame,
  );
  if (JSON.stringify(wanted) !== JSON.stringify(held)) {
    found.push(`I3: ${mailbox} is busy at ${spansText(wanted)}, Carrel says ${spansText(held)}`);
  }
  const hits = await db().$queryRaw<{ bookingId: number; remoteId: string }[]>`
    SELECT DISTINCT occupancy.booking_id AS "bookingId", block.remote_id AS "remoteId" FROM busy_block block
    JOIN occupancy ON occupancy.resource_id = block.resource_id AND occupancy.active AND NOT occupancy.pad
      AND occupancy.during && block.during AND occupancy.ends_at > ${place.now()}::timestamptz
    JOIN booking ON booking.id = occupancy.booking_id AND booking.status IN ('confirmed', 'to_confirm', 'mediation')
    WHERE block.link_id = ${linkId} AND NOT EXISTS (SELECT FROM sync_conflict
      WHERE link_id = block.link_id AND booking_id = occupancy.booking_id AND remote_id = block.remote_id)`;
  for (const { bookingId } of hits)
    found.push(`I4: booking ${bookingId} meets an event in ${mailbox} and nobody was told`);
  return found;
}

const at = ({ dateTime }: { dateTime: string }) => Date.parse(`${dateTime.slice(0, 19)}Z`);
const spansText = (spans: readonly Span[]) =>
  spans
    .map(([from, to]) => `${new Date(from).toISOString().slice(5, 16)}–${new Date(to).toISOString().slice(11, 16)}`)
    .join(' ') || 'never';
