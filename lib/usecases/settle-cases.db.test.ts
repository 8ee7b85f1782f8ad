import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, half, outlookEdits } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { drainPush } from '@/lib/worker/drain.test-data';
import { settleCases } from './settle-cases';

/** "To be confirmed", when nobody confirms it (sync-design §7, §8). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const MINUTE = 60_000;
const none = { passedOn: 0, stood: 0, ended: 0 };

/** An appointment tomorrow, made while her calendar was silent and long unread. */
async function unconfirmed() {
  await there.librarian();
  await db().calendarLink.updateMany({ data: { lastPullOkAt: new Date(Date.now() - 6 * MINUTE) } });
  await tenant.fault({ operation: 'calendarView' }, { status: 503 }, 50);
  await there.meet();
  expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
  const [opened] = await there.cases();
  return { settleBy: opened?.settleBy ?? new Date(Number.NaN), seenAt: opened?.seenAt ?? new Date(Number.NaN) };
}

test('passes on to all staff while there is time left to answer, once', async () => {
  const { settleBy, seenAt } = await unconfirmed();
  const halfWay = (seenAt.getTime() + half.start.getTime()) / 2;
  expect(settleBy.getTime()).toBeCloseTo(Math.min(halfWay, seenAt.getTime() + 24 * 60 * MINUTE), -3);
  expect(await settleCases(new Date(settleBy.getTime() - 1))).toEqual(none);
  expect(await settleCases(settleBy)).toEqual({ ...none, passedOn: 1 });
  expect(await settleCases(settleBy)).toEqual(none);
  const ada = there.sample().ada.id;
  const mails = await there.staffMails();
  expect(mails[0]).toEqual(['case_opened', ada]);
  expect(mails.slice(1).sort()).toEqual([ada, there.adminId()].sort().map((id) => ['case_passed_on', id]));
});

test('nobody answers: it stands when it begins, and patron, record and calendar say so', async () => {
  await unconfirmed();
  expect(await settleCases(new Date(half.start.getTime() - 1))).toEqual({ ...none, passedOn: 1 });
  expect(await settleCases(half.start)).toEqual({ ...none, stood: 1 });
  expect(await settleCases(half.start)).toEqual(none);
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  expect(await there.patronMails()).toEqual(['booking_to_confirm', 'booking_stands']);
  expect(await there.cases()).toMatchObject([{ kind: 'to_confirm', state: 'resolved', resolution: 'stood' }]);
  expect((await there.audits()).at(-1)).toMatchObject({ kind: 'to_confirm', answer: 'stands' });
  await tenant.control('DELETE', '/faults');
  await drainPush(there.world());
  expect(await there.mine(ADA)).toMatchObject([{ showAs: 'busy' }]);
});

test('found only when it is over: it is settled, and nobody is told that it stands', async () => {
  await unconfirmed();
  expect(await settleCases(half.end)).toEqual({ ...none, stood: 1 });
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  expect(await there.patronMails()).toEqual(['booking_to_confirm']);
});
