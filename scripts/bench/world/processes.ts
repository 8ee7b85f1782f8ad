import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDatabase, migrate } from '../../migrations.mjs';
import { freePort, startPostgres } from '../../postgres.mjs';
import { webCommand } from '../../web-command.mjs';

/** Durable, as a library runs it. `stop` takes its files away too, and so does an end that nobody had time for. */
export async function startDatabase(): Promise<{
  url: string;
  pid: number | undefined;
  /** The server's own words. */
  log: string;
  stop: () => Promise<void>;
}> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-bench-'));
  const log = path.join(home, 'postgres.log');
  const server = await startPostgres(path.join(home, 'pg'), { log, settings: ['max_connections=100'] });
  const forget = () => fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', forget);
  const stop = async () => {
    await server.stop();
    forget();
  };
  return { url: await makeDatabase(server.url, 'bench'), pid: server.pid, log, stop };
}

/** One more database on the same server. */
export async function makeDatabase(server: string, name: string): Promise<string> {
  const address = new URL(server);
  address.pathname = `/${name}`;
  await ensureDatabase(address.toString());
  await migrate(address.toString());
  return address.toString();
}

export type Ports = { web: number; tenant: number };

/** Of the system's choice; the tenant's mail takes the port above its own. */
export async function choosePorts(): Promise<Ports> {
  return { web: Number(await freePort()), tenant: Number(await freePort()) };
}

/** What every process of the bench lives by. */
export const environmentOf = (databaseUrl: string, ports: Ports): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  PORT: String(ports.web),
  PUBLIC_URL: `http://localhost:${ports.web}`,
  MICROSOFT_LOGIN_URL: `http://localhost:${ports.tenant}`,
  MICROSOFT_GRAPH_URL: `http://localhost:${ports.tenant}`,
  AUTH_SECRET: 'a secret of the benches, long enough to pass',
  SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'),
  SMTP_URL: `smtp://127.0.0.1:${ports.tenant + 1}`,
  MAIL_FROM: 'Library <bookings@library.example>',
  LOG_LEVEL: process.env.BENCH_LOG ?? 'silent',
  TZ: 'UTC',
});

/** The pages as they ship. */
export function startWeb(environment: Record<string, string>): Promise<ChildProcess> {
  if (!fs.existsSync('.next/BUILD_ID'))
    throw new Error('Run npm run build first: the pages are measured as they ship.');
  return startNode(webCommand, { ...environment, NODE_ENV: 'production' }, /web ready/);
}

export const startTenant = (port: number): Promise<ChildProcess> =>
  startNode(['e2e/tenant/start.mjs'], { TENANT_PORT: String(port) }, /tenant ready/);

/** As it runs in production; whoever starts it waits for its heartbeat. */
export const startWorker = (environment: Record<string, string>): Promise<ChildProcess> =>
  startNode(['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'], {
    ...environment,
    NODE_ENV: 'production',
  });

/** Resolves when the line is heard, or at once; the child ends with us. */
function startNode(args: string[], environment: Record<string, string>, ready?: RegExp): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  return new Promise((resolve, reject) => {
    if (!ready) resolve(child);
    child.stdout.on('data', (text: Buffer) => {
      if (ready?.test(String(text))) resolve(child);
      else if (process.env.BENCH_LOG) process.stderr.write(text);
    });
    child.once('exit', (code) => reject(new Error(`${args.at(-1)} ended with status ${code}`)));
  });
}
