import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { resourceById } from '@/lib/db/resources';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { makeSeats } from './make-seats';
import { moveInOrder } from './move-in-order';
import { removeSeats } from './remove-seats';
import { saveCategory } from './save-category';
import { removeFeature, saveFeature } from './save-feature';
import { saveLocation } from './save-location';
import { removePatronGroup, savePatronGroup } from './save-patron-group';
import { removePicture, savePicture } from './save-picture';
import { saveSpace } from './save-space';
import { saveSpaceParts } from './save-space-parts';
import { removeZone, saveZone } from './save-zone';
import { setActive, viewDeactivation } from './set-active';
import { viewCatalogue, viewCategory, viewFeatures, viewLocation, viewPatronGroups } from './view-catalogue';
import { viewSpaceForm } from './view-space-form';

testDatabase();
afterAll(closeQueue);

const now = moment('2026-05-04', '07:00');
const guest: Actor = { kind: 'guest' };
let admin: Person;
let sample: Sample;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'M', email: 'm@library.example', role: 'admin' } });
  admin = { kind: 'person', id: row.id, name: row.name, email: row.email, role: 'admin', locale: 'en' };
});

const place = { address: '', timeZone: 'America/New_York', access: 'public' };
const idOf = async (answer: Promise<{ ok: true; value: { id: number } } | { ok: false; refusal: object }>) => {
  const given = await answer;
  if (!given.ok) throw new Error(JSON.stringify(given.refusal));
  return given.value.id;
};
const invalid = (field: string, problem: string) => ({ refusal: { code: 'invalid', fields: { [field]: problem } } });
const book = (spaceId: number, from: string, to: string) =>
  bookSpace(
    guest,
    {
      ...{ spaceId, name: 'Pat', email: `p${spaceId}${from.slice(0, 2)}@patrons.example` },
      ...{ start: moment('2026-05-05', from).toISOString(), end: moment('2026-05-05', to).toISOString() },
    },
    now,
  );
const acts = async () => (await db().auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ act }) => act);

test('location, zone, category, feature, group and space are made, changed, and each deed is on record', async () => {
  const locationId = await idOf(saveLocation(admin, { ...place, name: 'Annex' }, now));
  const zoneId = await idOf(saveZone(admin, { locationId: `${locationId}`, name: 'Ground floor' }));
  const groupId = await idOf(
    savePatronGroup(admin, { name: 'Students', domains: '@Students.example.org', members: '' }),
  );
  const categoryId = await idOf(
    saveCategory(admin, {
      locationId,
      name: 'Booths',
      picture: 'podcast-booth',
      access: 'public',
      groups: `${groupId}`,
    }),
  );
  const featureId = await idOf(saveFeature(admin, { name: 'Power', icon: 'power' }));
  const form = {
    ...{ categoryId, zoneId, name: 'Booth 1', capacity: '3', stepFree: 'yes', hearingLoop: 'no' },
    ...{ doorWidthCm: '90', deskHeightCm: '', features: `${featureId},999`, terms: 'Quiet, please.' },
  };
  const id = await idOf(saveSpace(admin, form, now));
  expect(await resourceById(db(), id)).toMatchObject({
    ...{ name: 'Booth 1', zone: 'Ground floor', features: ['Power'], featureIcons: ['power'], capacity: 3 },
    accessibility: { stepFree: true, hearingLoop: false, doorWidthCm: 90, deskHeightCm: null, adjustableDesk: null },
    terms: ['Quiet, please.'],
  });
  await idOf(saveSpace(admin, { ...form, id, name: 'Booth One', zoneId: '', features: '' }, now));
  expect(await resourceById(db(), id)).toMatchObject({ name: 'Booth One', zone: null, features: [] });
  await idOf(saveLocation(admin, { ...place, id: locationId, name: 'The Annex', terms: 'Be kind.' }, now));
  expect((await resourceById(db(), id))?.terms).toEqual(['Be kind.', 'Quiet, please.']);
  expect(await acts()).toEqual([
    ...['location.saved', 'zone.saved', 'patron_group.saved', 'category.saved', 'feature.saved'],
    ...['space.saved', 'space.saved', 'location.saved'],
  ]);
  const [last] = await db().auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(last).toMatchObject({ detail: { before: { name: 'Annex', terms: '' }, after: { name: 'The Annex' } } });

  expect(await removePatronGroup(admin, { id: groupId })).toMatchObject({ refusal: { code: 'group_in_use' } });
  expect(await removeZone(admin, { id: zoneId })).toMatchObject({ ok: true });
  expect(await removeFeature(admin, { id: featureId })).toMatchObject({ ok: true });
  expect(await resourceById(db(), id)).toMatchObject({ name: 'Booth One' });
});

