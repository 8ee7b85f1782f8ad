import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Bench } from '../bench';
import { ensureDatabase, migrate } from '../migrations.mjs';
import { startPostgres } from '../postgres.mjs';

/**
 * The notification endpoint over HTTP: the real web process, built for production, and a real, durable PostgreSQL. How
 * fast it answers at a rate above that of 5,000 rooms (sync-design §13: 14 requests a second at the peak), how many it
 * can answer at most, and what it answers while the database is away.
 */
const ROOMS = 500;
const PER_SECOND = 50;
const SECONDS = 15;
const AT_ONCE = 32;
const PORT = Number(process.env.BENCH_PORT ?? 3390);

export const bench: Bench = async (print) => {
  if (!fs.existsSync('.next/BUILD_ID'))
    throw new Error('Run npm run build first: the pages are measured as they ship.');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-bench-'));
  const server = await startPostgres(path.join(home, 'pg'), { settings: ['max_connections=60'] });
  let web: ChildProcess | undefined;
  let stopped = false;
  try {
    const address = new URL(server.url);
    address.pathname = '/bench';
    await ensureDatabase(address.toString());
    await migrate(address.toString());
    await seed(address.toString());
    web = await startWeb(address.toString());
    // Whoever ends the bench ends its pages too.
    process.once('exit', () => web?.kill());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
    await atRate(PER_SECOND, 3);

    const steady = await atRate(PER_SECOND, SECONDS);
    const detail = `${PER_SECOND} requests a second for ${SECONDS} s, ${ROOMS} rooms, one item in ten forged`;
    print({ name: 'notification.p50', value: at(steady.ms, 0.5), unit: 'ms', detail });
    print({ name: 'notification.p99', value: at(steady.ms, 0.99), unit: 'ms', detail });
    print({ name: 'notification.other_than_202', value: steady.others, unit: 'answers', detail });

    const most = await closedLoop(AT_ONCE, SECONDS);
    const loop = `${AT_ONCE} connections, each asking as soon as it is answered`;
    print({
      name: 'notification.throughput',
      value: Math.round(most.ms.length / SECONDS),
      unit: 'requests/s',
      detail: loop,
    });
    print({ name: 'notification.throughput_p99', value: at(most.ms, 0.99), unit: 'ms', detail: loop });

    await server.stop();
    stopped = true;
    const away = await closedLoop(4, 3);
    const validation = await ask('/api/outlook/notifications/k?validationToken=a%20b', '');
    const gone = 'the database is stopped';
    print({ name: 'notification.away_p99', value: at(away.ms, 0.99), unit: 'ms', detail: gone });
    const all503 = away.statuses.every((status) => status === 503);
    print({ name: 'notification.away_503', value: all503 ? 1 : 0, unit: 'all of them', detail: gone });
    print({ name: 'notification.away_validation', value: validation.status, unit: 'status', detail: gone });
  } finally {
    web?.kill();
    if (!stopped) await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
};

const secretOf = (room: number) => `client state ${room}`;

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

async function startWeb(databaseUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['scripts/web.mjs'], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: String(PORT), PUBLIC_URL: `http://localhost:${PORT}`, LOG_LEVEL: 'silent' },
      ...{ DATABASE_URL: databaseUrl, AUTH_SECRET: 'a secret of the bench, long enough to pass' },
      ...{ SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'), SMTP_URL: 'smtp://127.0.0.1:9' },
      MAIL_FROM: 'Bench <bench@library.example>',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 120; tries++) {
    const answer = await ask('/api/outlook/notifications/k?validationToken=ready', '').catch(() => null);
    if (answer?.status === 200) return child;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  child.kill();
  throw new Error('the pages did not start');
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

function ask(where: string, body: string): Promise<{ status: number; ms: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request({ host: 'localhost', port: PORT, path: where, method: 'POST', agent }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What Microsoft sends: one to four items, here and there one that somebody forged. */
function knock(n: number): Promise<{ status: number; ms: number }> {
  const room = ((n * 7919) % ROOMS) + 1;
  const items = Array.from({ length: 1 + (n % 4) }, (_, place) => ({
    ...{ subscriptionId: `subscription ${room}`, changeType: 'updated', resource: `Users/${room}/Events/${place}` },
    clientState: (n + place) % 10 === 0 ? 'forged' : secretOf(room),
  }));
  return ask(`/api/outlook/notifications/key${room}`, JSON.stringify({ value: items }));
}

type Run = { ms: number[]; statuses: number[]; others: number };

const runOf = (answers: { status: number; ms: number }[]): Run => ({
  ms: answers.map(({ ms }) => ms).sort((a, b) => a - b),
  statuses: answers.map(({ status }) => status),
  others: answers.filter(({ status }) => status !== 202).length,
});

/** Asked by the clock, whether answered or not: waiting in line counts as slow. */
async function atRate(perSecond: number, seconds: number): Promise<Run> {
  const began = performance.now();
  const answers = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const wait = began + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    answers.push(knock(n));
  }
  return runOf(await Promise.all(answers));
}

async function closedLoop(connections: number, seconds: number): Promise<Run> {
  const until = performance.now() + seconds * 1000;
  const answers: { status: number; ms: number }[] = [];
  let n = 0;
  const one = async () => {
    while (performance.now() < until) answers.push(await knock(n++));
  };
  await Promise.all(Array.from({ length: connections }, one));
  return runOf(answers);
}

const at = (sorted: number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
