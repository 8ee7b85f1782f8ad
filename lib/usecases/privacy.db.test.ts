import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { personOfSession } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import { applyRetention } from './apply-retention';
import { forgetOwnPast } from './forget-own-past';
import { savePrivacy } from './save-privacy';
import { takeOwnCalendar, takeOwnData, viewOwnData } from './view-own-data';
import { viewPrivacy } from './view-privacy';
import { viewScrubReport } from './view-scrub-report';

testDatabase();
afterAll(closeQueue);
let sample: Sample;
let admin: Person;
const now = new Date('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function person(name: string, role: Person['role']): Promise<Person> {
  const email = `${name.toLowerCase()}@library.example`;
  const { id } = await db().person.create({ data: { name, email, role } });
  return { kind: 'person', id, name, email, role, locale: 'en' };
}

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  admin = await person('Kim', 'admin');
});

/** Ended so many days ago, with something in every field that says who or what. */
const booked = (publicId: string, days: number, resourceId: number, more: object = {}) =>
  db().booking.create({
    data: {
      ...{ publicId, status: 'confirmed', patronName: 'Rosa', patronEmail: 'rosa@library.example', note: 'Chess' },
      ...{ answers: [{ label: 'Why?', answer: 'Fun' }], nickname: 'R.', staffNote: 'Loud', mediationNote: 'Fine' },
      ...{ checkInCode: 'K7M', verifyHash: 'x', givenName: 'Rosa', account: 'rosa7', ...more },
      items: {
        create: [{ resourceId, startsAt: new Date(daysAgo(days).getTime() - 3_600_000), endsAt: daysAgo(days) }],
      },
      notices: { create: [{ resourceId, startsAt: now, endsAt: now, words: 'Painters' }] },
    },
  });

const EMPTY = {
  ...{ patronName: '', patronEmail: '', personId: null, note: '', answers: [], nickname: '', staffNote: '' },
  ...{ givenName: '', account: '' },
  ...{ mediationNote: '', checkInCode: null, verifyHash: null, notices: [{ words: '' }] },
};
const row = (publicId: string) =>
  db().booking.findUniqueOrThrow({ where: { publicId }, include: { notices: { select: { words: true } } } });

test('what is kept too long goes, each kind by its own days, and the month’s report counts it once', async () => {
  await booked('old22222', 31, sample.quiet.id);
  await booked('young222', 29, sample.quiet.id);
  await db().auditEntry.create({ data: { at: daysAgo(731), act: 'x', subject: 'x' } });
  await db().syncLog.create({ data: { at: daysAgo(91), direction: 'push', op: 'x', outcome: 'ok' } });
  await db().mailProblem.create({ data: { at: daysAgo(31), queue: 'mail', mail: {}, reason: 'other', tries: 1 } });
  const search = { kind: 'space', outcome: 'found', countedAt: now } as const;
  await db().searchCount.createMany({ data: [1096, 1094].map((days) => ({ ...search, day: daysAgo(days) })) });
  await db().ban.create({ data: { email: 'a@b.example', reason: 'Noise', until: daysAgo(31) } });
  await db().ban.create({ data: { email: 'c@d.example', reason: 'Noise' } });
  expect(await viewPrivacy(admin, new Date(now.getTime() + 86_400_000))).toMatchObject({ value: { overdue: 1 } });
  const twice = await Promise.all([applyRetention(now), applyRetention(now)]);
  const total = (kind: keyof (typeof twice)[0]) => twice[0][kind] + twice[1][kind];
  expect(['bookings', 'bans', 'mails', 'audit', 'syncLog', 'searches'].map((kind) => total(kind as 'bans'))).toEqual([
    1, 1, 1, 1, 1, 1,
  ]);
  expect(await db().searchCount.findMany({ select: { day: true } })).toEqual([{ day: new Date('2023-11-22') }]);
  expect(await row('old22222')).toMatchObject({ ...EMPTY, status: 'confirmed', scrubbedAt: now });
  expect(await row('young222')).toMatchObject({
    patronName: 'Rosa',
    staffNote: 'Loud',
    notices: [{ words: 'Painters' }],
  });
  expect(await db().ban.count()).toBe(1);
  expect((await applyRetention(now)).bookings).toBe(0);
  expect(await viewPrivacy(admin, now)).toMatchObject({
    value: {
      overdue: 0,
      reports: [{ numbers: { bookings: 1, bans: 1, mails: 1, audit: 1, syncLog: 1, onRequest: 0 } }],
    },
  });
  const csv = await viewScrubReport(admin);
  expect(csv.ok && csv.value.split('\r\n')[1]).toBe(`2026-11,1,1,1,1,1,0,0,0,0,1,${now.toISOString()}`);
  expect(await viewScrubReport({ ...admin, role: 'staff' })).toMatchObject({ refusal: { code: 'not_allowed' } });
});

