import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDatabase, migrate } from '../../scripts/migrations.mjs';
import { freePort } from '../../scripts/postgres.mjs';
import { launch, type Running, untilAnswering } from '../../scripts/start/processes.mjs';
import { webCommand } from '../../scripts/web-command.mjs';
import { Tenant } from '../tenant-control';
import { type Balancer, startBalancer } from './balancer';
import { type Database, startDatabase } from './database';
import { createPart, type Part } from './parts';

const WEBS = 3;
const WORKERS = 2;

/** Everything that runs, each in a process of its own; its files are in `home`. */
export type Place = {
  home: string;
  logs: string;
  publicUrl: string;
  tenant: Tenant;
  database: Database;
  parts: Part[];
  close(): Promise<void>;
};

/** Database and tenant run when this returns; Carrel's own processes are started by whoever is done with the rows. */
export async function openPlace(): Promise<Place> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-chaos-'));
  const logs = path.join(home, 'logs');
  fs.mkdirSync(logs);
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const database = await startDatabase(home);
    closing.push(() => database.close());
    await ensureDatabase(database.url);
    await migrate(database.url);
    const { tenant, address, smtpPort, running } = await startTenant(logs);
    closing.push(() => endNow(running));
    const ports: number[] = [];
    for (let web = 0; web < WEBS; web += 1) ports.push(await freePort());
    const balancer: Balancer = await startBalancer(ports);
    closing.push(() => balancer.close());
    const publicUrl = `http://localhost:${balancer.port}`;
    // This process asks the database and the use cases too: the same environment is its own.
    Object.assign(process.env, {
      ...{ DATABASE_URL: database.url, PUBLIC_URL: publicUrl, TZ: 'UTC', NEXT_TELEMETRY_DISABLED: '1' },
      ...{ MICROSOFT_LOGIN_URL: address, MICROSOFT_GRAPH_URL: address, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` },
      ...{ MAIL_FROM: 'Library <bookings@library.example>', METRICS_TOKEN: randomBytes(24).toString('hex') },
      AUTH_SECRET: randomBytes(48).toString('base64'),
      SEALING_KEYS: randomBytes(32).toString('base64'),
    });
    const parts = [...ports.map((port, index) => webPart(index + 1, port, logs)), ...workerParts(logs)];
    closing.push(() => Promise.all(parts.map((part) => part.kill())));
    return { home, logs, publicUrl, tenant, database, parts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function webPart(number: number, port: number, logs: string): Part {
  const env = { ...process.env, NODE_ENV: 'production' as const, CARREL_PROCESS: 'web', PORT: String(port) };
  const health = `http://127.0.0.1:${port}/api/health`;
  return createPart({ name: `web ${number}`, kind: 'web', args: webCommand, env, logs, health });
}

function workerParts(logs: string): Part[] {
  const env = { ...process.env, NODE_ENV: 'production' as const, CARREL_PROCESS: 'worker' };
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'];
  return Array.from({ length: WORKERS }, (_, index) =>
    createPart({ name: `worker ${index + 1}`, kind: 'worker', args, env, logs }),
  );
}

/** Its mail sink listens one port above, so that two in a row have to be free. */
async function startTenant(logs: string) {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const env = { ...process.env, NODE_ENV: 'development' as const, TENANT_PORT: String(port) };
    const running = launch(`tenant-${tries}`, ['e2e/tenant/start.mjs'], env, logs);
    const address = `http://localhost:${port}`;
    try {
      await untilAnswering(running, `${address}/_control/behaviour`, 60);
      return { tenant: new Tenant(address), address, smtpPort: port + 1, running };
    } catch (error) {
      await endNow(running);
      if (tries === 5) throw error;
    }
  }
}

async function endNow({ child, gone }: Running): Promise<void> {
  child.kill('SIGKILL');
  await gone;
}
