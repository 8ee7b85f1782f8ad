/**
 * `npm run converge -- --seeds N [--seed S] [--jobs J] [--no-shrink]`: N histories from seed S on, against the stand-in
 * tenant and a real PostgreSQL of its own. Prints each failing seed with the shortest history found; ends with one line. Status
 * 1 on a violation, and when no history of the run made an appointment with a room.
 */
import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDatabase, migrate } from '../../scripts/migrations.mjs';
import { startPostgres } from '../../scripts/postgres.mjs';
import { REGRESSIONS } from './regressions';
import type { Task, Told } from './worker';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(os.availableParallelism(), 4)) },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const seeds = Number(values.seeds);
const first = Number(values.seed);
const jobs = Math.max(1, Math.min(Number(values.jobs), seeds));
if (!Number.isInteger(seeds) || !Number.isInteger(first) || seeds < 1) {
  console.error('Usage: npm run converge -- --seeds N [--seed S] [--jobs J]');
  process.exit(2);
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-converge-'));
const server = await startPostgres(path.join(home, 'pg'), {
  settings: [
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100', 'jit=off'],
    // A seed is the same history whatever ran before it: neither habits nor statistics change a plan.
    ...['autovacuum=off', 'plan_cache_mode=force_generic_plan'],
    // Thousands of small questions: a socket of the file system answers them faster.
    `unix_socket_directories=${os.tmpdir()}`,
  ],
});
const startedAt = Date.now();
const met = new Map<string, number>();
const totals = { histories: 0, failed: 0, acts: 0, requests: 0, deaths: 0, gates: 0, corrections: 0, pairs: 0 };
const tasks: Task[] = [
  ...REGRESSIONS.map(({ seed }, kept) => ({ seed, kept })),
  ...Array.from({ length: seeds }, (_, index) => ({ seed: first + index })),
].map((task) => ({ ...task, shrink: !values['no-shrink'] }));
let next = 0;

try {
  await Promise.all(Array.from({ length: jobs }, (_, index) => runWorker(index)));
} finally {
  await server.stop();
  fs.rmSync(home, { recursive: true, force: true });
}
const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
const { histories, failed, acts, requests, deaths, gates, corrections, pairs } = totals;
const faults = [...met].sort(([, one], [, other]) => other - one);
const faultsMet = faults.reduce((sum, [, times]) => sum + times, 0);
console.log(`troubles met: ${faultsMet}: ${faults.map(([name, times]) => `${times} ${name}`).join(', ')}`);
// Of what never came about nothing was shown.
const isBlind = pairs === 0;
if (isBlind) console.log('no appointment with a room was made: nothing was shown of “both or neither”');
console.log(
  `converge: ${histories} histories (${REGRESSIONS.length} kept ones, then from seed ${first} on), ${failed} failed; ` +
    `${acts} acts, ${faultsMet} troubles met, ${deaths} processes died, ${gates} turns, ${requests} requests, ` +
    `${corrections} corrections, ${pairs} appointments with a room; ${seconds} s`,
);
process.exit(failed > 0 || isBlind ? 1 : 0);

async function runWorker(index: number): Promise<void> {
  const address = new URL(server.url);
  address.pathname = `/converge_${index}`;
  await ensureDatabase(address.toString());
  await migrate(address.toString());
  address.searchParams.set('host', os.tmpdir());
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { ...process.env, ...environment(address.toString()) },
  });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if (told.kind === 'failed') report(told);
      if (told.kind === 'done') add(told);
      if (!giveNext(worker)) resolve();
    });
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
  worker.removeAllListeners('exit');
  worker.disconnect();
}

function giveNext(worker: ChildProcess): boolean {
  const task = tasks[next];
  if (!task) return false;
  worker.send(task);
  next += 1;
  return true;
}

function add(told: Extract<Told, { kind: 'done' }>): void {
  totals.histories += 1;
  for (const [name, times] of Object.entries(told.met)) met.set(name, (met.get(name) ?? 0) + times);
  for (const name of ['acts', 'requests', 'deaths', 'gates', 'corrections', 'pairs'] as const)
    totals[name] += told[name];
}

function report({ seed, violations, acts }: Extract<Told, { kind: 'failed' }>): void {
  totals.histories += 1;
  totals.failed += 1;
  console.log(`seed ${seed} failed:`);
  for (const violation of violations) console.log(`  ${violation}`);
  for (const act of acts) console.log(`    ${JSON.stringify(act)}`);
}

function environment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'http://localhost:3999',
    MICROSOFT_LOGIN_URL: 'http://localhost:4365',
    MICROSOFT_GRAPH_URL: 'http://localhost:4365',
    AUTH_SECRET: 'a secret of the tests, long enough to pass',
    SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'),
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Library <bookings@library.example>',
    TZ: 'UTC',
    LOG_LEVEL: 'silent',
  };
}
