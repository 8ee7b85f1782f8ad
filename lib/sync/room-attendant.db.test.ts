import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from '@/lib/usecases/book-space';
import { drainPush } from '@/lib/worker/drain.test-data';
import { ADA, outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { type TenantEvent, testTenant, utc } from './tenant.test-data';

/**
 * Two patrons, one attendant, one direct writer on the same minute (sync-design §14), under either answer to when the
 * attendant sees a direct write (V8) and how long it takes: never two in one room that nobody hears of (§9).
 */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

type Moment = 'before our write' | 'after our write' | 'after the promise';
const HALF_A_MINUTE = 30_000;
const A_MINUTE = 60_000;

const tenantPasses = async (advanceMs: number) => void (await tenant.control('POST', '/clock', { advanceMs }));

/** Somebody invites the room, for the very same time. */
const invite = () =>
  tenant.create(ADA, {
    ...{ start: utc(slot.start), end: utc(slot.end) },
    attendees: [{ type: 'resource', emailAddress: { address: STUDY, name: 'Oak' } }],
  });
async function roomSays({ immutableId }: TenantEvent): Promise<string | undefined> {
  type Meeting = { attendees: { status: { response: string } }[] };
  const path = `/mailboxes/${ADA}/events/${encodeURIComponent(immutableId)}`;
  return (await tenant.control<Meeting>('GET', path)).attendees[0]?.status.response;
}

/** Both patrons ask, the worker writes, and at that moment the others come in. */
async function allAtOnce<T>(moment: Moment, others: () => Promise<T>): Promise<T> {
  const wish = { spaceId: there.sample().quiet.id, start: slot.start.toISOString(), end: slot.end.toISOString() };
  const patrons = ['rosa', 'max'].map((name) => ({ ...wish, name, email: `${name}@example.org` }));
  const now = there.world().clock();
  const answers = await Promise.all(patrons.map((patron) => bookSpace({ kind: 'guest' }, patron, now)));
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const came: T[] = [];
  const writing: typeof fetch = async (...request) => {
    const isOurs = request[1]?.method === 'POST' && String(request[0]).endsWith('/events');
    if (isOurs && moment === 'before our write') came.push(await others());
    const answer = await fetch(...request);
    if (isOurs && moment === 'after our write') came.push(await others());
    return answer;
  };
  await drainPush({ ...there.world(), sleep: tenantPasses, fetch: writing });
  if (moment === 'after the promise') came.push(await others());
  // By then the attendant has decided whatever it was asked.
  await tenantPasses(2 * A_MINUTE);
  await there.look();
  await there.look();
  const [first, ...more] = came;
  expect(more).toEqual([]);
  if (first === undefined) throw new Error('nothing was written');
  return first;
}

async function expectYielded() {
  expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
  expect(await there.mine(STUDY)).toEqual([]);
  expect(await there.patronMails()).toEqual(['booking_refused']);
  expect(await there.cases()).toEqual([]);
}

async function expectPromised() {
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  expect(await there.startOf(STUDY)).toEqual([slot.start]);
  expect(await there.patronMails()).toEqual([]);
}

/** Both stand, and staff are told of it, once. */
async function expectMediation() {
  await expectPromised();
  expect(await there.cases()).toMatchObject([{ kind: 'foreign_over_booking', state: 'open' }]);
  expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
}

type Outcome = 'we yield' | 'the room declines' | 'a case';
const ROWS: [Moment, number, number, Outcome][] = [
  ['before our write', 0, 0, 'we yield'],
  ['before our write', HALF_A_MINUTE, 0, 'we yield'],
  // Undecided yet, it stands there as tentative, and that closes time.
  ['before our write', 0, A_MINUTE, 'we yield'],
  ['before our write', HALF_A_MINUTE, A_MINUTE, 'we yield'],
  ['after our write', 0, 0, 'the room declines'],
  // It does not see ours yet, but our second look sees what it accepted.
  ['after our write', HALF_A_MINUTE, 0, 'we yield'],
  ['after our write', 0, A_MINUTE, 'we yield'],
  ['after our write', HALF_A_MINUTE, A_MINUTE, 'we yield'],
  ['after the promise', 0, 0, 'the room declines'],
  // What remains (§9): it accepts what it could not know better of.
  ['after the promise', HALF_A_MINUTE, 0, 'a case'],
  ['after the promise', 0, A_MINUTE, 'the room declines'],
  ['after the promise', HALF_A_MINUTE, A_MINUTE, 'the room declines'],
];

describe('two patrons and an invitation', () => {
  test.each(ROWS)('%s; the attendant sees writes after %i ms and takes %i ms: %s', async (...row) => {
    const [moment, attendantSeesWritesAfterMs, attendantDelayMs, outcome] = row;
    await tenant.behaviour({ attendantSeesWritesAfterMs, attendantDelayMs });
    await there.room({ foreign: 'stands' });
    const meeting = await allAtOnce(moment, invite);
    expect(await roomSays(meeting)).toBe(outcome === 'the room declines' ? 'declined' : 'accepted');
    if (outcome === 'we yield') await expectYielded();
    else if (outcome === 'a case') await expectMediation();
    else {
      await expectPromised();
      expect(await there.cases()).toEqual([]);
    }
  });

  test('an invitation that shows nothing until it is decided: the attendant comes to it after us, and declines', async () => {
    await tenant.behaviour({ attendantDelayMs: A_MINUTE, attendantShowsPending: false });
    await there.room({ foreign: 'stands' });
    expect(await roomSays(await allAtOnce('before our write', invite))).toBe('declined');
    await expectPromised();
    expect(await there.cases()).toEqual([]);
  });
});

describe('and one who writes directly', () => {
  test.each<[Moment, number]>([
    ['before our write', 0],
    ['before our write', HALF_A_MINUTE],
    ['after our write', 0],
    ['after our write', HALF_A_MINUTE],
    ['after the promise', 0],
  ])('%s; the attendant sees writes after %i ms', async (moment, attendantSeesWritesAfterMs) => {
    await tenant.behaviour({ attendantSeesWritesAfterMs, attendantDelayMs: 0 });
    await there.room({ foreign: 'stands' });
    const meeting = await allAtOnce(moment, async () => {
      await there.foreign(STUDY, slot);
      return invite();
    });
    // Between the two of them it is the attendant's business alone.
    expect(await roomSays(meeting)).toBe(attendantSeesWritesAfterMs === 0 ? 'declined' : 'accepted');
    if (moment === 'after the promise') await expectMediation();
    else await expectYielded();
  });
});
