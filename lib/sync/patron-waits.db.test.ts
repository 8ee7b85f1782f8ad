import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from '@/lib/usecases/book-space';
import { viewBooking } from '@/lib/usecases/view-booking';
import { drainPush } from '@/lib/worker/drain.test-data';
import { until } from './notification-server.test-data';
import { outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** The cap of a create that a patron waits for is four seconds (sync-design §9): real ones, for the timer is real. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const guest = { kind: 'guest' } as const;
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' ORDER BY created_on`
  ).map(({ template }) => template);

/** Longer than the cap, shorter than any other request is waited for. */
const SLOW_MS = 8_000;

async function bookSlowly(fault: object): Promise<string> {
  await there.room();
  await tenant.fault({ operation: 'event.create' }, fault);
  const wish = { spaceId: there.sample().quiet.id, start: slot.start.toISOString(), end: slot.end.toISOString() };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa', email: 'rosa@example.org' }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  await drainPush(there.world());
  return answer.value.publicId;
}

/** What the patron's page says. */
async function said(publicId: string) {
  const view = await viewBooking(guest, { publicId }, there.world().clock());
  return view.ok ? [view.value.status, view.value.calendar] : [view.refusal.code];
}

test('stored, but the answer is slow: being confirmed, then found by its marker, once', {
  timeout: 60_000,
}, async () => {
  const publicId = await bookSlowly({ delayMs: SLOW_MS, afterCommit: true });
  expect(await said(publicId)).toEqual(['pending_remote', 'on_its_way']);
  expect(await mails()).toEqual([]);
  expect(await there.mine(STUDY)).toHaveLength(1);
  const since = await tenant.mark();
  there.pass(20_000);
  await drainPush(there.world());
  expect(await said(publicId)).toEqual(['confirmed', 'agreed']);
  expect(await mails()).toEqual(['booking_confirmed']);
  expect(await there.mine(STUDY)).toHaveLength(1);
  expect((await tenant.asked(since)).filter(({ operation }) => operation === 'event.create')).toEqual([]);
});

test('stored only after we stopped waiting: nothing is doubled, and it is confirmed', { timeout: 60_000 }, async () => {
  const publicId = await bookSlowly({ delayMs: SLOW_MS });
  expect(await said(publicId)).toEqual(['pending_remote', 'on_its_way']);
  // Looked for in vain while it is still on its way.
  there.pass(20_000);
  await drainPush(there.world());
  await until(async () => (await there.mine(STUDY)).length > 0);
  for (let turn = 0; turn < 3; turn++) {
    there.pass(20_000);
    await drainPush(there.world());
  }
  expect(await said(publicId)).toEqual(['confirmed', 'agreed']);
  expect(await mails()).toEqual(['booking_confirmed']);
  expect(await there.mine(STUDY)).toHaveLength(1);
});
