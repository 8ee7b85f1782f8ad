import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey, verifyKey } from '@/lib/booking-link';
import { caseAnswerLink } from '@/lib/case-answer-link';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';
import { feedLink } from '@/lib/feed-link';
import type { Result } from '@/lib/result';
import { acceptInvitation, viewInvitation } from './accept-invitation';
import { answerCase, viewCaseAnswer } from './answer-case';
import { arriveByClient } from './arrive-by-client';
import { EVERYBODY, type Who } from './authorisation.test-data';
import { authorisedWorld, type Things } from './authorised-world.test-data';
import { awaitBooking } from './await-booking';
import { bookAtDoor } from './book-at-door';
import { viewDoorAddresses } from './door-key';
import { findFormerAddress } from './find-former-address';
import { framingOrigins } from './framing-origins';
import { giveApiToken } from './give-api-token';
import { noteApproval } from './note-approval';
import { isReadingOpen } from './open-reading';
import { OPEN } from './open-uses.test-data';
import { readFeed } from './read-feed';
import { receiveNotification } from './receive-notification';
import { releaseHold } from './release-hold';
import { reserveSpaces } from './reserve-spaces';
import { verifyBooking, viewVerification } from './verify-booking';
import { viewOwnBans } from './view-bans';
import { viewBookingState } from './view-booking';
import { countCases } from './view-cases';
import { viewDoorName } from './view-door';
import { viewHealth } from './view-health';
import { viewLibrary } from './view-library';
import { countWaitingRequests, viewUnmediated } from './view-requests';
import { viewSignIn } from './view-sign-in';

testDatabase();

const now = new Date('2026-11-20T12:00:00Z');
let actors = {} as Record<Who, Actor>;
let things: Things = {};
beforeAll(async () => {
  ({ actors, things } = await authorisedWorld(now));
  await db().category.update({ where: { id: things.category }, data: { access: 'staff' } });
  const branch = await db().location.findFirstOrThrow({ where: { name: 'Branch' } });
  const unmediated = { locationId: branch.id, kind: 'space' as const, name: 'Halls', mediation: true };
  await db().category.create({ data: unmediated });
  const barred = { email: 'otherpatron@library.example', reason: 'x', locationId: branch.id };
  await db().ban.create({ data: barred });
  await db().booking.update({ where: { publicId: 'vist2345' }, data: { status: 'unverified' } });
  const hold = { patronName: '', patronEmail: '', publicId: 'hold2345', status: 'hold' as const };
  await db().booking.create({ data: { ...hold, hold: { create: { visitor: 'somebody else' } } } });
});
afterAll(closeQueue);

const named = (group: keyof typeof OPEN) => OPEN[group].split(/\s+/);
const code = (answer: Result<unknown>) => (answer.ok ? 'done' : answer.refusal.code);

/** Each with a key that is made up, and with one of something else. */
const BY_KEY: Record<string, () => Promise<unknown[]>> = {
  viewInvitation: async () => [code(await viewInvitation({ key: 'made-up' }, now))],
  acceptInvitation: async () => [code(await acceptInvitation({ key: 'made-up', name: 'Eve' }, now))],
  viewCaseAnswer: async () => [
    code(await viewCaseAnswer(answerOf('keep'), now)),
    code(await viewCaseAnswer(answerOf('cancel', 'keep'), now)),
  ],
  answerCase: async () => [
    code(await answerCase(answerOf('keep'), now)),
    code(await answerCase(answerOf('cancel', 'keep'), now)),
  ],
  viewVerification: async () => inTurn(keysOfBookings(), (key) => viewVerification({ publicId: 'vist2345', key }, now)),
  verifyBooking: async () => inTurn(keysOfBookings(), (key) => verifyBooking({ publicId: 'vist2345', key }, now)),
  bookAtDoor: async () => {
    const wish = { spaceId: things.space, start: now.toISOString(), minutes: 30, name: 'Eve' };
    return inTurn([undefined, 'made-up'], (key) => bookAtDoor({ ...wish, key }, now));
  },
  readFeed: async () => {
    const [, other = ''] = /feeds\/\d+\/(.*)\.ics$/.exec(feedLink(things.ownFeed ?? 0, 'x')) ?? [];
    return inTurn(['made-up', other], (key) => readFeed({ id: things.spaceFeed, key }, now));
  },
  receiveNotification: async () => {
    const knock = { value: [{ subscriptionId: 'x', clientState: 'x', changeType: 'updated', resource: 'x' }] };
    // Told nothing: Microsoft, and whoever guesses, hears the same.
    return [await receiveNotification('made-up', knock, now)];
  },
  giveApiToken: async () => [code(await giveApiToken({ clientId: 1, secret: 'made-up' }, 'n', now))],
  noteApproval: async () => [
    await noteApproval({ error: 'access_denied' }, now),
    await noteApproval({ state: 'made-up' }, now),
  ],
  releaseHold: async () => [code(await releaseHold({ keys: ['me'], network: null }, { hold: 'hold2345' }))],
};