test('what the forms cannot take is said at its field, and nothing changes', async () => {
  const { location, study, quiet } = sample;
  const other = await idOf(saveLocation(admin, { ...place, name: 'Annex' }, now));
  const zoneId = await idOf(saveZone(admin, { locationId: other, name: 'Upstairs' }));
  const booths = await idOf(saveCategory(admin, { locationId: other, name: 'Booths', access: 'public' }));
  const before = await acts();
  const space = { categoryId: study.id, name: 'New room' };
  for (const [answer, field, problem] of [
    [saveLocation(admin, { ...place, name: ' main ' }, now), 'name', 'name_taken'],
    [saveLocation(admin, { ...place, name: 'X', timeZone: 'Mars/Olympus' }, now), 'timeZone', 'not_time_zone'],
    [saveLocation(admin, { ...place, name: '' }, now), 'name', 'required'],
    [saveZone(admin, { locationId: other, name: 'upstairs' }), 'name', 'name_taken'],
    [saveCategory(admin, { locationId: location.id, name: 'STUDY ROOMS', access: 'public' }), 'name', 'name_taken'],
    [saveCategory(admin, { locationId: location.id, name: 'X', access: 'none' }), 'access', 'required'],
    [savePatronGroup(admin, { name: 'X', domains: 'not a domain!', members: '' }), 'domains', 'not_domain'],
    [savePatronGroup(admin, { name: 'X', domains: '', members: 'pat' }), 'members', 'not_email'],
    [saveFeature(admin, { name: 'X', icon: 'dragon' }), 'icon', 'required'],
    [saveSpace(admin, { ...space, name: 'quiet ROOM' }, now), 'name', 'name_taken'],
    [saveSpace(admin, { ...space, capacity: '-1' }, now), 'capacity', 'not_whole_number'],
    [saveSpace(admin, { ...space, doorWidthCm: '5' }, now), 'doorWidthCm', 'out_of_range'],
    [saveSpace(admin, { ...space, zoneId }, now), 'zoneId', 'other_location'],
    [saveSpace(admin, { ...space, categoryId: sample.desks.id }, now), 'categoryId', 'required'],
    [saveSpace(admin, { ...space, id: quiet.id, categoryId: booths }, now), 'categoryId', 'other_location'],
  ] as const)
    expect(await answer).toMatchObject(invalid(field, problem));
  expect(await acts()).toEqual(before);
});

