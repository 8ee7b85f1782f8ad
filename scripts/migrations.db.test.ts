import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { ensureDatabase, migrate } from './migrations.mjs';

const exec = promisify(execFile);

/** Prisma's own command, through the WebAssembly engine, against a database of its own. */
async function prisma(url: string, ...args: string[]): Promise<{ status: number; output: string }> {
  const env = { ...process.env, DATABASE_URL: url };
  const run = exec(process.execPath, ['node_modules/prisma/build/index.js', ...args], { env });
  try {
    const { stdout, stderr } = await run;
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, output: stdout + stderr };
  }
}

const names: string[] = [];
const fresh = () => {
  const address = new URL(inject('testServer'));
  const name = `carrel_${randomBytes(6).toString('hex')}`;
  names.push(name);
  address.pathname = `/${name}`;
  return address.toString();
};

afterAll(async () => {
  const address = new URL(inject('testServer'));
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  for (const name of names) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await client.end();
});

test('schema.prisma and the migrations say the same', { timeout: 60_000 }, async () => {
  const url = fresh();
  await ensureDatabase(url);
  const { status, output } = await prisma(
    ...[url, 'migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma'],
    '--exit-code',
  );
  expect(output).toContain('No difference');
  expect(status).toBe(0);
});

test('prisma migrate status agrees with our runner', { timeout: 60_000 }, async () => {
  const url = fresh();
  await ensureDatabase(url);
  expect((await migrate(url)).length).toBeGreaterThan(0);
  expect((await prisma(url, 'migrate', 'status')).output).toContain('up to date');
});

test('our runner finds nothing left to do after prisma migrate deploy', { timeout: 60_000 }, async () => {
  const url = fresh();
  await ensureDatabase(url);
  expect(await prisma(url, 'migrate', 'deploy')).toMatchObject({ status: 0 });
  expect(await migrate(url)).toEqual([]);
});

test('three runners at once on an empty database: one applies, the others do nothing', async () => {
  const url = fresh();
  await Promise.all([ensureDatabase(url), ensureDatabase(url)]);
  const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(done.filter((names) => names.length > 0)).toHaveLength(1);
});
