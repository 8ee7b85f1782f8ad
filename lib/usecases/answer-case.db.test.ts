import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { caseAnswerLink } from '@/lib/case-answer-link';
import { db, transaction } from '@/lib/db/client';
import { openConflict } from '@/lib/db/conflicts';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { answerCase, viewCaseAnswer } from './answer-case';
import { bookAppointment } from './book-appointment';
import { caseAsShown } from './case-as-shown.test-data';

/** The links of the mail that asks a librarian about an appointment whose event she deleted (sync-design §7). */
testDatabase();

const now = moment('2026-11-20', '07:00');
const until = moment('2026-11-22', '07:00');
let sample: Sample;
let linkId = 0;
let caseId = 0;
/** What the mail showed. */
let seen = '';

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  linkId = await linkToCalendar(sample.librarian.id, sample.ada.id);
  // Nothing asks Outlook here.
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().syncConflict.deleteMany({});
  await db().bookingMirror.deleteMany({});
  await db().pushJob.deleteMany({});
  await db().booking.deleteMany({});
  const start = moment('2026-11-24', '10:00').toISOString();
  const wish = { slug: 'ada-park', start, name: 'Rosa Reader', email: 'rosa@example.org' };
  if (!(await bookAppointment({ kind: 'guest' }, wish, now)).ok) throw new Error('not booked');
  const { id: bookingId } = await db().booking.findFirstOrThrow();
  await db().pushJob.deleteMany({});
  const transactionId = '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10';
  await db().bookingMirror.create({ data: { linkId, bookingId, transactionId, state: 'conflict' } });
  const evidence = { ours: { start, end: moment('2026-11-24', '10:30').toISOString(), showAs: 'busy' }, theirs: null };
  const about = { linkId, resourceId: sample.librarian.id, bookingId, remoteId: 'event' };
  const row = { ...about, kind: 'mirror_deleted', evidence, policy: 'ask' } as const;
  caseId = (await transaction((tx) => openConflict(tx, row, now))) ?? 0;
  seen = (await caseAsShown(caseId)).seen;
});

/** What stands in the mail, as a browser sends it. */
function linkOf(choice: string, more: { personId?: number; until?: Date } = {}) {
  const url = new URL(caseAnswerLink({ caseId, personId: sample.ada.id, choice, seen, until, ...more }));
  return { caseId: url.pathname.split('/').at(-1), ...Object.fromEntries(url.searchParams) };
}
const stateOf = async (raw: unknown, at = now) => {
  const seen = await viewCaseAnswer(raw, at);
  return seen.ok ? seen.value.state : seen.refusal.code;
};
const pressed = async (raw: unknown, at = now) => {
  const done = await answerCase(raw, at);
  return done.ok ? 'done' : done.refusal.code;
};
const kept = () => db().syncConflict.findUniqueOrThrow({ where: { id: caseId }, include: { booking: true } });
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
    SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' AND created_on > now() - interval '1 hour'
      AND (data->>'bookingId')::int = (SELECT booking_id FROM sync_conflict WHERE id = ${caseId})`
  ).map(({ template }) => template);

test('to follow the link changes nothing; the press keeps the appointment and puts its event back', async () => {
  const before = await kept();
  for (let visit = 1; visit <= 3; visit++) expect(await stateOf(linkOf('put_back'))).toBe('open');
  expect(await kept()).toEqual(before);
  expect(await pressed(linkOf('put_back'))).toBe('done');
  expect(await kept()).toMatchObject({
    ...{ state: 'resolved', resolution: 'put_back', resolvedBy: sample.ada.id },
    booking: { status: 'confirmed' },
  });
  // A new epoch: the push lane writes it again.
  expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'gone' });
  expect(await db().pushJob.count({ where: { linkId } })).toBe(1);
  expect(await stateOf(linkOf('put_back'))).toBe('answered');
  expect(await mails()).toEqual(['booking_confirmed']);
});

test('the other press cancels it with a notice; the first link then says that it is over', async () => {
  expect(await pressed(linkOf('cancel'))).toBe('done');
  expect(await kept()).toMatchObject({ booking: { status: 'cancelled', statusReason: 'withdrawn_by_staff' } });
  expect(await mails()).toContain('booking_withdrawn');
  expect(await stateOf(linkOf('put_back'))).toBe('over');
  expect(await pressed(linkOf('put_back'))).toBe('case_closed');
  expect(await pressed(linkOf('cancel'))).toBe('case_closed');
});

describe('a link counts', () => {
  test.each([
    ['for one answer', () => ({ ...linkOf('put_back'), choice: 'cancel' })],
    ['of one person', () => ({ ...linkOf('put_back'), as: sample.ada.id + 1 })],
    ['so long', () => ({ ...linkOf('put_back'), until: '4102444800' })],
    ['for what was shown', () => ({ ...linkOf('put_back'), seen: '2.mirror_deleted.nothing' })],
    ['with its key', () => ({ ...linkOf('put_back'), key: 'x'.repeat(32) })],
    ['for one case', () => ({ ...linkOf('put_back'), caseId: caseId + 1 })],
  ])('%s: changed, it leads nowhere', async (_, changed) => {
    expect(await stateOf(changed())).toBe('not_found');
    expect(await pressed(changed())).toBe('not_found');
    expect(await kept()).toMatchObject({ state: 'open' });
  });

  test('until then', async () => {
    expect(await stateOf(linkOf('cancel'), until)).toBe('expired');
    expect(await pressed(linkOf('cancel'), until)).toBe('choice_not_open');
  });

  test('for what may be chosen now', async () => {
    expect(await stateOf(linkOf('apply'))).toBe('changed');
    expect(await pressed(linkOf('apply'))).toBe('changed_meanwhile');
  });

  test('while booking and event are as the mail showed them', async () => {
    const link = linkOf('cancel');
    const { bookingId } = await kept();
    await db().booking.update({ where: { id: bookingId ?? 0 }, data: { version: { increment: 1 } } });
    expect(await stateOf(link)).toBe('changed');
    expect(await pressed(link)).toBe('changed_meanwhile');
    expect(await kept()).toMatchObject({ state: 'open', booking: { status: 'confirmed' } });
  });

  test('while its reader works here, and the case is theirs', async () => {
    const { id } = await db().person.create({ data: { name: 'Ben', email: 'ben@library.example', role: 'staff' } });
    expect(await stateOf(linkOf('cancel', { personId: id }))).toBe('not_found');
    await db().person.update({ where: { id: sample.ada.id }, data: { disabledAt: now } });
    expect(await pressed(linkOf('cancel'))).toBe('not_found');
    await db().person.update({ where: { id: sample.ada.id }, data: { disabledAt: null, role: 'patron' } });
    expect(await pressed(linkOf('cancel'))).toBe('not_found');
    await db().person.update({ where: { id: sample.ada.id }, data: { role: 'staff' } });
    expect(await kept()).toMatchObject({ state: 'open' });
  });
});
