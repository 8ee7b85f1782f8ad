import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { findPeople } from './find-people';
import { type KindPage, kindLink } from './kind-link';
import { viewPersonSlots } from './view-person-slots';
import { viewTeam } from './view-team';

testDatabase();

let sample: Sample;
let branch: { id: number };
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');

/** Ada is there in the mornings; Zoë in the afternoons from Tuesday on, at her desk in a branch and online. */
beforeAll(async () => {
  sample = await sampleLibrary();
  branch = await db().location.create({
    data: { name: 'Branch', address: '', timeZone: 'America/New_York', position: 1 },
  });
  const zoe = await db().resource.create({
    data: {
      kind: 'person',
      categoryId: sample.desks.id,
      name: 'Zoë Núñez',
      slug: 'zoe-nunez',
      subjects: ['Law', 'History'],
    },
  });
  const place = (data: object) =>
    db().appointmentPlace.create({ data: { resourceId: zoe.id, kind: 'desk', name: 'Desk', ...data } });
  const desk = await place({ locationId: branch.id });
  const video = await place({ kind: 'online', name: 'Video', position: 1 });
  await db().availabilityRule.create({
    data: {
      ...{ resourceId: zoe.id, ...everyDay(780, 840), fromDate: new Date('2026-11-24') },
      places: { create: [desk, video].map(({ id }) => ({ placeId: id })) },
    },
  });
  const members = { create: [{ resourceId: zoe.id }] };
  await db().appointmentGroup.create({ data: { name: 'Law desk', slug: 'law', members } });
  await db().appointmentGroup.create({ data: { name: 'For us', slug: 'us', access: 'staff', members } });
  await db().appointmentGroup.create({ data: { name: 'Nobody', slug: 'nobody' } });
});
afterAll(closeQueue);

