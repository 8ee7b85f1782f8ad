import type { Bench, Print } from './figure';
import { openWorld, type World } from './world/open-world';
import { until } from './world/until';

/**
 * The end of everything, with 500 rooms and 200 accounts: how long it takes, that no calendar is written by it, that with
 * removal only the events that were asked for go, that a removal is undone at once and without a trace, and that whoever
 * connects again finds all events: none is written twice. One worker process.
 */
const ROOMS = Number(process.env.BENCH_DISCONNECT_ROOMS ?? 500);
/** Beside the rooms' own, each with one calendar. */
const PEOPLE = Math.max(1, Math.round(ROOMS * 0.4) - 1);
const LATENCY_MS = 50;
const WRITES = ['event.create', 'event.patch', 'event.delete'];

export const bench: Bench = async (print) => {
  const world = await openWorld({ rooms: ROOMS, events: 0, latencyMs: LATENCY_MS });
  await world.link();
  await addPeople();
  await bookEveryRoom(world);
  await undone(world, print);
  await plainly(world, print);
  await again(world, print);
  await withRemoval(world, print);
  await world.close();
};

const library = () => import('@/lib/db/client').then(({ db }) => db());

/** Staff with calendars of their own that nobody reads now: accounts that end with the rest. */
async function addPeople(): Promise<void> {
  const db = await library();
  await db.$executeRaw`
    INSERT INTO category (location_id, kind, name) SELECT min(id), 'person', 'People' FROM location`;
  await db.$executeRaw`
    INSERT INTO person (name, email, role) SELECT 'P' || n, 'p' || n || '@library.example', 'staff'
    FROM generate_series(1, ${PEOPLE}::int) n`;
  await db.$executeRaw`
    INSERT INTO resource (kind, category_id, name, person_id, slug)
    SELECT 'person', (SELECT id FROM category WHERE name = 'People'), name, id, 'p' || id FROM person WHERE role = 'staff'`;
  await db.$executeRaw`
    INSERT INTO sync_connection (purpose, owner_id, tenant_id, principal_oid, principal_name, scopes, token_enc)
    SELECT 'own', id, 'tenant', 'oid ' || id, email, '{}', 'sealed' FROM person WHERE role = 'staff'`;
  await db.$executeRaw`
    INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state, state_reason)
    SELECT connection.id, resource.id, 'm' || resource.id, 'm', 'c' || resource.id, 'Calendar', 'paused', 'by_person'
    FROM sync_connection connection JOIN resource ON resource.person_id = connection.owner_id
    WHERE connection.purpose = 'own'`;
}

/** One booking a room, on its calendar. */
async function bookEveryRoom({ resourceIds }: World): Promise<void> {
  const [db, { transaction }, { enqueue }] = [
    await library(),
    await import('@/lib/db/client'),
    await import('@/lib/db/outbox'),
  ];
  const start = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 48 * 3_600_000);
  for (const resourceId of resourceIds) {
    const item = { resourceId, startsAt: start, endsAt: new Date(start.getTime() + 3_600_000) };
    await transaction(async (tx) => {
      const { id } = await tx.booking.create({
        data: {
          ...{ publicId: `b${resourceId}`, status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
          ...{ items: { create: item }, occupancy: { create: item } },
        },
      });
      await enqueue(tx, { kind: 'push_booking', bookingId: id });
    });
  }
  await until('every event', async () => (await db.bookingMirror.count({ where: { state: 'live' } })) === ROOMS, LONG);
}

const LONG = { everyMs: 100, forMs: 900_000 };

/** A removal of everything, taken back within its ten minutes: every account and calendar is as it was. */
async function undone(world: World, print: Print): Promise<void> {
  const [db, before] = [await library(), await world.asked()];
  const { stopRemoval } = await import('@/lib/usecases/stop-removal');
  const { connections, closing } = await disconnect({ removeEvents: 'on' });
  const began = performance.now();
  const answer = await stopRemoval(await anAdmin(), { how: 'undo' }, new Date());
  const seconds = (performance.now() - began) / 1_000;
  if (!answer.ok) throw new Error(answer.refusal.code);
  const detail = `${closing} calendars of ${connections} accounts, in one transaction`;
  print({ name: 'disconnect.undo_seconds', value: seconds, unit: 's', detail });
  await until(
    'every calendar again',
    async () => (await db.calendarLink.count({ where: { state: 'live' } })) === ROOMS,
    LONG,
  );
  await until('every look at its events', async () => (await db.pushJob.count()) === 0, LONG);
  const value = writesOf(await sinceThen(world, before));
  print({
    name: 'disconnect.undo_writes',
    value,
    unit: 'requests',
    detail: 'written by the removal and by its undoing',
  });
}

