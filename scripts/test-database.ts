import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, migrate } from './migrations.mjs';
import { isServed, startPostgres } from './postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Server address whose database `carrel_template` is migrated; `lib/db/test-database.ts` clones it. */
    testServer: string;
  }
}

const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** Where Linux keeps files in memory. Each test file clones a database of some 900 files: on a disk that was a tenth of all work. */
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 1024 ** 3;
const PREFIX = 'carrel-test-';

/**
 * One PostgreSQL for the run, with a migrated template database. TEST_DATABASE_URL names a server to use instead.
 * Durability is off: a test cluster that loses power is thrown away.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const home = given ? undefined : newHome();
  const server = home
    ? await startPostgres(path.join(home, 'pg'), {
        settings: [...NOT_DURABLE, 'max_connections=200', 'max_wal_size=256MB'],
      })
    : undefined;
  const address = new URL(given ?? server?.url ?? '');
  address.pathname = '/carrel_template';
  await dropDatabase(address);
  await ensureDatabase(address.toString());
  await migrate(address.toString());
  project.provide('testServer', address.toString());
  return async () => {
    await server?.stop();
    if (home) fs.rmSync(home, { recursive: true, force: true });
  };
}

/** In memory, where there is enough of it. Whatever a killed run left there is taken away first. */
function newHome(): string {
  const base = isRoomy(IN_MEMORY) ? IN_MEMORY : os.tmpdir();
  for (const name of fs.readdirSync(base).filter((name) => name.startsWith(PREFIX))) {
    const left = path.join(base, name);
    if (!isServed(path.join(left, 'pg')) && isOld(left)) fs.rmSync(left, { recursive: true, force: true });
  }
  return fs.mkdtempSync(path.join(base, PREFIX));
}

/** Another run's may be about to be served. */
const isOld = (dir: string) =>
  Date.now() - (fs.statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN) > 300_000;

function isRoomy(dir: string): boolean {
  try {
    fs.accessSync(dir, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(dir);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}

async function dropDatabase(address: URL) {
  const admin = new URL(address);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.toString() });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS "${address.pathname.slice(1)}" WITH (FORCE)`);
  await client.end();
}
