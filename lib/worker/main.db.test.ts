import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { viewHealth } from '@/lib/usecases/view-health';

testDatabase();
const tenant = testTenant();
const CEDAR = 'cedar@library.example';
const ZONE = 'America/New_York';

const workers: ChildProcess[] = [];
const start = (more: readonly string[] = []) => {
  const args = ['--conditions=react-server', ...more, '--import', 'tsx', 'lib/worker/main.ts'];
  const child = spawn(process.execPath, args, { env: { ...process.env, LOG_LEVEL: 'error' }, stdio: 'inherit' });
  workers.push(child);
  return child;
};
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', resolve);
  });
afterEach(async () => {
  for (const child of workers.splice(0)) {
    child.kill('SIGKILL');
    await ended(child);
  }
});

async function until(done: () => Promise<boolean>) {
  for (let tries = 0; tries < 600; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to pass');
}

async function book(spaceId: number, hour: number) {
  const begin = wallTime(localDateOf(new Date(), ZONE), 1440 + hour * 60, ZONE);
  const wish = {
    spaceId,
    start: begin.toISOString(),
    minutes: 30,
    name: 'Rosa Reader',
    email: `rosa${hour}@example.org`,
  };
  const answer = await bookSpace({ kind: 'guest' }, wish, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.publicId;
}

test('two workers on one database: every booking becomes one event, and both end when asked', async () => {
  const sample = await sampleLibrary();
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  await tenant.link(sample.quiet.id, connectionId, CEDAR, 'it@library.example');
  for (const hour of [9, 10, 11]) await book(sample.quiet.id, hour);
  const [one, two] = [start(), start()];
  await until(async () => (await db().booking.count({ where: { status: 'confirmed' } })) === 3);
  await until(async () => (await db().calendarLink.findFirst())?.state === 'live');

  await book(sample.quiet.id, 14);
  await until(async () => (await db().booking.count({ where: { status: 'confirmed' } })) === 4);
  expect((await tenant.events(CEDAR)).filter(({ transactionId }) => transactionId)).toHaveLength(4);
  expect(await viewHealth(new Date())).toMatchObject({ status: 'ok', database: 'up', sync: 'ok' });

  one.kill('SIGTERM');
  two.kill('SIGTERM');
  expect(await ended(one)).toBe(0);
  expect(await ended(two)).toBe(0);
  expect(await db().workerHeartbeat.count({ where: { endedAt: null } })).toBe(0);
}, 60_000);

test('a worker that is killed loses nothing: the next one goes on', async () => {
  const sample = await sampleLibrary();
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  await tenant.link(sample.quiet.id, connectionId, CEDAR, 'it@library.example');
  await tenant.fault({ operation: 'event.create' }, { delayMs: 600 });
  await book(sample.quiet.id, 9);
  const first = start();
  await until(async () => (await db().bookingMirror.findFirst())?.state === 'creating');
  first.kill('SIGKILL');
  await ended(first);
  await db().calendarLink.updateMany({ data: { pushLeaseUntil: null, pullLeaseUntil: null } });
  start();
  await until(async () => (await db().booking.count({ where: { status: 'confirmed' } })) === 1);
  expect((await tenant.events(CEDAR)).filter(({ transactionId }) => transactionId)).toHaveLength(1);
}, 60_000);

/** A machine whose clock is ten minutes ahead. */
const FAST_CLOCK = `data:text/javascript,${encodeURIComponent(`
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length > 0 ? super(...given) : super(Right.now() + 600_000); }
    static now() { return Right.now() + 600_000; }
  };`)}`;

test('a worker whose machine is ten minutes ahead takes nobody’s lease, not even at its start', async () => {
  const sample = await sampleLibrary();
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  const held = await tenant.link(sample.quiet.id, connectionId, CEDAR, 'it@library.example');
  const free = await tenant.link(sample.corner.id, connectionId, 'study-1@library.example', 'it@library.example');
  const inFiveMinutes = new Date(Date.now() + 300_000);
  await db().calendarLink.update({ where: { id: held }, data: { pullLeaseUntil: inFiveMinutes } });
  const fenceOf = async (id: number) => (await db().calendarLink.findUniqueOrThrow({ where: { id } })).pullFence;
  start(['--import', FAST_CLOCK]);
  await until(async () => (await fenceOf(free)) > 0);
  expect(await fenceOf(held)).toBe(0);
});

test('a missing setting is named, with an example, and the process ends with status 1', async () => {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'];
  const { SMTP_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, args, { env: rest, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  expect(await ended(child)).toBe(1);
  expect(said).toContain('SMTP_URL is missing');
});
