import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDb } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { forgetEnvironment } from '@/lib/env';

/**
 * For a `*.db.test.ts` file: call at its top. Gives the file a database of its own, cloned from the migrated template,
 * and an environment in which `env()`, `db()` and `seal()` work. Files share processes, since most of what a file takes is
 * loading the same modules again: what a process keeps for its life begins anew with each.
 */
export function testDatabase(): void {
  const name = `carrel_${randomBytes(6).toString('hex')}`;
  const server = () => {
    const address = new URL(inject('testServer'));
    address.pathname = '/postgres';
    return address;
  };

  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server().toString() });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };

  // What another file of this process set for itself is not this one's.
  for (const name of ['MICROSOFT_LOGIN_URL', 'MICROSOFT_GRAPH_URL', 'METRICS_TOKEN', 'DEMO']) delete process.env[name];
  // Set at once, not in beforeAll: modules may read the environment while they load.
  const address = server();
  address.pathname = `/${name}`;
  Object.assign(process.env, {
    DATABASE_URL: address.toString(),
    PUBLIC_URL: 'http://localhost:3999',
    AUTH_SECRET: 'a secret of the tests, long enough to pass',
    SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'),
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Library <bookings@library.example>',
    LOG_LEVEL: 'silent',
  });
  forgetEnvironment();
  const kept = globalThis as Record<string, unknown>;
  for (const name of Object.keys(kept)) if (/^carrel[A-Z]/.test(name)) kept[name] = undefined;

  beforeAll(async () => {
    // Two clones of one template at once are refused while the other copies; try again. Copying files takes a third of
    // the time of writing each page to the log, which nobody will read.
    for (let attempt = 1; ; attempt++) {
      try {
        await run(`CREATE DATABASE "${name}" TEMPLATE carrel_template STRATEGY FILE_COPY`);
        return;
      } catch (error) {
        if (attempt >= 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
  afterAll(async () => {
    await closeQueue();
    await closeDb();
    await run(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  });
}
