import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { accessToken } from '@/lib/sync/access-token';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { makePerson } from './stand-in.test-data';
import { tendCalendar } from './tend-calendar';

/** "Sync now" where the registration was refused: Microsoft is asked, and what it says is the answer. */
testDatabase();
const tenant = testTenant();

let sample: Sample;
let admin: Person;
let linkId: number;
let other: number;

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  other = await tenant.connect('librarian@library.example', 'own', sample.ada.id);
  const study = 'study-1@library.example';
  linkId = await tenant.link(sample.quiet.id, connectionId, study, 'it@library.example');
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date() } });
  await identity({ enabled: false });
  await expect(accessToken(connectionId, new Date())).rejects.toMatchObject({ reason: 'app_error' });
  await db().syncConnection.updateMany({ where: { id: other }, data: { status: 'app_error' } });
});

async function identity({ enabled }: { enabled: boolean }): Promise<void> {
  const { clientId } = await db().integration.findFirstOrThrow();
  await tenant.control('POST', '/identity', { action: 'enable_app', clientId, on: enabled });
}
const sync = (actor = admin) => tendCalendar(actor, { linkId, act: 'sync' }, new Date());

test('still refused, it says what Microsoft said and that nothing was done', async () => {
  expect(await sync()).toMatchObject({
    refusal: { code: 'credentials_rejected', microsoftCode: 'AADSTS7000112' },
  });
  expect(await db().syncConnection.count({ where: { status: 'app_error' } })).toBe(2);
  expect(await db().auditEntry.count({ where: { act: 'calendar.synced' } })).toBe(0);
  const since = await tenant.mark();
  expect(await sync(await makePerson('staff', 'staff@library.example'))).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  expect(await tenant.asked(since)).toEqual([]);
});

test('accepted again, this calendar is read and all others go on; the next refusal is news', async () => {
  await identity({ enabled: true });
  expect(await sync()).toEqual({ ok: true, value: { act: 'sync' } });
  expect(await db().syncConnection.count({ where: { status: 'active' } })).toBe(2);
  expect(await db().integration.findFirst()).toMatchObject({ alarmedAt: null });
});
