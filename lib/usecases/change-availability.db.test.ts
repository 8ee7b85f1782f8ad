import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { asked, booked, MONDAY, mails, NOW, peopleOf } from './availability.test-data';
import { endAvailabilityRule } from './end-availability-rule';
import { removeAbsence } from './remove-absence';
import { saveAbsence } from './save-absence';
import { saveAvailabilityRule } from './save-availability-rule';
import { viewAppointmentGroup } from './view-appointment-admin';
import { viewAvailabilityForm } from './view-availability-form';

testDatabase();

let sample: Sample;
let ada: Actor;
let ben: { actor: Actor; resourceId: number };
let admin: Actor;
let ruleId: number;

beforeAll(async () => {
  sample = await sampleLibrary();
  const people = await peopleOf(sample);
  ada = people.ada.actor;
  ben = people.ben;
  admin = people.admin;
});
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE booking, absence, availability_rule, appointment_place, appointment_group, audit_entry CASCADE`;
  await db().$executeRaw`DELETE FROM pgboss.job`.catch(() => 0);
  const resourceId = sample.librarian.id;
  ruleId = (await db().availabilityRule.create({ data: { resourceId, ...everyDay(540, 720) } })).id;
});
afterAll(closeQueue);

const weekly = (more: Record<string, unknown> = {}) => ({
  ...{ repeat: 'weekly', weekdays: '1,3', everyWeeks: '2', from: MONDAY, until: '', start: '13:00', end: '15:30' },
  ...more,
});
const rule = (id: number) => db().availabilityRule.findUniqueOrThrow({ where: { id }, include: { places: true } });
const status = async (id: number) => (await db().booking.findUniqueOrThrow({ where: { id } })).status;
const place = (resourceId: number, name: string, more: object = {}) =>
  db().appointmentPlace.create({ data: { resourceId, kind: 'desk', name, ...more } });
const day = (date: string) => new Date(`${date}T00:00:00Z`);

describe('a rule', () => {
  test('is saved as it was said, with the audit', async () => {
    const desk = await place(sample.librarian.id, 'Desk');
    const form = weekly({ places: String(desk.id), directions: 'Ring twice.', endNext: 'on', end: '01:00' });
    const answer = await saveAvailabilityRule(ada, form, NOW);
    if (!answer.ok || !answer.value.saved) throw new Error(JSON.stringify(answer));
    expect(await rule(answer.value.id)).toMatchObject({
      ...{ resourceId: sample.librarian.id, repeat: 'weekly', weekdays: [1, 3], everyWeeks: 2, untilDate: null },
      ...{ fromDate: day(MONDAY), startsMinute: 780, endsMinute: 1500, directions: 'Ring twice.', groupId: null },
      places: [{ placeId: desk.id }],
    });
    expect(await db().auditEntry.findMany()).toMatchObject([
      { act: 'availability.saved', detail: { person: sample.librarian.id, before: null, affected: 0 } },
    ]);
  });

  test('that makes no sense is refused at its field', async () => {
    const wrong: [Record<string, string>, Record<string, string>][] = [
      [{ weekdays: '' }, { weekdays: 'no_weekday' }],
      [{ end: '12:00' }, { end: 'opens_after_closing' }],
      [{ until: '2026-11-01' }, { until: 'end_before_start' }],
      [{ from: '2026-02-30' }, { from: 'not_date' }],
      [{ everyWeeks: '53' }, { everyWeeks: 'out_of_range' }],
      [{ repeat: 'dates' }, { 'date-0': 'required' }],
      [{ repeat: 'dates', 'date-0': '2026-11-19' }, { 'date-0': 'not_before_today' }],
    ];
    for (const [more, fields] of wrong) {
      const answer = await saveAvailabilityRule(ada, weekly(more), NOW);
      expect(answer).toEqual({ ok: false, refusal: { code: 'invalid', fields } });
    }
    expect(await db().availabilityRule.count()).toBe(1);
  });

  test('is refused at places of others, places that are not offered, and groups one is no member of', async () => {
    const [theirs, old] = [
      await place(ben.resourceId, 'Theirs'),
      await place(sample.librarian.id, 'Old', { active: false }),
    ];
    for (const { id } of [theirs, old])
      expect(await saveAvailabilityRule(ada, weekly({ places: String(id) }), NOW)).toMatchObject({
        refusal: { fields: { places: 'invalid' } },
      });
    const group = await db().appointmentGroup.create({
      data: { name: 'Maker space', slug: 'maker', members: { create: { resourceId: ben.resourceId } } },
    });
    const form = weekly({ group: String(group.id) });
    expect(await saveAvailabilityRule(ada, form, NOW)).toMatchObject({ refusal: { fields: { group: 'invalid' } } });
    expect(await saveAvailabilityRule(ben.actor, form, NOW)).toMatchObject({ ok: true, value: { saved: true } });
  });

  test('for a group one is no member of any more is told of, and changed: kept for it, or opened to all', async () => {
    const members = { create: { resourceId: sample.librarian.id } };
    const group = await db().appointmentGroup.create({ data: { name: 'Makers', slug: 'makers', members } });
    await db().availabilityRule.update({ where: { id: ruleId }, data: { groupId: group.id } });
    const onlyHere = async () => {
      const view = await viewAppointmentGroup(admin, { id: group.id });
      return view.ok && view.value.people.map((one) => [one.name, one.onlyHere]);
    };
    expect(await onlyHere()).toEqual([
      ['Ada Park', 1],
      ['Ben', 0],
    ]);
    await db().appointmentGroupMember.deleteMany({});
    expect(await viewAvailabilityForm(ada, { ruleId }, NOW)).toMatchObject({
      value: { names: { groups: [], formerGroups: [{ id: group.id, name: 'Makers' }] } },
    });
    const form = (group: string) => ({ ...weekly({ group }), ruleId });
    expect((await saveAvailabilityRule(ada, form(`${group.id}`), NOW)).ok).toBe(true);
    expect((await rule(ruleId)).groupId).toBe(group.id);
    expect((await saveAvailabilityRule(ada, form(''), NOW)).ok).toBe(true);
    expect((await rule(ruleId)).groupId).toBeNull();
    const back = await saveAvailabilityRule(ada, form(`${group.id}`), NOW);
    expect(back).toMatchObject({ refusal: { fields: { group: 'invalid' } } });
  });

  test('is its person’s to change, and an admin’s', async () => {
    const change = { ...weekly(), ruleId: String(ruleId) };
    const no = { ok: false, refusal: { code: 'not_allowed' } };
    expect(await saveAvailabilityRule(ben.actor, change, NOW)).toEqual(no);
    expect(await saveAvailabilityRule(ben.actor, weekly({ person: sample.librarian.id }), NOW)).toEqual(no);
    expect(await endAvailabilityRule(ben.actor, { ruleId, act: 'remove' }, NOW)).toEqual(no);
    expect(await saveAbsence(ben.actor, { person: sample.librarian.id, from: MONDAY }, NOW)).toEqual(no);
    for (const nobody of [{ kind: 'guest' } as const, { ...admin, role: 'patron' } as Actor])
      expect(await saveAvailabilityRule(nobody, weekly(), NOW)).toEqual(no);
    expect(await db().availabilityRule.count()).toBe(1);
    expect(await saveAvailabilityRule(admin, weekly(), NOW)).toEqual({ ok: false, refusal: { code: 'not_found' } });
    expect(await saveAvailabilityRule(admin, change, NOW)).toMatchObject({ ok: true, value: { isOwn: false } });
  });

  test('of chosen dates keeps those that are over, and loses those that were unticked', async () => {
    const dates = ['2026-11-10', '2026-11-24', '2026-11-25'];
    await db().availabilityRule.update({ where: { id: ruleId }, data: { repeat: 'dates', dates: dates.map(day) } });
    const form = { repeat: 'dates', ruleId, dates: '2026-11-25', 'date-3': '2026-12-01', start: '09:00', end: '12:00' };
    expect((await saveAvailabilityRule(ada, form, NOW)).ok).toBe(true);
    expect((await rule(ruleId)).dates).toEqual(['2026-11-10', '2026-11-25', '2026-12-01'].map(day));
  });
});

describe('what takes time away lists the appointments in it, and saves nothing until each is answered for', () => {
  const takes: [string, () => ReturnType<typeof saveAbsence>][] = [
    ['a rule that goes', () => endAvailabilityRule(ada, { ruleId, act: 'remove' }, NOW)],
    ['a rule that ends', () => endAvailabilityRule(ada, { ruleId, act: 'end', lastDay: '2026-11-22' }, NOW)],
    ['a date taken out', () => endAvailabilityRule(ada, { ruleId, act: 'skip', date: MONDAY }, NOW)],
    ['an absence', () => saveAbsence(ada, { from: MONDAY, fromTime: '10:10', toTime: '10:20' }, NOW)],
    [
      'other times',
      () =>
        saveAvailabilityRule(ada, { ruleId, repeat: 'daily', from: '2020-01-01', start: '10:15', end: '12:00' }, NOW),
    ],
  ];
  test(takes.map(([what]) => what).join(', '), async () => {
    const one = await booked(MONDAY, '10:00');
    const before = [await rule(ruleId), await db().absence.count(), await db().auditEntry.count()];
    for (const [what, take] of takes) expect(asked(await take()).ids, what).toEqual([one.publicId]);
    expect([await rule(ruleId), await db().absence.count(), await db().auditEntry.count()]).toEqual(before);
  });

  test('a place that a rule loses: those at that place only', async () => {
    const [desk, online] = [await place(sample.librarian.id, 'Desk'), await place(sample.librarian.id, 'Online')];
    const data = { places: { create: [{ placeId: desk.id }, { placeId: online.id }] } };
    await db().availabilityRule.update({ where: { id: ruleId }, data });
    await booked(MONDAY, '10:00', 'Rosa', { placeId: desk.id });
    const there = await booked(MONDAY, '11:00', 'Sam', { placeId: online.id });
    const form = { ruleId, repeat: 'daily', from: '2020-01-01', start: '09:00', end: '12:00', places: String(desk.id) };
    expect(asked(await saveAvailabilityRule(ada, form, NOW)).ids).toEqual([there.publicId]);
  });

  test('another rule that is open then leaves nothing to ask; nor does more time', async () => {
    await booked(MONDAY, '10:00');
    const form = { repeat: 'daily', from: '2020-01-01', start: '08:00', end: '12:00' };
    expect(await saveAvailabilityRule(ada, form, NOW)).toMatchObject({ ok: true, value: { saved: true } });
    expect(await endAvailabilityRule(ada, { ruleId, act: 'remove' }, NOW)).toMatchObject({ value: { saved: true } });
  });
});

describe('the answers', () => {
  const away = { from: MONDAY, note: 'Dentist' };

  test('one is kept, one cancelled with notice; both together with the absence, and the note stays out of the audit', async () => {
    const [kept, gone] = [await booked(MONDAY, '10:00'), await booked(MONDAY, '11:00', 'Sam')];
    const { shown } = asked(await saveAbsence(ada, away, NOW));
    const choices = { [`choice-${kept.publicId}`]: 'keep', [`choice-${gone.publicId}`]: 'cancel' };
    const open = await saveAbsence(ada, { ...away, shown, [`choice-${kept.publicId}`]: 'keep' }, NOW);
    expect(open).toEqual({
      ...{ ok: false, refusal: { code: 'invalid', fields: { [`choice-${gone.publicId}`]: 'required' } } },
    });
    expect(await db().absence.count()).toBe(0);
    const answer = await saveAbsence(ada, { ...away, shown, ...choices, words: 'I am sorry.' }, NOW);
    expect(answer).toMatchObject({ ok: true, value: { saved: true, cancelled: 1 } });
    expect([await status(kept.id), await status(gone.id)]).toEqual(['confirmed', 'cancelled']);
    expect(await mails()).toEqual([{ template: 'booking_withdrawn', bookingId: gone.id, words: 'I am sorry.' }]);
    expect(await db().absence.findMany()).toMatchObject([{ fromDate: day(MONDAY), toMinute: 1440, note: 'Dentist' }]);
    const entries = JSON.stringify(
      await db().auditEntry.findMany({ where: { act: 'absence.saved' }, select: { detail: true } }),
    );
    expect(entries).toContain('"affected":2');
    expect(entries).not.toContain('Dentist');
    // What was kept is not asked about again.
    const again = { absenceId: (await db().absence.findFirstOrThrow()).id, ...away, note: 'Doctor' };
    expect(await saveAbsence(ada, again, NOW)).toMatchObject({ value: { saved: true, cancelled: 0 } });
  });

  test('an appointment made meanwhile changes the list: nothing is saved, and it is shown anew', async () => {
    const first = await booked(MONDAY, '10:00');
    const { shown } = asked(await saveAbsence(ada, away, NOW));
    const late = await booked(MONDAY, '11:00', 'Sam');
    const answer = await saveAbsence(ada, { ...away, shown, all: 'cancel' }, NOW);
    expect(asked(answer).ids).toEqual([first.publicId, late.publicId]);
    expect([await status(first.id), await db().absence.count()]).toEqual(['confirmed', 0]);
  });

  test('whoever books in the same moment is seen, or meets the absence', async () => {
    const [saved, made] = await Promise.all([
      saveAbsence(ada, away, NOW),
      booked(MONDAY, '10:00').catch((error: Error) => error.message),
    ]);
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    expect(saved.value.saved).toBe(typeof made === 'string');
  });
});

describe('two changes in the same moment', () => {
  const skip = (date: string) => endAvailabilityRule(ada, { ruleId, act: 'skip', date }, NOW);

  test('both hold: of dates taken out one by one, each stays out', async () => {
    const dates = Array.from({ length: 6 }, (_, day) => `2026-11-2${3 + day}`);
    for (const answer of await Promise.all(dates.map(skip))) expect(answer.ok).toBe(true);
    expect((await rule(ruleId)).skippedDates).toEqual(dates.map(day));
  });

  test('what one removes, the other no longer finds', async () => {
    const remove = () => endAvailabilityRule(ada, { ruleId, act: 'remove' }, NOW);
    const form = { ruleId, repeat: 'daily', from: '2020-01-01', start: '08:00', end: '12:00' };
    const answers = await Promise.all([remove(), remove(), skip(MONDAY), saveAvailabilityRule(ada, form, NOW)]);
    expect(answers.slice(0, 2).filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.refusal).toEqual({ code: 'not_found' });
    const { id } = await db().absence.create({
      data: { resourceId: sample.librarian.id, fromDate: day(MONDAY), toDate: day(MONDAY) },
    });
    const back = () => removeAbsence(ada, { absenceId: id });
    const absences = await Promise.all([back(), back(), saveAbsence(ada, { absenceId: id, from: MONDAY }, NOW)]);
    for (const answer of absences) if (!answer.ok) expect(answer.refusal).toEqual({ code: 'not_found' });
    expect([await db().availabilityRule.count(), await db().absence.count()]).toEqual([0, 0]);
  });
});

test('a date that was taken out is put back, and an absence goes: nothing is asked', async () => {
  const skip = { ruleId, act: 'skip', date: MONDAY };
  expect((await endAvailabilityRule(ada, skip, NOW)).ok).toBe(true);
  expect((await rule(ruleId)).skippedDates).toEqual([day(MONDAY)]);
  expect(await endAvailabilityRule(ada, skip, NOW)).toMatchObject({ refusal: { fields: { date: 'not_its_date' } } });
  expect((await endAvailabilityRule(ada, { ...skip, act: 'unskip' }, NOW)).ok).toBe(true);
  expect((await rule(ruleId)).skippedDates).toEqual([]);
  const { id } = await db().absence.create({
    data: { resourceId: sample.librarian.id, fromDate: day(MONDAY), toDate: day(MONDAY) },
  });
  expect(await removeAbsence(ben.actor, { absenceId: id })).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await removeAbsence(ada, { absenceId: id })).toMatchObject({ ok: true });
  expect(await db().absence.count()).toBe(0);
});

describe.each([
  ['forward', '2026-03-08', '2026-03-02'],
  ['back', '2026-11-01', '2026-10-26'],
])('on the day when clocks go %s', (_, date, before) => {
  test('a cut by the clock meets just the appointments after it', async () => {
    const now = moment(before, '07:00');
    const make = (id: string, time: string) =>
      db().booking.create({
        data: {
          ...{ publicId: id, status: 'confirmed', patronName: id, patronEmail: `${id}@example.org` },
          items: {
            create: {
              resourceId: sample.librarian.id,
              ...{ startsAt: moment(date, time), endsAt: new Date(moment(date, time).getTime() + 1_800_000) },
            },
          },
        },
      });
    await make('before', '09:30');
    await make('after', '10:00');
    const form = { ruleId, repeat: 'daily', from: '2020-01-01', start: '09:00', end: '10:00' };
    expect(asked(await saveAvailabilityRule(ada, form, now)).ids).toEqual(['after']);
  });
});
