import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, migrate } from './migrations.mjs';
import { startPostgres } from './postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Server address whose database `carrel_template` is migrated; `lib/db/test-database.ts` clones it. */
    testServer: string;
  }
}

/**
 * One PostgreSQL for the run, with a migrated template database. TEST_DATABASE_URL names a server to use instead.
 * Durability is off: a test cluster that loses power is thrown away.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const home = given ? undefined : fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-test-'));
  const server = home
    ? await startPostgres(path.join(home, 'pg'), {
        settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
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

async function dropDatabase(address: URL) {
  const admin = new URL(address);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.toString() });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS "${address.pathname.slice(1)}" WITH (FORCE)`);
  await client.end();
}