test('things move up and down among their like, and stay at the ends', async () => {
  const { study, quiet, corner, night } = sample;
  const order = async () => {
    const answer = await viewCategory(admin, { id: study.id });
    return answer.ok ? answer.value.spaces.map(({ id }) => id) : [];
  };
  expect(await order()).toEqual([corner.id, night.id, quiet.id]);
  await moveInOrder(admin, { kind: 'space', id: `${quiet.id}`, direction: 'up' });
  expect(await order()).toEqual([corner.id, quiet.id, night.id]);
  await moveInOrder(admin, { kind: 'space', id: corner.id, direction: 'up' });
  expect(await order()).toEqual([corner.id, quiet.id, night.id]);
  expect(await acts()).toEqual(['catalogue.ordered']);
  expect(await moveInOrder(admin, { kind: 'category', id: study.id, direction: 'down' })).toMatchObject({
    value: { name: 'Study rooms', place: 2 },
  });
  expect(await moveInOrder(admin, { kind: 'zone', id: 77, direction: 'down' })).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('switched off: what stands is shown before, and stays; nothing new is taken', async () => {
  const { quiet, study } = sample;
  expect(await book(quiet.id, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await viewDeactivation(admin, { kind: 'category', id: study.id }, now)).toMatchObject({
    value: { active: true, bookings: { count: 1, first: [{ patronName: 'Pat', spaceName: 'Quiet room' }] } },
  });
  expect(await setActive(admin, { kind: 'space', id: quiet.id, active: 'off' }, now)).toMatchObject({ ok: true });
  expect(await book(quiet.id, '12:00', '13:00')).toMatchObject({ refusal: { code: 'resource_inactive' } });
  expect(await db().booking.findMany()).toMatchObject([{ status: 'confirmed' }]);
  await setActive(admin, { kind: 'space', id: quiet.id, active: 'on' }, now);
  expect(await book(quiet.id, '12:00', '13:00')).toMatchObject({ ok: true });
  expect(await acts()).toEqual(['space.deactivated', 'space.activated']);
});

test('a whole and its parts never run in a circle', async () => {
  const { hall, east, quiet, librarian } = sample;
  const parts = (id: number, of: number[]) => saveSpaceParts(admin, { id, parts: of.join(',') }, now);
  expect(await parts(east.id, [hall.id])).toMatchObject(invalid('parts', 'whole_in_its_part'));
  expect(await parts(east.id, [east.id])).toMatchObject(invalid('parts', 'whole_in_its_part'));
  expect(await parts(east.id, [quiet.id])).toMatchObject({ ok: true });
  expect(await parts(quiet.id, [hall.id])).toMatchObject(invalid('parts', 'whole_in_its_part'));
  expect(await parts(quiet.id, [librarian.id])).toMatchObject(invalid('parts', 'invalid'));
});

test('bookings to come close the parts that a space is given, and free those it loses', async () => {
  const { hall, east, quiet, corner } = sample;
  expect(await book(hall.id, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await saveSpaceParts(admin, { id: east.id, parts: `${quiet.id}` }, now)).toMatchObject({ ok: true });
  expect(await book(quiet.id, '10:00', '11:00')).toMatchObject({ refusal: { code: 'slot_taken' } });
  expect(await saveSpaceParts(admin, { id: east.id, parts: '' }, now)).toMatchObject({ ok: true });
  expect(await book(quiet.id, '10:00', '11:00')).toMatchObject({ ok: true });

  expect(await book(corner.id, '10:30', '11:30')).toMatchObject({ ok: true });
  const before = await db().occupancy.count();
  expect(await saveSpaceParts(admin, { id: hall.id, parts: `${corner.id}` }, now)).toMatchObject(
    invalid('parts', 'bookings_meet'),
  );
  expect(await db().occupancy.count()).toBe(before);
  expect(await db().resourcePart.count({ where: { wholeId: hall.id } })).toBe(2);
});

test('seats in one go, each booked by itself; what is linked, booked or a part takes none', async () => {
  const { quiet, corner, hall, east, night, ada } = sample;
  const seats = (id: number, count: string) => makeSeats(admin, { id, count, label: 'seat' }, now);
  expect(await seats(hall.id, '3')).toMatchObject(invalid('count', 'not_a_part'));
  expect(await seats(east.id, '3')).toMatchObject(invalid('count', 'not_a_part'));
  await linkToCalendar(night.id, ada.id);
  expect(await seats(night.id, '3')).toMatchObject(invalid('count', 'linked_to_calendar'));
  expect(await book(corner.id, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await seats(corner.id, '3')).toMatchObject(invalid('count', 'has_bookings'));
  expect(await seats(quiet.id, '301')).toMatchObject(invalid('count', 'out_of_range'));

  expect(await seats(quiet.id, '2')).toMatchObject({ ok: true });
  expect(await seats(quiet.id, '1')).toMatchObject({ ok: true });
  const view = await viewSpaceForm(admin, { id: quiet.id });
  const made = view.ok ? view.value.parts : [];
  expect(made.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `Quiet room, seat ${n}`));
  expect(await resourceById(db(), quiet.id)).toMatchObject({ isContainer: true, capacity: 3 });
  const [first, second] = made.map(({ id }) => id);
  expect(await book(first ?? 0, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await book(second ?? 0, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await book(quiet.id, '14:00', '15:00')).toMatchObject({ refusal: { code: 'book_a_seat' } });
  expect(await saveSpaceParts(admin, { id: hall.id, parts: `${first}` }, now)).toMatchObject(
    invalid('parts', 'not_a_part'),
  );
});

test('seats go again once nothing is to come; what was booked stays on record, and comes back with new seats', async () => {
  const { quiet } = sample;
  await makeSeats(admin, { id: quiet.id, count: '3', label: 'seat' }, now);
  const seats = await db().resource.findMany({ where: { isSeat: true }, orderBy: { id: 'asc' } });
  const [first] = seats.map(({ id }) => id);
  expect(await book(first ?? 0, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await removeSeats(admin, { id: quiet.id }, now)).toMatchObject(invalid('seats', 'seats_have_bookings'));
  expect(await db().resource.count({ where: { isSeat: true } })).toBe(3);

  const later = moment('2026-05-06', '07:00');
  expect(await removeSeats(admin, { id: quiet.id }, later)).toMatchObject({ ok: true });
  expect(await db().resource.findMany({ where: { isSeat: true } })).toMatchObject([{ id: first, active: false }]);
  expect(await db().resource.findUnique({ where: { id: quiet.id } })).toMatchObject({ isContainer: false });
  expect(await book(quiet.id, '14:00', '15:00')).toMatchObject({ ok: true });
  expect(await removeSeats(admin, { id: quiet.id }, later)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await acts()).toEqual(['space.seats_made', 'space.seats_removed']);

  await db().booking.deleteMany({ where: { items: { some: { resourceId: quiet.id } } } });
  expect(await makeSeats(admin, { id: quiet.id, count: '2', label: 'seat' }, later)).toMatchObject({ ok: true });
  const view = await viewSpaceForm(admin, { id: quiet.id });
  const made = view.ok ? view.value.parts.map(({ id, name }) => [id, name]) : [];
  expect(made).toEqual([
    [first, 'Quiet room, seat 1'],
    [expect.any(Number), 'Quiet room, seat 2'],
  ]);
  expect(await resourceById(db(), first ?? 0)).toMatchObject({ active: true, isSeat: true });
});

test('who must sign in is said of a location, and otherwise of a space', async () => {
  const { location, quiet, study, corner } = sample;
  const { name, timeZone } = await db().location.findUniqueOrThrow({ where: { id: location.id } });
  await idOf(saveLocation(admin, { ...place, id: location.id, name, timeZone, signInRequired: 'on' }, now));
  expect(await book(quiet.id, '10:00', '11:00')).toMatchObject({ refusal: { code: 'sign_in_required' } });
  await idOf(saveSpace(admin, { id: quiet.id, categoryId: study.id, name: 'Quiet room', signInRequired: 'no' }, now));
  expect(await book(quiet.id, '10:00', '11:00')).toMatchObject({ ok: true });
  expect(await book(corner.id, '10:00', '11:00')).toMatchObject({ refusal: { code: 'sign_in_required' } });
  expect(await viewSpaceForm(admin, { id: quiet.id })).toMatchObject({ value: { space: { signInRequired: false } } });
});

test('a picture is what its bytes say, small enough, and never without words', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
  const { id } = sample.quiet;
  const save = (bytes: Uint8Array | undefined, alt = 'A desk by the window') => savePicture(admin, { id, alt, bytes });
  expect(await save(new TextEncoder().encode('<svg onload="alert(1)"/>'))).toMatchObject(
    invalid('picture', 'not_picture'),
  );
  expect(await save(undefined)).toMatchObject(invalid('picture', 'required'));
  expect(await save(png, ' ')).toMatchObject(invalid('alt', 'required'));
  const big = new Uint8Array(2 * 1024 * 1024 + 1);
  big.set(png);
  expect(await save(big)).toMatchObject(invalid('picture', 'picture_too_big'));
  expect(await db().picture.count()).toBe(0);

  expect(await save(png)).toMatchObject({ ok: true });
  expect(await save(undefined, 'A desk')).toMatchObject({ ok: true });
  expect(await db().picture.findMany()).toMatchObject([{ type: 'image/png', alt: 'A desk' }]);
  expect(await save(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toMatchObject({ ok: true });
  expect(await db().picture.findMany()).toMatchObject([{ type: 'image/jpeg' }]);
  expect(await removePicture(admin, { id })).toMatchObject({ ok: true });
  expect(await db().picture.count()).toBe(0);
});

test('admins only, before anything is read or written', async () => {
  const { location, study, quiet } = sample;
  const before = await db().resource.count();
  for (const role of ['staff', 'patron'] as const) {
    const actor: Actor = { ...admin, role };
    for (const answer of [
      saveLocation(actor, { ...place, name: 'X' }, now),
      saveZone(actor, { locationId: location.id, name: 'X' }),
      removeZone(actor, { id: 1 }),
      saveCategory(actor, { locationId: location.id, name: 'X', access: 'public' }),
      saveFeature(actor, { name: 'X', icon: 'check' }),
      removeFeature(actor, { id: 1 }),
      savePatronGroup(actor, { name: 'X' }),
      removePatronGroup(actor, { id: 1 }),
      saveSpace(actor, { categoryId: study.id, name: 'X' }, now),
      saveSpaceParts(actor, { id: quiet.id, parts: '' }, now),
      makeSeats(actor, { id: quiet.id, count: '1', label: 'seat' }, now),
      removeSeats(actor, { id: quiet.id }, now),
      savePicture(actor, { id: quiet.id, alt: 'X' }),
      removePicture(actor, { id: quiet.id }),
      moveInOrder(actor, { kind: 'space', id: quiet.id, direction: 'up' }),
      setActive(actor, { kind: 'space', id: quiet.id, active: 'off' }, now),
      viewDeactivation(actor, { kind: 'space', id: quiet.id }, now),
      ...[viewCatalogue(actor), viewFeatures(actor), viewPatronGroups(actor), viewLocation(actor, {})],
      ...[viewCategory(actor, { id: study.id }), viewSpaceForm(actor, { id: quiet.id })],
    ])
      expect(await answer).toMatchObject({ refusal: { code: 'not_allowed' } });
  }
  expect(await db().resource.count()).toBe(before);
  expect(await acts()).toEqual([]);
});
