import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { moment } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookSpace } from '@/lib/usecases/book-space';
import { saveOpenReading } from '@/lib/usecases/open-reading';
import { apiClient, askApi } from '../ask-api.test-data';
import { type ReadLibrary, readLibrary } from '../read-library.test-data';

testDatabase();

let library: ReadLibrary;
let token: string;
const now = moment('2026-11-20', '10:10');
const DATE = '2026-11-24';
/** At another moment another token counts. */
const ask = (path: string, at = now) => askApi('GET', path, { token: at === now ? token : undefined, now: at });
const told = async (path: string, at = now) => {
  const answer = await ask(path, at);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};
type Slot = { from: string; to: string };
const slots = async (id: number, availability: string, at = now): Promise<Slot[]> =>
  (await told(`/1.1/space/item/${id}?availability=${availability}`, at))[0].availability;
const book = async (spaceId: number, start: Date, end: Date, email = 'rosa@example.org') =>
  bookSpace(
    { kind: 'guest' },
    { spaceId, start: start.toISOString(), end: end.toISOString(), name: 'Rosa', email, terms: 'on' },
    now,
  );

beforeAll(async () => {
  library = await readLibrary();
  ({ token } = await apiClient(['sp_r'], { now }));
  await db().question.updateMany({ data: { required: false } });
  for (const [place, from] of ['09:00', '11:30'].entries()) {
    const start = moment(DATE, from);
    expect(await book(library.hall.id, start, addMinutes(start, 60), `reader${place}@example.org`)).toMatchObject({
      ok: true,
    });
  }
});
afterAll(closeQueue);

describe('a space', () => {
  test('is told with every field that strict clients ask for', async () => {
    const { quiet, zone, power, screen, hall } = library;
    expect(await told(`/api/1.1/space/item/${quiet.id},${hall.id}`)).toEqual([
      {
        ...{ id: quiet.id, name: 'Quiet room', description: 'A quiet one', image: '', image_alt_text: '' },
        ...{ capacity: 4, formid: 0, isBookableAsWhole: true, isEventLocation: false, zoneId: zone.id },
        ...{ google: false, exchange: false, isAccessible: false, isPowered: true },
        filter_ids: [power.id, screen.id],
      },
      expect.objectContaining({ id: hall.id, zoneId: 0, isAccessible: true, isPowered: false }),
    ]);
  });

  test('has a picture with its whole address', async () => {
    const { study, corner, night } = library;
    const picture = await db().picture.create({ data: { type: 'image/png', bytes: Buffer.from('x'), alt: 'A desk' } });
    await db().resource.update({ where: { id: corner.id }, data: { pictureId: picture.id } });
    await db().category.update({ where: { id: study.id }, data: { picture: 'study-room' } });
    expect(await told(`/1.1/space/item/${corner.id},${night.id}`)).toMatchObject([
      { image: `http://localhost:3999/api/pictures/${picture.id}`, image_alt_text: 'A desk' },
      { image: 'http://localhost:3999/pictures/study-room.svg', image_alt_text: '' },
    ]);
  });

  test('that holds seats is not booked as a whole; staff rooms are told to a program, seats and others are no items', async () => {
    const { table, office, attic, seats: inside, librarian } = library;
    expect(await told(`/1.1/space/item/${table.id},${office.id},${attic.id}`)).toMatchObject([
      { isBookableAsWhole: false },
      { name: 'Office' },
      { name: 'Attic' },
    ]);
    expect(await told(`/1.1/space/item/${inside[0].id},${librarian.id},999,abc`)).toEqual(
      [inside[0].id, librarian.id, 999, 'abc'].map((id) => ({ id, error: 'invalid item id' })),
    );
  });
});

