import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { queue } from '@/lib/db/queue';
import { bookSpace } from '@/lib/usecases/book-space';
import type { Figure } from '../figure';
import { processorMs } from '../world/proc';
import { hush, type Library, openLibrary, wearIn } from './library';
import { workerMemory } from './worker-memory';

/** One size of the bench, in a process of its own; figures go to the parent. */
const [rooms = 0, databasePid] = process.argv.slice(2).map(Number);
/** Simulated, by size: what a small library does in a day a large one does in an hour. */
const idleHours = Number(process.env.BENCH_HOURS ?? (rooms <= 50 ? 24 : rooms <= 500 ? 3 : 1));
const EVENTS = 4;
const TRIES = 50;
const HOUR_MS = 3_600_000;

const print = (name: string, value: number, unit: string, detail: string) =>
  process.send?.({ name: `rooms.${name}.${rooms}`, value, unit, detail } satisfies Figure);

await queue();
// The database's clock is a real one, and stamps jobs and marks: the virtual one is always ahead of it.
const library = await openLibrary(rooms, new Date(Date.now() + 3 * HOUR_MS));
for (let room = 0; room < rooms; room += 1) for (let n = 0; n < EVENTS; n += 1) await library.create(room, n);
await library.settle();
await library.pass(60_000);
await library.settle();
await idle(library);
await hush(library.now());
await book(library);
await change(library);
const [broken] = library.limitsBroken();
if (broken) throw new Error(broken);
await memory(library);
process.exit(0);

function used(): number {
  return processorMs(process.pid) + processorMs(databasePid, true);
}

/** Nothing happens, and still somebody has to make sure. */
async function idle({ asked, pass, settle, now }: Library): Promise<void> {
  await wearIn(now());
  const before = asked();
  const usedMs = used();
  for (let minute = 0; minute < idleHours * 60; minute += 1) {
    await pass(60_000);
    await settle();
  }
  const ms = used() - usedMs;
  const after = asked();
  const rounds = after.rounds - before.rounds;
  const detail = `${rooms} rooms, webhooks, ${idleHours} simulated hours with their share of sweeps and renewals`;
  print('idle_room_hour', (after.requests - before.requests) / rooms / idleHours, 'requests', detail);
  const what = 'processor time, database and the stand-in’s answers included, whatever else the machine does';
  print('idle_round', ms / rounds, 'ms', `${rounds} rounds; ${what}`);
}

async function book({ asked, pass, settle, now, resourceIds }: Library): Promise<void> {
  const tries = Math.min(rooms, TRIES);
  const guest: Actor = { kind: 'guest' };
  const before = asked();
  for (const spaceId of resourceIds.slice(0, tries)) {
    const start = new Date(Math.ceil((now().getTime() + 20 * HOUR_MS) / HOUR_MS) * HOUR_MS);
    const end = new Date(start.getTime() + HOUR_MS);
    const patron = { name: 'Rosa Reader', email: `reader${spaceId}@example.org` };
    const wish = { ...patron, spaceId, start: start.toISOString(), end: end.toISOString() };
    const answer = await bookSpace(guest, wish, now());
    if (!answer.ok) throw new Error(`a booking was refused: ${answer.refusal.code}`);
  }
  await settle();
  await pass(10_000);
  await settle();
  const confirmed = await db().booking.count({ where: { status: 'confirmed' } });
  if (confirmed !== tries) throw new Error(`${confirmed} of ${tries} bookings were confirmed`);
  const detail = `${tries} bookings among ${rooms} rooms, strict, echo round included`;
  print('requests_per_booking', (asked().requests - before.requests) / tries, 'requests', detail);
}

async function change({ asked, pass, settle, create }: Library): Promise<void> {
  const tries = Math.min(rooms, TRIES);
  const before = asked();
  for (let room = 0; room < tries; room += 1) await create(room, 100);
  await pass(10_000);
  await settle();
  const after = asked();
  const blocks = await db().busyBlock.count();
  if (blocks !== rooms * EVENTS + tries) throw new Error(`${blocks} blocks after ${tries} changes`);
  const detail = `${tries} events made in Outlook among ${rooms} rooms`;
  print('requests_per_change', (after.requests - before.requests) / tries, 'requests', detail);
  print('rounds_per_change', (after.rounds - before.rounds) / tries, 'rounds', detail);
}

async function memory(library: Library): Promise<void> {
  const { atRestMb, mostMb, roundsPerSecond } = await workerMemory(library.tenant, rooms);
  const detail = 'resident, of a worker process of its own, after it has read every room once';
  print('worker_memory', atRestMb, 'MB', detail);
  print('worker_memory_most', mostMb, 'MB', 'the most it ever held meanwhile');
  const all = 'every room marked at once, one worker, no delay at Graph; the stand-in shares the machine';
  print('worker_rounds', roundsPerSecond, 'rounds/s', all);
}
