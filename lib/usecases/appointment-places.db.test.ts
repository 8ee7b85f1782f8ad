import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { arrangeAppointmentPlace } from './arrange-appointment-place';
import { booked, MONDAY, NOW, peopleOf } from './availability.test-data';
import { saveAppointmentPlace } from './save-appointment-place';
import { viewAppointmentPlaces } from './view-appointment-places';

testDatabase();

let sample: Sample;
let ada: Actor;
let ben: Actor;
let admin: Actor;

beforeAll(async () => {
  sample = await sampleLibrary();
  const people = await peopleOf(sample);
  ({ admin } = people);
  [ada, ben] = [people.ada.actor, people.ben.actor];
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE booking, appointment_place, availability_rule CASCADE`;
});
afterAll(closeQueue);

const places = () => db().appointmentPlace.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
const desk = { kind: 'desk', name: 'Desk', directions: 'Ground floor' };

async function saved(form: Record<string, unknown>, actor = ada): Promise<number> {
  const answer = await saveAppointmentPlace(actor, form);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.placeId;
}

test('desk, room and online are kept as they were said, in their order, and only what belongs to each', async () => {
  await saved({ ...desk, online: 'teams', link: 'https://stray.example' });
  await saved({ kind: 'room', name: 'Quiet', space: String(sample.quiet.id) });
  await saved({ kind: 'online', name: 'Teams', online: 'teams', link: 'https://meet.example/ada' });
  await saved({ kind: 'online', name: 'By mail', online: 'sent', link: 'https://meet.example/ada' });
  expect(await places()).toMatchObject([
    { kind: 'desk', name: 'Desk', link: '', teams: false, position: 0, directions: 'Ground floor' },
    { kind: 'room', spaceId: sample.quiet.id, position: 1 },
    { kind: 'online', teams: true, link: 'https://meet.example/ada', position: 2 },
    { kind: 'online', teams: false, link: '', position: 3 },
  ]);
});

test('what makes no sense is refused at its field', async () => {
  const own = await saved(desk);
  const elsewhere = await db().location.create({ data: { name: 'Other', timeZone: 'Europe/Berlin', active: false } });
  const [container, seat] = [sample.hall.id, sample.corner.id];
  await db().resource.update({ where: { id: container }, data: { isContainer: true } });
  await db().resource.update({ where: { id: seat }, data: { isSeat: true } });
  const room = { kind: 'room', name: 'Room' };
  for (const [form, fields] of [
    [{ ...desk, name: ' ' }, { name: 'required' }],
    [{ ...desk, name: 'desk' }, { name: 'name_taken' }],
    [{ ...desk, name: 'There', location: String(elsewhere.id) }, { location: 'invalid' }],
    [room, { space: 'required' }],
    [{ ...room, space: String(container) }, { space: 'invalid' }],
    [{ ...room, space: String(seat) }, { space: 'invalid' }],
    [{ ...room, space: String(sample.librarian.id) }, { space: 'invalid' }],
    [{ kind: 'online', name: 'Online' }, { online: 'required' }],
    [{ kind: 'online', name: 'Online', online: 'link' }, { link: 'required' }],
    [{ kind: 'online', name: 'Online', online: 'link', link: 'http://meet.example' }, { link: 'not_https_link' }],
    [{ kind: 'online', name: 'Online', online: 'teams', link: 'javascript:alert(1)' }, { link: 'not_https_link' }],
    [{ ...room, placeId: own, space: String(sample.quiet.id) }, { kind: 'invalid' }],
  ] as [object, object][])
    expect(await saveAppointmentPlace(ada, form)).toEqual({ ok: false, refusal: { code: 'invalid', fields } });
  expect(await places()).toHaveLength(1);
  await db().resource.updateMany({ data: { isContainer: false, isSeat: false } });
});

test('is its person’s to change, and an admin’s', async () => {
  const placeId = await saved(desk);
  const no = { ok: false, refusal: { code: 'not_allowed' } };
  expect(await saveAppointmentPlace(ben, { ...desk, placeId })).toEqual(no);
  expect(await saveAppointmentPlace(ben, { ...desk, person: sample.librarian.id })).toEqual(no);
  expect(await arrangeAppointmentPlace(ben, { placeId, act: 'deactivate' })).toEqual(no);
  expect(await viewAppointmentPlaces(ben, { placeId }, NOW)).toEqual(no);
  expect((await saveAppointmentPlace(admin, { ...desk, name: 'Help desk', placeId })).ok).toBe(true);
  expect(await places()).toMatchObject([{ name: 'Help desk', active: true }]);
});

test('goes up and down, and is not offered any more: what is booked there stays, and is counted before', async () => {
  const [first, second] = [await saved(desk), await saved({ ...desk, name: 'Back office' })];
  const resourceId = sample.librarian.id;
  const rule = { resourceId, ...everyDay(540, 720), places: { create: { placeId: second } } };
  await db().availabilityRule.create({ data: rule });
  const one = await booked(MONDAY, '10:00', 'Rosa', { placeId: second });
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'up' })).ok).toBe(true);
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'up' })).ok).toBe(true);
  expect((await places()).map(({ id }) => id)).toEqual([second, first]);
  expect(await viewAppointmentPlaces(ada, { placeId: second }, NOW)).toMatchObject({
    value: { place: { upcoming: 1, onlyHere: 1 } },
  });
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'deactivate' })).ok).toBe(true);
  const kept = await db().booking.findUniqueOrThrow({ where: { id: one.id }, include: { appointment: true } });
  expect(kept).toMatchObject({ status: 'confirmed', appointment: { placeName: 'Back office', placeId: second } });
  await expect(booked(MONDAY, '11:00', 'Sam', { placeId: second })).rejects.toThrow();
});

test('nobody’s time moves with the usual place: rules that named none name the former one, while it is offered', async () => {
  const [first, second, third] = [
    await saved(desk),
    await saved({ kind: 'online', name: 'Online', online: 'sent' }),
    await saved({ ...desk, name: 'Back office' }),
  ];
  const resourceId = sample.librarian.id;
  const { id } = await db().availabilityRule.create({ data: { resourceId, ...everyDay(540, 720) } });
  const named = async () =>
    (await db().availabilityRulePlace.findMany({ where: { ruleId: id } })).map(({ placeId }) => placeId);
  // Neither a step below it nor a place that is offered no more changes which one is usual.
  for (const [placeId, act] of [
    [third, 'up'],
    [third, 'deactivate'],
  ])
    expect((await arrangeAppointmentPlace(ada, { placeId, act })).ok).toBe(true);
  expect(await named()).toEqual([]);
  expect(await viewAppointmentPlaces(ada, { placeId: second }, NOW)).toMatchObject({
    value: { place: { isUsual: false, unnamed: 0 } },
  });
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'up' })).ok).toBe(true);
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'up' })).ok).toBe(true);
  expect(await named()).toEqual([first]);
  await booked(MONDAY, '10:00', 'Rosa', { placeId: first });
  await expect(booked(MONDAY, '11:00', 'Sam', { placeId: second })).rejects.toThrow();

  // The usual place itself goes: what names none is counted before, and follows to the next.
  await db().availabilityRulePlace.deleteMany({});
  await booked(MONDAY, '11:00', 'Sam', { placeId: second });
  expect(await viewAppointmentPlaces(ada, { placeId: second }, NOW)).toMatchObject({
    value: { nextUsual: 'Desk', place: { isUsual: true, upcoming: 1, onlyHere: 0, unnamed: 1 } },
  });
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'deactivate' })).ok).toBe(true);
  expect(await named()).toEqual([]);
  // Offered again and first, it is the usual one again: what was at the desk stays there.
  expect((await arrangeAppointmentPlace(ada, { placeId: second, act: 'activate' })).ok).toBe(true);
  expect(await named()).toEqual([first]);
});