describe('free time', () => {
  test('is said in slots of one step, with the offset of the day', async () => {
    const { hall } = library;
    const free = await slots(hall.id, DATE);
    // Fifteen minutes after each booking are for cleaning, after the one that would be made too.
    expect(free.map(({ from }) => from.slice(11, 16))).toEqual([
      ...['08:00', '10:30', '13:00', '13:30', '14:00', '14:30', '15:00', '15:30', '16:00', '16:30'],
    ]);
    expect(free[0]).toEqual({ from: '2026-11-24T08:00:00-05:00', to: '2026-11-24T08:30:00-05:00' });
  });

  test('is a list of its own on each date, empty where nothing is free, and never in the past', async () => {
    const { quiet } = library;
    expect(await slots(quiet.id, '2026-11-19')).toEqual([]);
    expect(await slots(quiet.id, '2027-11-19')).toEqual([]);
    const today = await slots(quiet.id, '2026-11-20');
    expect(today[0]?.from).toBe('2026-11-20T10:30:00-05:00');
    const both = await slots(quiet.id, '2026-11-23,2026-11-24');
    expect(both).toHaveLength(36);
    expect(await slots(quiet.id, '2026-11-4')).toEqual([]);
    expect(await slots(quiet.id, '')).toBeUndefined();
  });

  test('of a night stands on the two dates that it is on', async () => {
    const { night } = library;
    const free = await slots(night.id, DATE);
    expect(free.map(({ from }) => from.slice(11, 16)).slice(0, 6)).toEqual([
      ...['00:00', '00:30', '01:00', '01:30', '18:00', '18:30'],
    ]);
    expect(free.at(-1)).toEqual({ from: '2026-11-24T23:30:00-05:00', to: '2026-11-25T00:00:00-05:00' });
  });

  test.each([
    ['2026-11-01', 50, '2026-11-01T01:30:00-04:00', '2026-11-01T01:00:00-05:00'],
    ['2027-03-14', 46, '2027-03-14T01:30:00-05:00', '2027-03-14T03:00:00-04:00'],
  ])('of a space that never closes counts the hours of %s as they are', async (date, count, before, after) => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }));
    const { study } = library;
    const made = await db().resource.create({
      data: {
        ...{ kind: 'space', categoryId: study.id, name: `Always ${date}`, position: 9 },
        hoursSchedules: { create: [{ spans: { create: always } }] },
      },
    });
    const free = await slots(made.id, date, moment(date, '00:00'));
    expect(free).toHaveLength(count);
    const from = free.map((one) => one.from);
    expect(from[from.indexOf(before) + 1]).toBe(after);
    await db().resource.delete({ where: { id: made.id } });
  });

  test('has a first date, of all spaces that are asked for, and of each', async () => {
    const { hall, quiet, night } = library;
    const evening = moment('2026-11-20', '17:30');
    const [a, b] = await told(`/1.1/space/item/${hall.id},${night.id}?availability=next`, evening);
    expect(a.availability).toEqual([]);
    expect(b.availability[0].from).toBe('2026-11-20T18:00:00-05:00');
    expect(b.availability).toHaveLength(12);
    const firsts = await told(`/1.1/space/item/${hall.id},${quiet.id},${night.id}?availability=next_only`, evening);
    expect(firsts.map((one: { availability: Slot[] }) => one.availability)).toEqual([
      [{ from: '2026-11-21T08:00:00-05:00', to: '2026-11-21T08:30:00-05:00' }],
      [{ from: '2026-11-21T08:00:00-05:00', to: '2026-11-21T08:30:00-05:00' }],
      [{ from: '2026-11-20T18:00:00-05:00', to: '2026-11-20T18:30:00-05:00' }],
    ]);
  });

  test('is looked for ten days ahead at most where each space is asked for its own', async () => {
    const { attic, hidden } = library;
    const closed = Array.from({ length: 12 }, (_, day) => ({
      localDate: new Date(Date.UTC(2026, 10, 20 + day)),
      categoryId: hidden.id,
    }));
    await db().hoursException.createMany({ data: closed });
    expect(await slots(attic.id, 'next_only')).toEqual([]);
    expect((await slots(attic.id, 'next'))[0]?.from).toBe('2026-12-02T08:00:00-05:00');
    await db().hoursException.deleteMany({ where: { categoryId: hidden.id } });
  });

  test.each([
    ['tomorrow', 'invalid "availability" value'],
    ['2026-02-30', 'invalid "availability" value'],
    ['2026-11-20,2026-11-21,2026-11-22', 'invalid "availability" value'],
    ['2026-11-21,2026-11-20', 'invalid "availability" value, the first date must not be later than the second'],
    ['2026-11-01,2026-12-02', 'invalid "availability" value, at most 31 days'],
  ])('is not asked for as %s', async (availability, words) => {
    const answer = await ask(`/1.1/space/item/${library.quiet.id}?availability=${availability}`);
    expect(answer).toMatchObject({ status: 400, text: words });
  });

  test('of a category that asks to sign in or is for a group is listed: the program says who it books for', async () => {
    const { study, quiet } = library;
    const group = await db().patronGroup.create({ data: { name: 'Students', domains: ['students.example'] } });
    await db().groupAllowance.create({ data: { groupId: group.id, categoryId: study.id } });
    await db().category.update({ where: { id: study.id }, data: { signInRequired: true } });
    expect(await slots(quiet.id, DATE)).toHaveLength(18);
    await db().category.update({ where: { id: study.id }, data: { signInRequired: null } });
    await db().groupAllowance.deleteMany();
  });
});