const find = async (wish: object = {}, actor: Actor = guest) => {
  const answer = await findPeople(actor, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const names = async (wish: object) => (await find(wish)).people.map(({ person }) => person.name);

describe('people are found', () => {
  test('who is free soonest first, each with the next free time; with all that one may ask for', async () => {
    const found = await find();
    expect(found.people).toMatchObject([
      {
        person: { name: 'Ada Park' },
        next: { start: moment('2026-11-20', '10:30'), end: moment('2026-11-20', '11:00') },
      },
      { person: { name: 'Zoë Núñez' }, next: { start: moment('2026-11-24', '13:00') } },
    ]);
    expect(found.subjects).toEqual(['History', 'Law']);
    expect(found.wheres.map(({ location }) => location?.name ?? 'online')).toEqual(['Main', 'Branch', 'online']);
    expect(found.groups.map(({ slug }) => slug)).toEqual(['law']);
  });

  test('by subject, by a part of the name however it is typed, by place and online', async () => {
    expect(await names({ subject: 'Law' })).toEqual(['Zoë Núñez']);
    expect(await names({ name: 'zoe nu' })).toEqual(['Zoë Núñez']);
    expect(await names({ where: 'online' })).toEqual(['Zoë Núñez']);
    expect(await names({ where: `${sample.location.id}` })).toEqual(['Ada Park']);
    expect(await names({ subject: 'Law', where: `${sample.location.id}` })).toEqual([]);
  });

  test('by day: with the times of that day, or the next after it', async () => {
    const { people } = await find({ day: '2026-11-23' });
    expect(people).toMatchObject([
      { person: { name: 'Ada Park' }, times: { length: 4 }, next: { start: moment('2026-11-23', '09:00') } },
      { person: { name: 'Zoë Núñez' }, times: [], next: { start: moment('2026-11-24', '13:00') } },
    ]);
    expect(await findPeople(guest, { day: '2026-02-30' }, now)).toMatchObject({
      refusal: { code: 'invalid', fields: { day: 'not_date' } },
    });
  });

  test('with a time that is accepted as it stands in the link', async () => {
    const [, zoe] = (await find()).people;
    const { start, kindId, placeId } = zoe?.next ?? {};
    const wish = { slug: 'zoe-nunez', start: start?.toISOString(), kindId: kindId ?? '', placeId };
    expect(await bookAppointment(guest, { ...wish, name: 'R', email: 'r@example.org' }, now)).toMatchObject({
      ok: true,
    });
    expect((await find({ name: 'Zoë' })).people[0]?.next?.start).toEqual(moment('2026-11-24', '13:30'));
  });

  test('by the link to one kind: on their own page, and on that of a place', async () => {
    const [{ person: zoe } = { person: null }] = (await find({ name: 'Zoë' })).people;
    const kind = (name: string, minutes: number) =>
      db().appointmentKind.create({ data: { resourceId: zoe?.id, name, minutes } });
    await kind('Question', 15);
    await kind('Thesis & sources', 60);
    const asked = (page: KindPage) =>
      Object.fromEntries(new URL(kindLink(page, { name: 'Thesis & sources', minutes: 60 })).searchParams);
    expect(kindLink({ slug: 'zoe-nunez' }, { name: 'Question', minutes: 15 })).toBe(
      'http://localhost:3999/appointments/zoe-nunez?kind=15-question',
    );
    const own = await viewPersonSlots(guest, { slug: 'zoe-nunez', ...asked({ slug: 'zoe-nunez' }) }, now);
    expect(own).toMatchObject({ value: { kind: { name: 'Thesis & sources' } } });
    expect(await viewPersonSlots(guest, { slug: 'zoe-nunez', kind: '60-gone' }, now)).toMatchObject({
      value: { kind: { name: 'Question' } },
    });
    const there = await viewTeam(guest, { location: branch.id, ...asked({ locationId: branch.id }) }, now);
    expect(there).toMatchObject({ value: { kind: { name: 'Thesis & sources' }, people: [{ name: 'Zoë Núñez' }] } });
    await db().appointmentKind.deleteMany();
  });

  test('by subject whatever the case of its letters, on one page for all of them', async () => {
    await db().resource.update({ where: { id: sample.librarian.id }, data: { subjects: ['LAW', 'history'] } });
    const found = await find({ subject: 'law' });
    expect(found.people.map(({ person }) => person.name)).toEqual(['Ada Park', 'Zoë Núñez']);
    expect(found.subjects).toEqual(['History', 'LAW']);
    for (const subject of ['law', 'Law'])
      expect(await viewTeam(guest, { subject }, now)).toMatchObject({
        value: { team: { key: 'LAW', name: 'LAW', people: { length: 2 } } },
      });
    await db().resource.update({ where: { id: sample.librarian.id }, data: { subjects: ['History'] } });
  });

  test('as they may be shown to whoever asks', async () => {
    const staff: Actor = {
      kind: 'person',
      id: sample.ada.id,
      name: 'Ada',
      email: 'a@library.example',
      role: 'staff',
      locale: 'en',
    };
    expect((await find({}, staff)).groups.map(({ slug }) => slug)).toEqual(['us', 'law']);
    await db().category.update({ where: { id: sample.desks.id }, data: { access: 'staff' } });
    expect(await names({})).toEqual([]);
    expect((await find({}, staff)).people).toHaveLength(2);
    await db().category.update({ where: { id: sample.desks.id }, data: { access: 'public' } });
  });

  test('by as many queries for two as for twelve', async () => {
    const forgotten = () => db().appointmentGroup.updateMany({ data: { position: { increment: 1 } } });
    await forgotten();
    const two = [await countQueries(find), await countQueries(find)];
    const more = Array.from({ length: 10 }, (_, n) => ({ name: `Person ${n}`, slug: `person-${n}` }));
    for (const one of more)
      await db().resource.create({
        data: { kind: 'person', categoryId: sample.desks.id, ...one, availability: { create: [everyDay(540, 720)] } },
      });
    expect([await countQueries(find), await countQueries(find)]).toEqual(two);
  });
});

test('the page of a location has what takes place there, and nothing of what its people do elsewhere', async () => {
  const page = async (location: number) => {
    const answer = await viewTeam(guest, { location, from: '2026-11-24' }, now);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };
  const at = await page(branch.id);
  expect(at).toMatchObject({
    team: { name: 'Branch', people: [{ name: 'Zoë Núñez' }] },
    people: [{ name: 'Zoë Núñez' }],
    wheres: [{ location: { name: 'Branch' } }],
  });
  expect(at.days[1]?.slots.map(({ start }) => start)).toEqual([
    moment('2026-11-25', '13:00'),
    moment('2026-11-25', '13:30'),
  ]);
  const home = await page(sample.location.id);
  expect(home.wheres.map(({ key }) => key)).toEqual([`${sample.location.id}`, 'online']);
  await db().location.update({ where: { id: branch.id }, data: { active: false } });
  expect(await viewTeam(guest, { location: branch.id }, now)).toMatchObject({ refusal: { code: 'not_found' } });
});

test('both clock changes: every time of a day once, and the hour that comes twice has both of its times', async () => {
  const night = await db().category.create({
    data: {
      locationId: sample.location.id,
      kind: 'person',
      name: 'Night',
      minMinutes: 30,
      maxMinutes: 30,
      defaultMinutes: 30,
      windowDays: 400,
    },
  });
  await db().resource.create({
    data: {
      ...{ kind: 'person', categoryId: night.id, name: 'Nora Night', slug: 'nora-night', subjects: ['Stars'] },
      availability: { create: [everyDay(0, 240)] },
    },
  });
  const starts = async (date: string) => {
    const answer = await viewTeam(guest, { subject: 'Stars', from: date }, now);
    return answer.ok ? answer.value.days[0]?.slots.map(({ start }) => start.toISOString().slice(11, 16)) : [];
  };
  // Two to three is skipped: 1:30 EST is 06:30 UTC, 3:00 EDT is 07:00 UTC.
  expect(await starts('2027-03-14')).toEqual(['05:00', '05:30', '06:00', '06:30', '07:00', '07:30']);
  expect(await starts('2027-11-07')).toEqual([
    '04:00',
    '04:30',
    '05:00',
    '05:30',
    '06:00',
    '06:30',
    '07:00',
    '07:30',
    '08:00',
    '08:30',
  ]);
});
