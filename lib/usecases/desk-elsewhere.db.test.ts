import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { bookAppointment } from './book-appointment';
import { decideHoursChange } from './decide-hours-change';
import { findPeople } from './find-people';
import { proposeHoursChange } from './propose-hours-change';
import { viewHoursChange } from './view-hours-change';
import { viewPersonSlots } from './view-person-slots';
import { viewTeam } from './view-team';

testDatabase();

const guest = { kind: 'guest' } as const;
const now = moment('2026-11-20', '07:00');
const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-11-23', '2026-11-24', '2026-11-25'];

let sample: Sample;
let branch: { id: number };
let desk: { id: number };

/** Ada is at her own desk from nine to eleven, at one in the branch from ten to twelve, both between ten and eleven. */
beforeAll(async () => {
  sample = await sampleLibrary();
  branch = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York', position: 1 } });
  const place = (data: object) =>
    db().appointmentPlace.create({ data: { resourceId: sample.librarian.id, kind: 'desk', name: 'Desk', ...data } });
  const own = await place({ name: 'Own desk' });
  desk = await place({ name: 'Branch desk', locationId: branch.id, position: 1 });
  await db().availabilityRule.deleteMany();
  for (const [from, to, ids] of [
    [540, 600, [own.id]],
    [600, 660, [own.id, desk.id]],
    [660, 720, [desk.id]],
  ] as const)
    await db().availabilityRule.create({
      data: {
        ...{ resourceId: sample.librarian.id, ...everyDay(from, to) },
        places: { create: ids.map((placeId) => ({ placeId })) },
      },
    });
  const closed = { localDate: new Date(MONDAY), opensMinute: null, closesMinute: null };
  await db().hoursException.create({ data: { locationId: branch.id, ...closed } });
});
afterAll(closeQueue);

/** Where Ada is offered on a date, as her page has it: '09:00 Own desk'. */
async function offered(date: string): Promise<string[]> {
  const view = await viewPersonSlots(guest, { slug: 'ada-park', from: date }, now);
  if (!view.ok) throw new Error(view.refusal.code);
  const clock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
  return (
    view.value.days[0]?.offers.flatMap(({ start, at }) => at.map(({ place }) => `${clock(start)} ${place.name}`)) ?? []
  );
}

/** Every half hour of the morning at each place: what is booked and taken back at once. */
async function accepted(date: string): Promise<string[]> {
  const found: string[] = [];
  for (const [time, name] of ['09:00', '10:00', '10:30', '11:30'].flatMap((one) => [
    [one, 'Own desk'],
    [one, 'Branch desk'],
  ])) {
    const placeId = name === 'Own desk' ? desk.id - 1 : desk.id;
    const wish = { slug: 'ada-park', start: moment(date, time ?? '').toISOString(), placeId };
    const placed = await bookAppointment(guest, { ...wish, name: 'R', email: 'r@example.org' }, now);
    if (placed.ok) found.push(`${time} ${name}`);
    await db().booking.deleteMany();
  }
  return found;
}

const AT_HOME = ['09:00 Own desk', '09:30 Own desk', '10:00 Own desk', '10:30 Own desk'];
const IN_BRANCH = ['10:00 Branch desk', '10:30 Branch desk', '11:00 Branch desk', '11:30 Branch desk'];
const asked = (times: readonly string[]) => times.filter((one) => !/^(09:30|11:00)/.test(one)).sort();

test('on a day on which the building is closed nobody is offered at a desk there, nor booked', async () => {
  expect((await offered(TUESDAY)).sort()).toEqual([...AT_HOME, ...IN_BRANCH].sort());
  expect((await accepted(TUESDAY)).sort()).toEqual(asked([...AT_HOME, ...IN_BRANCH]));
  expect((await offered(MONDAY)).sort()).toEqual(AT_HOME);
  expect((await accepted(MONDAY)).sort()).toEqual(asked(AT_HOME));
  const view = await viewTeam(guest, { location: `${branch.id}`, from: MONDAY }, now);
  if (!view.ok) throw new Error(view.refusal.code);
  expect(view.value.days.slice(0, 2).map(({ slots }) => slots.length)).toEqual([0, 4]);
});

test('to close the building asks about appointments at desks of others in it, and about no others of theirs', async () => {
  const { id } = await db().person.create({ data: { name: 'Max', email: 'max@library.example', role: 'admin' } });
  const admin: Actor = {
    ...{ kind: 'person', id, name: 'Max', email: 'max@library.example', role: 'admin', locale: 'en' },
  };
  const book = async (time: string, placeId: number) => {
    const wish = { slug: 'ada-park', start: moment(WEDNESDAY, time).toISOString(), placeId };
    const placed = await bookAppointment(guest, { ...wish, name: 'Rosa', email: 'r@example.org' }, now);
    if (!placed.ok) throw new Error(placed.refusal.code);
    return placed.value.publicId;
  };
  const [atHome, there] = [await book('10:00', desk.id - 1), await book('10:30', desk.id)];
  expect(await upcomingBookings(db(), { locationId: branch.id }, now)).toMatchObject({
    ...{ count: 1, first: [{ publicId: there, spaceName: 'Ada Park' }] },
  });
  const closing = { kind: 'exception', level: 'location', from: WEDNESDAY, to: '', 'day-0': 'closed', note: '' };
  expect(await proposeHoursChange(admin, { ...closing, id: `${sample.location.id + 99}` }, now)).toMatchObject({
    ok: false,
  });
  const asked = await proposeHoursChange(admin, { ...closing, id: `${branch.id}` }, now);
  const changeId = asked.ok ? asked.value.changeId : null;
  const view = await viewHoursChange(admin, { changeId: String(changeId) }, now);
  expect(view).toMatchObject({ value: { affected: [{ uses: [{ publicId: there, resourceName: 'Ada Park' }] }] } });
  const listed = (await db().booking.findUniqueOrThrow({ where: { publicId: there } })).id;
  const answer = { changeId: String(changeId), all: 'cancel', words: 'Closed', listed: String(listed) };
  expect(await decideHoursChange(admin, { ...answer, listed: '' }, now)).toMatchObject({
    refusal: { code: 'bookings_affected', count: 1 },
  });
  expect(await decideHoursChange(admin, answer, now)).toMatchObject({ value: { state: 'done' } });
  const statuses = await db().booking.findMany({ select: { publicId: true, status: true }, orderBy: { id: 'asc' } });
  expect(statuses).toEqual([
    { publicId: atHome, status: 'confirmed' },
    { publicId: there, status: 'cancelled' },
  ]);
  await db().booking.deleteMany();
});

test('once the building is not in use any more its desks are nowhere, and the usual place stays where it was', async () => {
  const { places } = await db().availabilityRule.create({
    data: { resourceId: sample.librarian.id, ...everyDay(780, 840) },
    include: { places: true },
  });
  expect(places).toEqual([]);
  await db().appointmentPlace.update({ where: { id: desk.id }, data: { position: -1 } });
  const unnamed = ['13:00 Branch desk', '13:30 Branch desk'];
  expect((await offered(TUESDAY)).sort()).toEqual([...AT_HOME, ...IN_BRANCH, ...unnamed].sort());
  await db().location.update({ where: { id: branch.id }, data: { active: false } });
  expect((await offered(TUESDAY)).sort()).toEqual(AT_HOME);
  expect((await accepted(TUESDAY)).sort()).toEqual(asked(AT_HOME));
  const found = await findPeople(guest, {}, now);
  expect(found).toMatchObject({ value: { wheres: [{ location: { name: 'Main' } }] } });
});