test('every slot can be reserved for the shortest length, and slots in a row for as long as they and the rules go', async () => {
  const { hall } = library;
  await db().category.update({ where: { id: library.meeting.id }, data: { minMinutes: 60 } });
  const { token: writing } = await apiClient(['sp_w'], { now });
  const reserve = (start: string, to: string, test = 1) => {
    const body = {
      fname: 'Rosa',
      lname: 'Reader',
      email: 'r@example.org',
      start,
      bookings: [{ id: hall.id, to }],
      test,
    };
    return askApi('POST', '/1.1/space/reserve', { token: writing, now, body });
  };
  const free = await slots(hall.id, DATE);
  // Half an hour is too short now. The last half hour begins no booking, but ends one.
  expect(free.map(({ from }) => from.slice(11, 16))).toEqual([
    ...['13:00', '13:30', '14:00', '14:30', '15:00', '15:30', '16:00', '16:30'],
  ]);
  for (const [place, { from }] of free.entries()) {
    const to = free[place + 1]?.to;
    if (to) expect(await reserve(from, to), `${from} to ${to}`).toMatchObject({ status: 200 });
  }
  const [first, last] = [free[0]?.from ?? '', free.at(-1)?.to ?? ''];
  expect(await reserve(first, last, 0)).toMatchObject({ status: 200 });
  expect(await slots(hall.id, DATE)).toEqual([]);
  await db().category.update({ where: { id: library.meeting.id }, data: { minMinutes: 30 } });
});

describe('spaces of a location', () => {
  const names = async (query: string) => {
    const { location } = library;
    return (await told(`/1.1/space/items/${location.id}?${query}`)).map((one: { name: string }) => one.name);
  };

  test('are told with terms of all three levels and their place', async () => {
    const { location, study, quiet, zone } = library;
    const answer = await told(`/api/1.1/space/items/${location.id}?zoneId=${zone.id}`);
    expect(answer).toEqual([
      expect.objectContaining({
        ...{ id: quiet.id, termsAndConditions: 'Lock the door.', zoneName: 'Upper floor', groupId: study.id },
        ...{
          groupName: 'Study rooms',
          groupTermsAndConditions: 'Keep it quiet.',
          locationTermsAndConditions: 'No food.',
        },
      }),
    ]);
  });

  test('are public ones, with unlisted ones or with all; a category stands before that', async () => {
    const { hidden, staff } = library;
    expect(await names('')).not.toContain('Attic');
    expect(await names('visibility=private')).toContain('Attic');
    expect(await names('visibility=private')).not.toContain('Office');
    expect(await names('visibility=admin_only')).toEqual(expect.arrayContaining(['Attic', 'Office']));
    expect(await names(`category_id=${hidden.id}`)).toEqual(['Attic']);
    expect(await names(`categoryId=${staff.id}&visibility=public`)).toEqual(['Office']);
  });

  test('are found by any of the features, by whole, access and power', async () => {
    const { power, screen } = library;
    expect(await names(`filters=${power.id},${screen.id}`)).toEqual(['Quiet room', 'Hall']);
    expect(await names('accessibleOnly=1')).toEqual(['Hall']);
    expect(await names('powered=1')).toEqual(['Quiet room']);
    expect(await names('')).toContain('Long table');
    expect(await names('bookable=1')).not.toContain('Long table');
  });

  test('come in pages; a page past the end is empty', async () => {
    const all = await names('');
    expect(await names('page_size=3')).toEqual(all.slice(0, 3));
    expect(await names('pageIndex=1&pageSize=3')).toEqual(all.slice(3, 6));
    expect(await names('page_index=9')).toEqual([]);
    const free = await told(`/1.1/space/items/${library.location.id}?page_size=1&availability=${DATE}`);
    expect(free).toHaveLength(1);
    expect(free[0].availability).toHaveLength(18);
  });

  test.each([
    ['LID?filters=424242', 'No resources matching the filters.'],
    ['999', 'invalid location id'],
    ['', 'invalid location id'],
    ['LID?page_size=101', 'invalid "page_size" value, must be between 1 and 100'],
    ['LID?filters=x', 'invalid "filters" value'],
    ['LID?visibility=secret', 'invalid "visibility" value'],
  ])('%s is refused', async (query, words) => {
    const path = `/1.1/space/items/${query.replace('LID', String(library.location.id))}`;
    expect(await ask(path)).toMatchObject({ status: 400, text: words });
  });
});

