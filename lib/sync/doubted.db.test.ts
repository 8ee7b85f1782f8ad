import { beforeEach, describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';
import { testDatabase } from '@/lib/db/test-database';
import { outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** What a broken answer leaves out is not taken for deleted (sync-design I17; §14: empty answer, half the events gone). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const EVENTS = 30;
const DELTA = { operation: 'calendarView.delta' };
const HALF = { effect: { hideEvents: 0.6 }, seed: 'half' };
const blocks = () => db().busyBlock.count();
const link = () => db().calendarLink.findFirstOrThrow();
/** The readings that lie, one after the other. */
const lie = async (...faults: object[]) => {
  for (const [skip, fault] of faults.entries())
    await tenant.control('POST', '/faults', { where: DELTA, times: 1, skip, ...fault });
};
const spent = async () => {
  const { faults } = await tenant.control<{ faults: unknown[] }>('GET', '/faults');
  return faults.length === 0;
};
/** A whole reading, and what follows from it. */
async function readAnew() {
  await transaction(async (tx) => demandFullRead(tx, [(await link()).id]));
  const since = await tenant.mark();
  await there.look();
  return (await tenant.asked(since)).filter(({ operation }) => operation === DELTA.operation).length;
}

beforeEach(async () => {
  await there.room();
  await there.book();
  for (let index = 0; index < EVENTS; index++)
    await there.foreign(STUDY, span(1440 * 2 + index * 30, 1440 * 2 + index * 30 + 30));
  await there.look();
  expect(await blocks()).toBe(EVENTS);
});

/** The booking and its event stand, and nobody was asked or told anything. */
async function expectNothingHappened() {
  expect(await blocks()).toBe(EVENTS);
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  expect(await there.startOf(STUDY)).toEqual([slot.start]);
  expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live', epoch: 1 });
  expect(await there.cases()).toEqual([]);
  expect([...(await there.staffMails()), ...(await there.patronMails())]).toEqual([]);
}

describe('a whole reading that leaves out too much', () => {
  test.each([
    ['everything', { effect: 'empty_listing' }],
    ['half', HALF],
  ])('%s, once: it is read again before anything goes', async (_, fault) => {
    await lie(fault);
    // The demanded reading, the second one, and a plain round after the push.
    expect(await readAnew()).toBeGreaterThanOrEqual(2);
    expect(await spent()).toBe(true);
    expect(await link()).toMatchObject({ state: 'live', stateReason: null, pullFailures: 0 });
    await expectNothingHappened();
  });

  test('twice, and each time something else: nothing goes, it is shown as doubted, and read again', async () => {
    await lie({ effect: 'empty_listing' }, HALF);
    await readAnew();
    expect(await spent()).toBe(true);
    expect(await link()).toMatchObject({ state: 'degraded', stateReason: 'unbelievable' });
    await expectNothingHappened();
    await there.look();
    expect(await link()).toMatchObject({ state: 'live', stateReason: null, pullFailures: 0 });
    await expectNothingHappened();
  });
});

test('a calendar that is always listed: an empty list is doubted as well', async () => {
  await db().calendarLink.updateMany({ data: { changeSource: 'listing' } });
  await tenant.fault({ operation: 'calendarView' }, 'empty_listing');
  await there.look();
  expect(await spent()).toBe(true);
  expect(await link()).toMatchObject({ state: 'live', changeSource: 'listing' });
  await expectNothingHappened();
});
