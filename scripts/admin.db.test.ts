import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { giveApiToken } from '@/lib/usecases/give-api-token';

testDatabase();
const exec = promisify(execFile);
const admin = async (...args: string[]) =>
  (await exec(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', ...args])).stdout;

test('what is known of a request, by its id', { timeout: 60_000 }, async () => {
  const line = { direction: 'push', op: 'event.create', outcome: 'unavailable', http: 503, ms: 12 };
  await db().syncLog.create({ data: { ...line, requestId: 'theirs', clientRequestId: 'ours' } });
  expect(JSON.parse(await admin('log', 'ours'))).toMatchObject({ ...line, requestId: 'theirs' });
  expect(await admin('log', 'nobody’s')).toContain('Nothing is known of it');
  await expect(admin('log')).rejects.toThrow('Usage');
});

test('a program is let in, and its secret works', { timeout: 60_000 }, async () => {
  const said = await admin('api-client', 'Door signs', 'sp_r h_r');
  const [, id, secret] = /client_id +(\d+)\s+client_secret +(\S+)/.exec(said) ?? [];
  const given = await giveApiToken({ clientId: id, secret }, '192.0.2.1', new Date());
  expect(given.ok && given.value.scopes).toEqual(['sp_r', 'h_r']);
  await expect(admin('api-client', 'Door signs', 'everything')).rejects.toThrow('Usage');
});