test('nothing ties scrubbed bookings together, and words about changed hours go with them', async () => {
  const visit = await db().visit.create({ data: { id: randomUUID(), createdAt: daysAgo(40) } });
  const series = await db().bookingSeries.create({ data: { rule: {}, createdById: admin.id } });
  const tied = { visitId: visit.id, seriesId: series.id };
  const old = await booked('old22222', 31, sample.east.id, tied);
  const young = await booked('young222', 29, sample.east.id, tied);
  const when = { seriesId: series.id, resourceId: sample.east.id, startsAt: now, endsAt: now };
  await db().seriesOccurrence.createMany({
    data: [old, young].map(({ id }, position) => ({ ...when, position, bookingId: id })),
  });
  const change = { change: {}, state: 'done', createdById: admin.id, locationId: sample.location.id };
  await db().hoursChange.create({ data: { ...change, words: 'For Rosa', doneAt: daysAgo(31) } });
  await db().hoursChange.create({ data: { ...change, words: 'Painters', doneAt: daysAgo(29) } });

  expect(await applyRetention(now)).toMatchObject({ bookings: 1, words: 1 });
  expect(await row('old22222')).toMatchObject({ visitId: null, seriesId: null });
  expect(await row('young222')).toMatchObject(tied);
  expect(await db().visit.count()).toBe(1);
  const left = await db().seriesOccurrence.findMany({ orderBy: { position: 'asc' } });
  expect(left.map(({ bookingId }) => bookingId)).toEqual([null, young.id]);
  expect((await db().hoursChange.findMany({ orderBy: { id: 'asc' } })).map(({ words }) => words)).toEqual([
    '',
    'Painters',
  ]);
  expect(await viewPrivacy(admin, now)).toMatchObject({ value: { reports: [{ numbers: { words: 1 } }] } });

  await applyRetention(new Date(now.getTime() + 2 * 86_400_000));
  expect(await db().visit.count()).toBe(0);
});

test('why somebody was away is forgotten like names, and that they were is not', async () => {
  const away = async (days: number) => {
    const toDate = daysAgo(days);
    await db().absence.create({
      data: { resourceId: sample.librarian.id, fromDate: daysAgo(99), toDate, note: 'Ill' },
    });
  };
  for (const days of [31, 29, -1]) await away(days);
  expect(await applyRetention(now)).toMatchObject({ absences: 1 });
  const left = await db().absence.findMany({ orderBy: { id: 'asc' } });
  expect(left.map(({ note }) => note)).toEqual(['', 'Ill', 'Ill']);
  expect((await applyRetention(now)).absences).toBe(0);
  expect(await viewPrivacy(admin, now)).toMatchObject({ value: { reports: [{ numbers: { absences: 1 } }] } });
});

