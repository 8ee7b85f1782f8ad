import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { queue } from '@/lib/db/outbox';
import { log } from '@/lib/log';
import { bookSpace } from '@/lib/usecases/book-space';
import type { Figure } from '../../bench';
import { openLibrary } from './library';

/** One size of {@link bench}, in a process of its own; figures go to the parent. */
const rooms = Number(process.argv[2]);
const EVENTS = 200;
const IDLE_MINUTES = 60;

log.level = 'silent';
await queue();
const print = (name: string, value: number, unit: string, detail: string) =>
  process.send?.({ name: `sync.${name}`, value: Math.round(value * 100) / 100, unit, detail } satisfies Figure);
const size = `${rooms} rooms, webhooks`;

const library = await openLibrary(rooms);
const { asked, settle, pass, create, now } = library;

// The first reading, with a full calendar each where that was asked for (500 rooms with 200 events).
const perRoom = rooms === 500 ? EVENTS : 4;
for (let room = 0; room < rooms; room += 1) for (let n = 0; n < perRoom; n += 1) await create(room, n);
const before = asked();
const begun = performance.now();
await settle();
print('first_sync', (performance.now() - begun) / 1_000, 's', `${rooms} rooms with ${perRoom} events each, in process`);
print(
  'first_sync_requests',
  asked() - before,
  'requests',
  `${rooms} rooms with ${perRoom} events each, subscriptions included`,
);

// A quiet hour: nothing happens, and still somebody has to make sure.
const idleFrom = asked();
for (let minute = 0; minute < IDLE_MINUTES; minute += 1) {
  await pass(60_000);
  await settle();
}
print('idle_room_hour', (asked() - idleFrom) / rooms, 'requests', size);

const tries = Math.min(rooms, 50);
const guest: Actor = { kind: 'guest' };
const bookingsFrom = asked();
for (let room = 0; room < tries; room += 1) {
  const start = new Date(Math.ceil((now().getTime() + 20 * 3_600_000) / 3_600_000) * 3_600_000);
  const wish = {
    spaceId: library.resourceIds[room],
    start: start.toISOString(),
    name: 'Rosa Reader',
    email: 'r@example.org',
  };
  const answer = await bookSpace(guest, { ...wish, end: new Date(start.getTime() + 3_600_000).toISOString() }, now());
  if (!answer.ok) throw new Error(`a booking was refused: ${answer.refusal.code}`);
}
await settle();
await pass(10_000);
await settle();
const confirmed = await db().booking.count({ where: { status: 'confirmed' } });
if (confirmed !== tries) throw new Error(`${confirmed} of ${tries} bookings were confirmed`);
print('requests_per_booking', (asked() - bookingsFrom) / tries, 'requests', `${size}; echo round included`);

const changesFrom = asked();
for (let room = 0; room < tries; room += 1) await create(room, 1_000);
await pass(10_000);
await settle();
print('requests_per_change', (asked() - changesFrom) / tries, 'requests', size);

global.gc?.();
print('worker_memory', process.memoryUsage().rss / 1_048_576, 'MB', `${size}; the stand-in tenant shares the process`);
process.exit(0);