describe('seats', () => {
  test('are those of a location, the broken one left out, each with its status', async () => {
    const { location, seats: inside } = library;
    const [first, second] = inside;
    const known = { id: first.id, name: 'Seat 1', description: '', image: '', image_alt_text: '', status: 'Active' };
    const answer = { ...known, isAccessible: false, isPowered: false, filter_ids: [] };
    expect(await told(`/1.1/space/seats/${location.id}`)).toEqual([answer]);
    expect(await told(`/1.1/space/seat/${first.id}`)).toEqual(answer);
    expect(await told(`/1.1/space/seat/${second.id}`)).toMatchObject({ status: 'Inactive' });
    expect((await told(`/1.1/space/seat/${first.id}?availability=${DATE}`)).availability).toHaveLength(18);
  });

  test('are found by the narrowest id', async () => {
    const { location, table, tables, study, seats: inside } = library;
    const ids = async (query: string) =>
      (await told(`/1.1/space/seats/${location.id}?${query}`)).map(({ id }: { id: number }) => id);
    expect(await ids(`category_id=${study.id}`)).toEqual([]);
    expect(await ids(`spaceId=${table.id}&category_id=${study.id}`)).toEqual([inside[0].id]);
    expect(await ids(`seat_id=${inside[0].id}&space_id=999`)).toEqual([inside[0].id]);
    expect(await ids(`category_id=${tables.id}&page_index=1`)).toEqual([]);
  });

  test('are of any category, zone and space where these are 0 or empty, as forms send them', async () => {
    const { location, seats } = library;
    for (const any of ['0', '']) {
      const narrow = ['category_id', 'zone_id', 'space_id', 'seat_id'].map((name) => `${name}=${any}`).join('&');
      expect(await told(`/1.1/space/seats/${location.id}?${narrow}`)).toMatchObject([{ id: seats[0].id }]);
      expect(await told(`/1.1/space/items/${location.id}?${narrow}&filters=`)).not.toEqual([]);
    }
  });

  test('that are not there are said so', async () => {
    const { location, quiet } = library;
    expect(await ask(`/1.1/space/seat/${quiet.id}`)).toMatchObject({ status: 400, text: 'seat not found' });
    expect(await ask('/1.1/space/seats/999')).toMatchObject({ status: 400, text: 'invalid location id' });
    const other = `/1.1/space/seats/${location.id}?category_id=999`;
    expect(await ask(other)).toMatchObject({ status: 400, text: 'invalid group id' });
    const next = `/1.1/space/seat/${library.seats[0].id}?availability=next`;
    expect(await ask(next)).toMatchObject({ status: 400, text: 'invalid "availability" value' });
  });
});

describe('without a token', () => {
  const admin = async (): Promise<Actor> => {
    const person = { name: 'Ines', email: 'ines@library.example', role: 'admin' as const };
    const { id } = await db().person.create({ data: person });
    return { kind: 'person', id, locale: 'en', ...person };
  };
  const open = (path: string) => askApi('GET', path, { token: null, now });

  test('spaces are read once an admin allows it: what patrons are shown, one address only, and not too much', async () => {
    const { quiet, attic, office, location } = library;
    const path = `/1.1/space/item/${quiet.id},${attic.id},${office.id}`;
    expect((await open(path)).status).toBe(401);
    expect(await saveOpenReading({ kind: 'guest' }, { open: 'on' })).toMatchObject({ ok: false });
    const ines = await admin();
    expect(await saveOpenReading(ines, { open: 'on' })).toMatchObject({ ok: true });
    const [first, second, third] = (await open(`${path}?availability=${DATE}`)).json;
    expect(first.availability).toHaveLength(18);
    expect(second).toMatchObject({ name: 'Attic' });
    expect(third).toEqual({ id: office.id, error: 'invalid item id' });
    expect(await open(`${path},1001?availability=2026-11-23,2026-12-20`)).toMatchObject({
      status: 400,
      text: 'Please ask for fewer spaces or days at once, or with a token.',
    });
    const many = Array.from({ length: 8 }, (_, n) => 1001 + n).join();
    expect((await open(`${path},${many}?availability=next`)).status).toBe(400);
    expect((await open(`${path},${many}`)).status).toBe(200);
    expect((await open(`/1.1/space/items/${location.id}`)).status).toBe(401);
    const wrong = await askApi('GET', path, { token: null, now, headers: { authorization: 'Bearer wrong' } });
    expect(wrong.status).toBe(401);
    expect(await saveOpenReading(ines, {})).toMatchObject({ ok: true });
    expect((await open(path)).status).toBe(401);
    const acts = await db().auditEntry.findMany({ where: { personId: ines.kind === 'person' ? ines.id : 0 } });
    expect(acts.map(({ act }) => act)).toEqual(['open_reading.switched_on', 'open_reading.switched_off']);
  });
});