const NOTHING: Record<string, unknown[]> = {
  viewInvitation: ['invitation_over'],
  acceptInvitation: ['invitation_over'],
  viewCaseAnswer: ['not_found', 'not_found'],
  answerCase: ['not_found', 'not_found'],
  viewVerification: ['not_found', 'not_found', 'not_found'],
  verifyBooking: ['not_found', 'not_found', 'not_found'],
  bookAtDoor: ['not_allowed', 'not_allowed'],
  readFeed: ['not_found', 'not_found'],
  receiveNotification: [true],
  giveApiToken: ['not_allowed'],
  noteApproval: ['not_approved', 'approved'],
  releaseHold: ['done'],
};

const inTurn = async (keys: (string | undefined)[], ask: (key: string | undefined) => Promise<Result<unknown>>) => {
  const said: string[] = [];
  for (const key of keys) said.push(code(await ask(key)));
  return said;
};

/** Made up; another booking's; and its own of another kind, which its page shows. */
const keysOfBookings = () => ['made-up', verifyKey('bkng2345'), bookingKey('vist2345')];

/** `as`: the choice that the key is for; left out: the key is made up. */
function answerOf(choice: string, as?: string): object {
  const until = new Date('2026-12-01');
  const personId = actors.manager.kind === 'person' ? actors.manager.id : 0;
  const link = new URL(caseAnswerLink({ caseId: things.case ?? 0, personId, choice: as ?? choice, seen: 'x', until }));
  const given = Object.fromEntries(link.searchParams);
  return { ...given, caseId: things.case, choice, key: as ? given.key : 'made-up' };
}

test('without the key nothing is told and nothing happens, with that of something else neither', async () => {
  expect(Object.keys(BY_KEY).sort()).toEqual(named('key').sort());
  const before = await rows();
  for (const [name, ask] of Object.entries(BY_KEY)) expect([name, await ask()]).toEqual([name, NOTHING[name]]);
  expect(await rows()).toEqual(before);
});

test('what everybody may know names nobody', async () => {
  const told: Record<string, () => Promise<unknown>> = {
    viewLibrary,
    framingOrigins,
    isReadingOpen,
    viewHealth: () => viewHealth(now),
    findFormerAddress: () => findFormerAddress('sam-staff'),
    awaitBooking: () => awaitBooking('bkng2345'),
    viewBookingState: () => viewBookingState({ publicId: 'bkng2345' }),
    viewSignIn: () => viewSignIn({ kind: 'guest' }, {}),
  };
  expect(Object.keys(told).sort()).toEqual(named('known').sort());
  for (const [name, ask] of Object.entries(told)) {
    const answer = await ask();
    expect([name, answer === undefined]).toEqual([name, false]);
    expect(JSON.stringify(answer)).not.toMatch(/Rosalind|rosa@|@library/);
  }
});

/** Who is told something; everybody else hears nothing, none or no. */
const TOLD: Record<string, [who: string, ask: (actor: Actor) => Promise<unknown>]> = {
  viewOwnBans: ['otherPatron', (actor) => viewOwnBans(actor, now)],
  countCases: ['reader mediator staff manager admin', countCases],
  countWaitingRequests: ['reader mediator manager admin', countWaitingRequests],
  viewUnmediated: ['staffElsewhere managerElsewhere admin', viewUnmediated],
  // Of a space that patrons are not shown.
  viewDoorName: [
    'reader mediator staff staffElsewhere manager managerElsewhere admin',
    (actor) => viewDoorName(actor, `${things.space}`),
  ],
  viewDoorAddresses: ['manager admin', (actor) => viewDoorAddresses(actor, things.space ?? 0)],
  reserveSpaces: ['client admin', (actor) => reserveSpaces(actor, reservation(), now)],
  arriveByClient: ['client admin', (actor) => arriveByClient(actor, { what: 'in', publicId: 'bkng2345' }, now)],
};

test('of cases, requests, doors and bans everybody is told what is theirs', async () => {
  expect(Object.keys(TOLD).sort()).toEqual([...named('asker'), ...named('program')].sort());
  for (const [name, [who, ask]] of Object.entries(TOLD)) {
    const told: Who[] = [];
    for (const one of EVERYBODY) if (isSomething(await ask(actors[one]))) told.push(one);
    expect([name, told.sort()]).toEqual([name, who.split(' ').sort()]);
  }
});

const reservation = () => ({
  ...{
    start: { at: new Date('2026-11-24T15:00:00Z') },
    givenName: 'Sam',
    familyName: 'Reed',
    email: 'sam@example.org',
  },
  items: [{ spaceId: things.space, to: { at: new Date('2026-11-24T16:00:00Z') } }],
});

function isSomething(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer !== 'object' || answer === null) return Boolean(answer);
  if ('names' in answer) return (answer.names as string[]).length > 0;
  return !('refusal' in answer) || (answer as { refusal: { code: string } }).refusal.code !== 'not_allowed';
}

const rows = () =>
  Promise.all([
    ...[db().booking.findMany(), db().person.findMany(), db().auditEntry.findMany(), db().syncConflict.findMany()],
    ...[db().hold.findMany(), db().calendarFeed.findMany(), db().bookingNotice.count()],
  ]);
