import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addDays } from '@/lib/time/zone';
import { booked, MONDAY, NOW, peopleOf } from './availability.test-data';
import { viewAvailability } from './view-availability';
import { viewAvailabilityForm } from './view-availability-form';

testDatabase();

let sample: Sample;
let people: Awaited<ReturnType<typeof peopleOf>>;

beforeAll(async () => {
  sample = await sampleLibrary();
  people = await peopleOf(sample);
});
afterAll(closeQueue);

async function weekOf(actor: Actor, more: Record<string, unknown> = {}) {
  const answer = await viewAvailability(actor, { date: addDays(MONDAY, 3), ...more }, NOW);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

test('a week has what one is available, booked, away and busy, of Outlook the interval alone, and closed days', async () => {
  const resourceId = sample.librarian.id;
  const one = await booked(MONDAY, '10:00');
  const [tuesday, wednesday] = [addDays(MONDAY, 1), addDays(MONDAY, 2)];
  const date = (text: string) => new Date(`${text}T00:00:00Z`);
  await db().absence.create({
    data: { resourceId, fromDate: date(tuesday), fromMinute: 660, toDate: date(tuesday), note: 'Dentist' },
  });
  await db().hoursException.create({ data: { locationId: sample.location.id, localDate: date(wednesday) } });
  const linkId = await linkToCalendar(resourceId, sample.ada.id);
  const meeting = { startsAt: moment(MONDAY, '11:00'), endsAt: moment(MONDAY, '11:45') };
  await db().busyBlock.create({ data: { linkId, remoteId: 'secret', resourceId, ...meeting } });

  const { week, people: others } = await weekOf(people.ada.actor);
  if (!week) throw new Error('no week');
  expect(others).toEqual([]);
  expect(week.dates).toEqual([0, 1, 2, 3, 4, 5, 6].map((days) => addDays(MONDAY, days)));
  expect(week.reads).toBe(true);
  expect(week.days.slice(0, 3)).toMatchObject([
    {
      ...{ closed: false, available: [{ start: moment(MONDAY, '09:00'), end: moment(MONDAY, '12:00') }], away: [] },
      booked: [{ publicId: one.publicId, patronName: 'Rosa', placeName: 'Main' }],
      busy: [{ start: meeting.startsAt, end: meeting.endsAt }],
    },
    {
      available: [{ end: moment(tuesday, '11:00') }],
      away: [{ start: moment(tuesday, '11:00'), end: moment(tuesday, '24:00'), note: 'Dentist' }],
    },
    { closed: true, available: [] },
  ]);
  expect(Object.keys(week.days[0]?.busy[0] ?? {}).sort()).toEqual(['end', 'inPerson', 'online', 'start']);
  const kinds = week.table.days[0]?.map(({ what }) => what.kind);
  expect(kinds).toEqual(['nothing', 'available', 'booked', 'available', 'busy', 'available', 'nothing']);
});

test('admins look after anybody; who has no page is told so; staff see their own only', async () => {
  const { admin, ada, ben } = people;
  expect(await weekOf(admin)).toMatchObject({ week: null, people: [{ name: 'Ada Park' }, { name: 'Ben' }] });
  expect((await weekOf(admin, { person: ben.resourceId })).week?.person).toMatchObject({ name: 'Ben', isOwn: false });
  expect((await weekOf(ben.actor)).week?.person).toMatchObject({ name: 'Ben', isOwn: true });
  const no = { ok: false, refusal: { code: 'not_allowed' } };
  expect(await viewAvailability(ben.actor, { person: ada.resourceId }, NOW)).toEqual(no);
  expect(await viewAvailability({ kind: 'guest' }, {}, NOW)).toEqual(no);
  const { id: ruleId } = await db().availabilityRule.findFirstOrThrow();
  expect(await viewAvailabilityForm(ben.actor, { ruleId }, NOW)).toEqual(no);
  expect(await viewAvailabilityForm(ada.actor, { ruleId }, NOW)).toMatchObject({
    value: {
      rule: { id: ruleId },
      next: ['2026-11-20', '2026-11-21', '2026-11-22', MONDAY, '2026-11-24', '2026-11-25'],
    },
  });
});
