import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Bench, Print } from './figure';
import { type Answer, asker, atRate, closedLoop } from './notifications/load';
import { percentile } from './percentiles';
import { processorMs } from './world/proc';
import { choosePorts, environmentOf, startDatabase, startWeb } from './world/processes';

/**
 * The notification endpoint over HTTP: the real web process, built for production, and a real, durable PostgreSQL. How
 * fast it answers at a rate above that of 5,000 rooms (sync-design §13: 14 requests a second at the peak), how many it
 * can answer at most, and what it answers while the database is away.
 */
const ROOMS = 500;
const PER_SECOND = Number(process.env.BENCH_PER_SECOND ?? 50);
const SECONDS = 15;
const AT_ONCE = 32;

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  const ports = await choosePorts();
  let isUp = true;
  try {
    await seed(database.url);
    const web = await startWeb(environmentOf(database.url, ports));
    const ask = asker(ports.web);
    const knock = (n: number) => ask(`/api/outlook/notifications/key${roomOf(n)}`, batchOf(n));
    await atRate(PER_SECOND, 3, knock);

    const steady = await atRate(PER_SECOND, SECONDS, knock);
    const detail = `${PER_SECOND} requests a second for ${SECONDS} s, ${ROOMS} rooms, one item in ten forged`;
    printAnswers(print, '', steady, detail);

    const usedMs = processorMs(web.pid);
    const most = await closedLoop(AT_ONCE, SECONDS, knock);
    const costMs = (processorMs(web.pid) - usedMs) / most.length;
    const loop = `${AT_ONCE} connections, each asking as soon as it is answered`;
    print({ name: 'notifications.throughput', value: most.length / SECONDS, unit: 'requests/s', detail: loop });
    printAnswers(print, 'throughput_', most, loop);
    const what = 'processor time of the web process for one, whatever else the machine does';
    print({ name: 'notifications.web_processor', value: costMs, unit: 'ms', detail: what });

    await database.stop();
    isUp = false;
    const away = await closedLoop(4, 3, knock);
    const gone = 'the database is stopped';
    print({ name: 'notifications.away_p99', value: percentile(msOf(away), 0.99), unit: 'ms', detail: gone });
    const all503 = away.every(({ status }) => status === 503);
    print({ name: 'notifications.away_503', value: all503 ? 1 : 0, unit: 'all of them', detail: gone });
    const validation = await ask('/api/outlook/notifications/k?validationToken=a%20b', '');
    print({ name: 'notifications.away_validation', value: validation.status, unit: 'status', detail: gone });
    print({ name: 'notifications.away_validation_ms', value: validation.ms, unit: 'ms', detail: gone });
    web.kill();
  } finally {
    if (isUp) await database.stop();
  }
};

const msOf = (answers: readonly Answer[]) => answers.map(({ ms }) => ms);

/** One that was never answered counts as slow as it was waited for, and as another answer than 202. */
function printAnswers(print: Print, prefix: string, answers: readonly Answer[], detail: string): void {
  for (const [label, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    print({ name: `notifications.${prefix}${label}`, value: percentile(msOf(answers), share), unit: 'ms', detail });
  const others = answers.filter(({ status }) => status !== 202);
  const statuses = [...new Set(others.map(({ status, trouble }) => trouble ?? status))].join(', ');
  const words = statuses ? `${detail}: ${statuses}` : detail;
  print({ name: `notifications.${prefix}other_than_202`, value: others.length, unit: 'answers', detail: words });
}

const roomOf = (n: number) => ((n * 7919) % ROOMS) + 1;
const secretOf = (room: number) => `client state ${room}`;

/** What Microsoft sends: one to four items, here and there one that somebody forged. */
function batchOf(n: number): string {
  const room = roomOf(n);
  const items = Array.from({ length: 1 + (n % 4) }, (_, place) => ({
    ...{ subscriptionId: `subscription ${room}`, changeType: 'updated', resource: `Users/${room}/Events/${place}` },
    clientState: (n + place) % 10 === 0 ? 'forged' : secretOf(room),
  }));
  return JSON.stringify({ value: items });
}

/** Rooms with a live link and a live subscription each; nothing else is asked for by the endpoint. */
async function seed(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await fill(client);
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client): Promise<void> {
  await client.query(`
    INSERT INTO library (name, installation_id) VALUES ('Bench', gen_random_uuid());
    INSERT INTO location (name, time_zone) VALUES ('Main', 'UTC');
    INSERT INTO category (location_id, kind, name) VALUES (1, 'space', 'Rooms');
    INSERT INTO person (name, email, role) VALUES ('Admin', 'admin@library.example', 'admin');
    INSERT INTO integration (id, account_type, client_id, secret_enc, state, updated_at)
      VALUES (1, 'AzureADMyOrg', 'app', 'sealed', 'active', now());
    INSERT INTO sync_connection (mode, purpose, owner_id, tenant_id, principal_oid, principal_name, scopes)
      VALUES ('app', 'rooms', 1, 'tenant', 'app', 'app', '{}');
    INSERT INTO resource (kind, category_id, name) SELECT 'space', 1, 'Room ' || n FROM generate_series(1, ${ROOMS}) n;
    INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state)
      SELECT 1, id, 'mailbox ' || id, 'room' || id || '@library.example', 'calendar', 'Calendar', 'live' FROM resource;`);
  const rows = await client.query<{ id: number; resource_id: number }>('SELECT id, resource_id FROM calendar_link');
  for (const { id, resource_id: room } of rows.rows) {
    const hash = createHash('sha256').update(secretOf(room)).digest('base64url');
    await client.query(
      `INSERT INTO subscription (link_id, graph_id, url_key, client_state_hash, state, expires_at, renew_at)
       VALUES ($1, $2, $3, $4, 'active', now() + interval '6 days', now() + interval '3 days')`,
      [id, `subscription ${room}`, `key${room}`, hash],
    );
  }
}