test('accounts of patrons that were not used for long go, all else of them with them; their sessions end', async () => {
  const away = { lastSeenAt: daysAgo(731) };
  const rosa = await person('Rosa', 'patron');
  const [ben, eve, zoe] = [await person('Ben', 'patron'), await person('Eve', 'patron'), await person('Zoe', 'patron')];
  const cookie = await encode({ token: { sub: `${rosa.id}`, beganAt: Date.now() }, secret: env().AUTH_SECRET });
  expect(await personOfSession(cookie)).toMatchObject({ id: rosa.id });
  await db().person.updateMany({ where: { id: { not: zoe.id } }, data: away });
  await db().signInIdentity.create({ data: { provider: 'azure-ad', subject: 'x', personId: rosa.id } });
  await db().patronGroup.create({ data: { name: 'Researchers', members: { create: [{ email: rosa.email }] } } });
  await db().ban.create({ data: { personId: rosa.id, email: rosa.email, reason: 'Noise' } });
  await booked('rosa2222', 40, sample.east.id, { personId: rosa.id, patronEmail: 'other@library.example' });
  await booked('asguest2', -3, sample.east.id, { patronEmail: ben.email });
  await booked('account2', 5, sample.east.id, { personId: eve.id, patronEmail: 'eve@home.example' });

  expect(await applyRetention(now)).toMatchObject({ bookings: 1, accounts: 1 });
  expect((await db().person.findMany({ where: { role: 'patron' } })).map(({ name }) => name).sort()).toEqual([
    ...['Ben', 'Eve', 'Zoe'],
  ]);
  expect(await db().person.count({ where: { role: 'admin' } })).toBe(1);
  expect([await db().signInIdentity.count(), await db().patronGroupMember.count()]).toEqual([0, 0]);
  expect(await db().ban.findMany()).toMatchObject([{ personId: null, email: rosa.email }]);
  expect(await personOfSession(cookie)).toBeNull();
  expect(await viewPrivacy(admin, now)).toMatchObject({ value: { reports: [{ numbers: { accounts: 1 } }] } });
});

test('a booking that a limit still counts keeps its name, however short names are kept', async () => {
  const { categoryId } = await db().resource.findUniqueOrThrow({ where: { id: sample.quiet.id } });
  await db().bookingLimit.create({ data: { categoryId, measure: 'bookings', per: 'year', most: 9 } });
  await booked('counted2', 300, sample.quiet.id);
  await booked('over2222', 368, sample.quiet.id);
  await booked('free2222', 300, sample.east.id);
  const later = new Date(now.getTime() + 86_400_000);
  expect(await viewPrivacy(admin, later)).toMatchObject({ value: { overdue: 2, limitDays: 367 } });
  expect((await applyRetention(now)).bookings).toBe(2);
  expect(await row('counted2')).toMatchObject({ patronName: 'Rosa', scrubbedAt: null });
  expect(await viewPrivacy(admin, later)).toMatchObject({ value: { overdue: 0 } });

  await db().bookingLimit.deleteMany({ where: { per: 'year' } });
  await db().bookingLimit.create({
    data: { locationId: sample.location.id, measure: 'bookings', per: 'month', most: 9 },
  });
  expect((await applyRetention(now)).bookings).toBe(1);
});

test('the largest gap in use keeps a name too, else forgetting would be a way to book at once again', async () => {
  const rosa = await person('Rosa', 'patron');
  await db().category.updateMany({ where: { kind: 'person' }, data: { gapMinutes: 1440, gapScope: 'library' } });
  await booked('noon2222', 0.5, sample.east.id);
  expect(await viewOwnData(rosa, now)).toMatchObject({ value: { forgettable: 0, counted: 1 } });
  expect(await forgetOwnPast(rosa, now)).toEqual({ ok: true, value: { forgotten: 0 } });
  expect(await forgetOwnPast(rosa, new Date(now.getTime() + 43_200_000))).toEqual({
    ok: true,
    value: { forgotten: 1 },
  });
});

