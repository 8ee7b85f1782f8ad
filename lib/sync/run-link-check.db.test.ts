import { beforeEach, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db } from '@/lib/db/client';
import { askCheck, lastChecks } from '@/lib/db/link-checks';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { drainPull } from '@/lib/worker/drain.test-data';
import { keepSubscription } from './keep-subscription';
import { notificationServer } from './notification-server.test-data';
import { runLinkCheck } from './run-link-check';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const ADA = 'librarian@library.example';
notificationServer(POST);

let linkId: number;
beforeEach(async () => {
  const sample = await sampleLibrary();
  const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
  await drainPull();
});

async function ask(kind: 'dry_run' | 'webhook') {
  const id = await askCheck(db(), linkId, kind, new Date());
  if (id === null) throw new Error('under way');
  await runLinkCheck(id);
  return (await lastChecks(db(), linkId))[kind]?.answer;
}
const standing = async () =>
  (await tenant.control<{ subscriptions: object[] }>('GET', '/subscriptions')).subscriptions.length;

test('the webhook test is Microsoft’s own answer: beside the standing subscription, and nothing of it stays', async () => {
  await keepSubscription(linkId);
  expect(await standing()).toBe(1);
  expect(await ask('webhook')).toMatchObject({ what: 'subscribed', http: 201, requestId: expect.any(String) });
  expect(await standing()).toBe(1);
  await tenant.fault(
    { operation: 'subscription.create' },
    { status: 403, body: { error: { code: 'ErrorAccessDenied' } } },
  );
  expect(await ask('webhook')).toMatchObject({
    ...{ what: 'refused', kind: 'access_denied', http: 403, code: 'ErrorAccessDenied' },
  });
  expect(await db().subscription.count()).toBe(1);
});

test('comparing says what a full reading would change, and changes nothing', async () => {
  expect(await ask('dry_run')).toMatchObject({ what: 'compared', closes: 0, opens: 0, edited: 0, doubted: false });
  const start = new Date(Date.now() + 86_400_000);
  start.setUTCSeconds(0, 0);
  await tenant.create(ADA, { start: utc(start), end: utc(new Date(start.getTime() + 600_000)) });
  const before = [await db().busyBlock.count(), (await db().deltaCursor.findFirst())?.deltaLinkEnc];
  expect(await ask('dry_run')).toMatchObject({ what: 'compared', closes: 1, opens: 0 });
  expect([await db().busyBlock.count(), (await db().deltaCursor.findFirst())?.deltaLinkEnc]).toEqual(before);
  expect(await db().deltaStage.count()).toBe(0);
  await db().calendarLink.update({ where: { id: linkId }, data: { nextPullAt: new Date() } });
  await drainPull();
  expect(await ask('dry_run')).toMatchObject({ closes: 0 });
});

test('nothing is asked while the integration is inactive, or of a calendar that was let go', async () => {
  const since = await tenant.mark();
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  expect(await ask('dry_run')).toEqual({ what: 'not_asked', why: 'switched_off' });
  await db().integration.update({ where: { id: 1 }, data: { state: 'active' } });
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'unlinked' } });
  expect(await ask('webhook')).toEqual({ what: 'not_asked', why: 'ended' });
  expect(await tenant.asked(since)).toEqual([]);
});
