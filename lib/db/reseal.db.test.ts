import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { seal, unseal } from '@/lib/seal';
import { db } from './client';
import { openTokens, sealTokens } from './connection-tokens';
import { emptyRows } from './empty-rows.test-data';
import { INTEGRATION_SECRET } from './integration';
import { resealAll, sealedColumns } from './reseal';
import { sampleLibrary } from './sample-library.test-data';
import { testDatabase } from './test-database';

testDatabase();

const before: string[] = [];
beforeEach(async () => {
  await emptyRows();
  before.splice(0, before.length, ...env().SEALING_KEYS);
});
afterEach(() => {
  env().SEALING_KEYS.splice(0, env().SEALING_KEYS.length, ...before);
});

const newKey = () => env().SEALING_KEYS.unshift(Buffer.alloc(32, 9).toString('base64'));
const dropOldKeys = () => env().SEALING_KEYS.splice(1);
const resealed = async () => (await resealAll()).reduce((sum, one) => sum + one.resealed, 0);

async function world(connections: number) {
  const { ada } = await sampleLibrary();
  await db().integration.create({
    data: { id: 1, accountType: 'AzureADMyOrg', clientId: 'x', secretEnc: seal('the secret', INTEGRATION_SECRET) },
  });
  await db().syncConnection.createMany({
    data: Array.from({ length: connections }, (_, at) => ({
      ...{ id: at + 1, purpose: 'rooms' as const, ownerId: ada.id, tenantId: 't', principalOid: `${at}` },
      ...{ principalName: 'x', scopes: [], status: 'active' as const },
      tokenEnc: sealTokens(at + 1, { accessToken: `access ${at + 1}`, refreshToken: `refresh ${at + 1}` }),
    })),
  });
}

test('no column that holds a sealed value is left out', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const columns = schema.split(/^model /m).flatMap((model) => {
    const table = /@@map\("(\w+)"\)/.exec(model)?.[1] ?? '';
    return [...model.matchAll(/@map\("(\w+_enc)"\)/g)].map(([, column]) => `${table}.${column}`);
  });
  expect(columns.length).toBeGreaterThan(6);
  expect(sealedColumns().sort()).toEqual(columns.sort());
});

test('with both keys everything stays readable; afterwards the old one may go', async () => {
  await world(60);
  newKey();
  expect(await resealed()).toBe(61);
  dropOldKeys();
  const rows = await db().syncConnection.findMany();
  for (const { id, tokenEnc } of rows) expect(openTokens(id, tokenEnc ?? '').refreshToken).toBe(`refresh ${id}`);
  const { secretEnc } = await db().integration.findFirstOrThrow();
  expect(unseal(secretEnc, INTEGRATION_SECRET)).toBe('the secret');
  expect(await resealed()).toBe(0);
});

test('what somebody stores meanwhile is never overwritten, and a second run finishes what a first left', async () => {
  await world(3);
  newKey();
  const rows = await db().syncConnection.findMany({ orderBy: { id: 'asc' } });
  const id = rows[1]?.id ?? 0;
  // A process that still starts with the old key refreshes while the command runs.
  env().SEALING_KEYS.reverse();
  const tokenEnc = sealTokens(id, { accessToken: 'newer', refreshToken: null });
  env().SEALING_KEYS.reverse();
  const running = resealAll();
  await db().syncConnection.update({ where: { id }, data: { tokenEnc } });
  await running;
  await resealAll();
  dropOldKeys();
  const row = await db().syncConnection.findUniqueOrThrow({ where: { id } });
  expect(openTokens(id, row.tokenEnc ?? '').accessToken).toBe('newer');
});

test('a value whose key is gone stays as it is, and is counted', async () => {
  await world(2);
  newKey();
  dropOldKeys();
  const all = await resealAll();
  expect(all.find(({ column }) => column === 'sync_connection.token_enc')).toMatchObject({
    resealed: 0,
    unreadable: 2,
  });
});