test('the days are saved within their bounds, by admins only', async () => {
  const days = {
    retentionDays: '90',
    auditDays: '365',
    syncLogDays: '30',
    mailDays: '14',
    accountDays: '365',
    searchDays: '400',
  };
  expect(await savePrivacy(admin, days)).toMatchObject({ ok: true });
  expect(await viewPrivacy(admin, now)).toMatchObject({
    value: { days: { retentionDays: 90, mailDays: 14, accountDays: 365, searchDays: 400 } },
  });
  expect(
    await savePrivacy(admin, { ...days, retentionDays: '6', auditDays: '', mailDays: '1e3', accountDays: '89' }),
  ).toMatchObject({
    refusal: {
      fields: {
        retentionDays: 'days_out_of_range',
        auditDays: 'required',
        mailDays: 'invalid',
        accountDays: 'days_out_of_range',
      },
    },
  });
  expect(await savePrivacy({ ...admin, role: 'staff' }, days)).toMatchObject({ refusal: { code: 'not_allowed' } });
});

async function textOf(actor: Person): Promise<string> {
  const taken = await takeOwnData(actor, now);
  let text = '';
  if (taken.ok) for await (const piece of taken.value) text += piece;
  return text;
}

test('many bookings are taken out page by page, none left out, and none is a file too', async () => {
  const rosa = await person('Rosa', 'patron');
  expect(JSON.parse(await textOf(rosa))).toMatchObject({ account: { email: rosa.email }, bookings: [] });
  await db().$executeRaw`
    INSERT INTO booking (public_id, status, patron_name, patron_email)
    SELECT 'many-' || n, 'cancelled', 'Rosa', ${rosa.email} FROM generate_series(1, 1000) n`;
  const { bookings } = JSON.parse(await textOf(rosa)) as { bookings: { publicId: string }[] };
  expect(new Set(bookings.map(({ publicId }) => publicId)).size).toBe(1000);
  const view = await viewOwnData(rosa, now);
  expect(view.ok && view.value.bookings).toBe(1000);
});

test('a patron takes out and removes what is theirs, and nothing of others', async () => {
  const rosa = await person('Rosa', 'patron');
  await booked('asguest2', 40, sample.night.id, { personId: null });
  await booked('account2', 5, sample.east.id, { personId: rosa.id, patronEmail: 'other@library.example' });
  await booked('counted2', 1, sample.quiet.id);
  await booked('stranger', 5, sample.east.id, { patronEmail: 'ben@library.example', patronName: 'Ben' });
  await booked('upcoming', -3, sample.east.id);
  const text = await textOf(rosa);
  const data = JSON.parse(text);
  expect(data.bookings.map(({ publicId }: { publicId: string }) => publicId)).toEqual([
    ...['asguest2', 'account2', 'counted2', 'upcoming'],
  ]);
  expect(data).toMatchObject({
    account: { email: rosa.email },
    bookings: [{ note: 'Chess', staffNote: 'Loud' }, {}, {}, {}],
  });
  expect(text).not.toMatch(/Ben|verifyHash|passwordHash/);
  const calendar = await takeOwnCalendar(rosa, now);
  expect(calendar.ok && calendar.value.match(/BEGIN:VEVENT/g)).toHaveLength(4);
  expect(calendar.ok && calendar.value).not.toContain('stranger');
  for (const act of [takeOwnData, takeOwnCalendar, forgetOwnPast])
    expect(await act({ kind: 'guest' }, now)).toMatchObject({ refusal: { code: 'not_signed_in' } });
  // The study rooms allow so many minutes a day: yesterday's still counts.
  expect(await forgetOwnPast(rosa, now)).toEqual({ ok: true, value: { forgotten: 2 } });
  for (const gone of ['asguest2', 'account2']) expect(await row(gone)).toMatchObject(EMPTY);
  for (const kept of ['counted2', 'stranger', 'upcoming']) expect((await row(kept)).note).toBe('Chess');
  expect(await forgetOwnPast(rosa, now)).toEqual({ ok: true, value: { forgotten: 0 } });
  expect(await viewPrivacy(admin, now)).toMatchObject({ value: { reports: [{ numbers: { onRequest: 2 } }] } });
  expect(await db().auditEntry.findMany()).toMatchObject([
    { act: 'own_data.removed', personId: null, detail: { bookings: 2 } },
  ]);
});