async function plainly(world: World, print: Print): Promise<void> {
  const [db, before] = [await library(), await world.asked()];
  const began = performance.now();
  const ended = await disconnect({});
  const seconds = (performance.now() - began) / 1_000;
  const detail = `${ended.connections} accounts, ${ended.links} calendars, in one transaction`;
  print({ name: 'disconnect.seconds', value: seconds, unit: 's', detail });
  await until('the farewells', async () => (await db.subscription.count({ where: { state: 'retiring' } })) === 0, LONG);
  const all = (performance.now() - began) / 1_000;
  print({
    name: 'disconnect.told_seconds',
    value: all,
    unit: 's',
    detail: 'until no subscription is left at Microsoft',
  });
  const asked = await sinceThen(world, before);
  const words = `asked of Microsoft by then: ${[...asked].map(([name, count]) => `${name} ${count}`).join(', ')}`;
  print({ name: 'disconnect.writes', value: writesOf(asked), unit: 'requests', detail: words });
}

/** The same registration is saved and activated once more, and every room tied to its calendar. */
async function again(world: World, print: Print): Promise<void> {
  const [db, before] = [await library(), await world.asked()];
  await db.integration.update({ where: { id: 1 }, data: { state: 'active' } });
  await db.syncConnection.updateMany({ where: { mode: 'app' }, data: { status: 'active', statusReason: null } });
  await world.link();
  await until('every event again', async () => (await db.pushJob.count()) === 0, LONG);
  const adopted = await db.bookingMirror.count({ where: { state: 'live' } });
  const value = writesOf(await sinceThen(world, before));
  const detail = `written on connecting again; ${adopted} of ${ROOMS} events were found`;
  print({ name: 'disconnect.second_events', value: value + ROOMS - adopted, unit: 'requests', detail });
}

/** The ten minutes before the first deletion are cut short here. */
async function withRemoval(world: World, print: Print): Promise<void> {
  const [db, before] = [await library(), await world.asked()];
  const ended = await disconnect({ removeEvents: 'on' });
  const early = writesOf(await sinceThen(world, before));
  const now = new Date();
  await db.pushJob.updateMany({ data: { runAfter: now } });
  await db.calendarLink.updateMany({ where: { state: 'closing' }, data: { closesAt: now } });
  const began = performance.now();
  await until(
    'the removal',
    async () => (await db.integration.count({ where: { state: 'disconnected' } })) === 1,
    LONG,
  );
  const seconds = (performance.now() - began) / 1_000;
  const asked = await sinceThen(world, before);
  const beyond = writesOf(asked) - (asked.get('event.delete') ?? 0);
  const missing = Math.abs(ended.events - (asked.get('event.delete') ?? 0));
  const detail = `${ended.events} events of bookings to come, ${early} of them before the pause was over`;
  print({ name: 'disconnect.removal_seconds', value: seconds, unit: 's', detail });
  print({ name: 'disconnect.beyond_asked', value: beyond + missing + early, unit: 'requests', detail });
}

async function disconnect(raw: object) {
  const { disconnectIntegration } = await import('@/lib/usecases/disconnect-integration');
  const answer = await disconnectIntegration(await anAdmin(), raw, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

async function anAdmin() {
  const person = await (await library()).person.findFirstOrThrow({ where: { role: 'admin' } });
  const { id, name, email, locale } = person;
  return { kind: 'person', role: 'admin', id, name, email, locale } as const;
}

async function sinceThen(world: World, before: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const now = await world.asked();
  const more = [...now].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return new Map(more.filter(([, count]) => count > 0));
}

const writesOf = (asked: ReadonlyMap<string, number>): number =>
  WRITES.reduce((sum, name) => sum + (asked.get(name) ?? 0), 0);
