import { beforeEach, expect, test } from 'vitest';
import { sessionClaims } from '@/lib/auth/begin-session';
import type { Person } from '@/lib/auth/can';
import { isOpen, isSessionValid } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { personById } from '@/lib/db/people';
import { testDatabase } from '@/lib/db/test-database';
import { endOtherSessions, endOwnSession, viewOwnSessions } from './own-sessions';
import { makePerson } from './stand-in.test-data';
import { viewOwnData } from './view-own-data';

testDatabase();
const now = new Date();
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let ada: Person;
let bo: Person;
beforeEach(async () => {
  await emptyRows();
  [ada, bo] = [await makePerson('patron', 'ada@example.org'), await makePerson('patron', 'bo@example.org')];
});

const begin = (who: Person, device: string, at = minutesAgo(5)) =>
  sessionClaims({ personId: who.id, method: 'password', device }, at);
type Claims = Partial<Awaited<ReturnType<typeof begin>>>;
/** As each request asks. */
async function isIn(claims: Claims): Promise<boolean> {
  const person = await personById(db(), Number(claims.sub));
  return person !== null && isSessionValid(person, claims.beganAt) && (await isOpen(claims));
}
const devices = async (current: string | null) => {
  const view = await viewOwnSessions(ada, now, current);
  return view.ok && view.value.sessions.map(({ device, isThis }) => `${device}${isThis ? ' (this)' : ''}`);
};

test('one sees where one is signed in, this browser first, and nobody else’s', async () => {
  const here = await begin(ada, 'Firefox', minutesAgo(50));
  await begin(ada, 'Safari', minutesAgo(20));
  await begin(ada, 'long ago', minutesAgo(31 * 24 * 60));
  await begin(bo, 'Edge');
  expect(await devices(here.sid)).toEqual(['Firefox (this)', 'Safari']);
  expect(await viewOwnData(ada, now)).toMatchObject({
    value: { sessions: [{}, { device: 'Firefox' }, { device: 'Safari' }] },
  });
  expect(await viewOwnSessions({ kind: 'guest' }, now, null)).toMatchObject({ refusal: { code: 'not_signed_in' } });
});

test('one of them is ended, and never somebody else’s', async () => {
  const [here, other, theirs] = [await begin(ada, 'Firefox'), await begin(ada, 'Safari'), await begin(bo, 'Edge')];
  await endOwnSession(ada, { session: other.sid });
  await endOwnSession(ada, { session: theirs.sid });
  expect([await isIn(here), await isIn(other), await isIn(theirs)]).toEqual([true, false, true]);
  expect(await db().auditEntry.findMany()).toMatchObject([
    { personId: ada.id, act: 'person.signed_out', detail: { sessions: 1, all: false } },
  ]);
});

test('everywhere else ends all others, those without a row too; this one goes on', async () => {
  const others = [await begin(ada, 'Safari', minutesAgo(90)), await begin(ada, 'Edge', minutesAgo(1))];
  const [here, theirs] = [await begin(ada, 'Firefox', minutesAgo(30)), await begin(bo, 'Edge')];
  const { sid: _, ...rowless } = others[0] ?? {};
  expect(await isIn(rowless)).toBe(true);
  await endOtherSessions(ada, now, here.sid);
  expect(await Promise.all([here, theirs, rowless, ...others].map(isIn))).toEqual([true, true, false, false, false]);
  expect(await devices(here.sid)).toEqual(['Firefox (this)']);
});

test('asked by a session without a row of one’s own, all end', async () => {
  const [mine, theirs] = [await begin(ada, 'Firefox'), await begin(bo, 'Edge')];
  await endOtherSessions(ada, now, theirs.sid);
  expect([await isIn(mine), await isIn(theirs)]).toEqual([false, true]);
});
