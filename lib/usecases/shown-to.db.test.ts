import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { resourceById } from '@/lib/db/resources';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { bookSpace } from './book-space';
import { readPlace } from './link-space-to-room';
import { viewPicture } from './view-picture';
import { viewSpace } from './view-space';
import { viewSpaceDay } from './view-space-day';

testDatabase();
const now = moment('2026-05-04', '07:00');
const guest: Actor = { kind: 'guest' };
const staff: Actor = { kind: 'person', id: 1, name: 'S', email: 's@library.example', role: 'staff', locale: 'en' };

let sample: Sample;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
});

const setCategory = (id: number, data: object) => db().category.update({ where: { id }, data });
const seen = async (actor: Actor, locationId?: number) => {
  const answer = await viewSpaceDay(actor, { date: '2026-05-05', locationId }, now);
  return answer.ok ? (answer.value?.spaces.map(({ name }) => name) ?? []) : answer.refusal.code;
};
const look = async (actor: Actor, spaceId: number) => {
  const answer = await viewSpace(actor, { spaceId }, now);
  return answer.ok ? answer.value : answer.refusal.code;
};
const book = (actor: Actor, spaceId: number) =>
  bookSpace(
    actor,
    {
      ...{ spaceId, name: 'Pat', email: 'pat@patrons.example' },
      ...{ start: moment('2026-05-05', '10:00').toISOString(), end: moment('2026-05-05', '11:00').toISOString() },
    },
    now,
  );

test('unlisted: not in the list, but seen and booked by its address', async () => {
  await setCategory(sample.study.id, { access: 'unlisted' });
  expect(await seen(guest)).not.toContain('Quiet room');
  expect(await seen(staff)).toContain('Quiet room');
  expect(await look(guest, sample.quiet.id)).toMatchObject({ space: { name: 'Quiet room', access: 'unlisted' } });
  expect(await book(guest, sample.quiet.id)).toMatchObject({ ok: true });
});

test('staff only: neither listed, seen nor booked by patrons', async () => {
  await setCategory(sample.study.id, { access: 'staff' });
  expect(await seen(guest)).not.toContain('Quiet room');
  expect(await look(guest, sample.quiet.id)).toBe('not_found');
  expect(await book(guest, sample.quiet.id)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await look(staff, sample.quiet.id)).toMatchObject({ space: { name: 'Quiet room' } });
  expect(await db().booking.count()).toBe(0);
});

test('an unlisted location is found by its address; its category’s own level still counts there', async () => {
  await db().location.update({ where: { id: sample.location.id }, data: { access: 'unlisted' } });
  await setCategory(sample.study.id, { access: 'unlisted' });
  expect(await seen(guest)).toEqual([]);
  expect(await seen(guest, sample.location.id)).toEqual(['Hall', 'Hall east', 'Hall west']);
  await db().location.update({ where: { id: sample.location.id }, data: { access: 'staff' } });
  expect(await seen(guest, sample.location.id)).toBe('not_found');
});

test.each(['category', 'location'] as const)('an inactive %s offers nothing, and says so by address', async (level) => {
  if (level === 'category') await setCategory(sample.study.id, { active: false });
  else await db().location.update({ where: { id: sample.location.id }, data: { active: false } });
  expect(await seen(guest)).not.toContain('Quiet room');
  expect(await look(guest, sample.quiet.id)).toMatchObject({ space: { active: false }, offers: [] });
  expect(await book(guest, sample.quiet.id)).toMatchObject({ refusal: { code: 'resource_inactive' } });
});

test('a container is booked by its seats, and neither is linked to a calendar', async () => {
  const { hall, east } = sample;
  await db().resource.update({ where: { id: hall.id }, data: { isContainer: true } });
  await db().resource.update({ where: { id: east.id }, data: { isSeat: true } });
  expect(await seen(guest)).not.toContain('Hall');
  expect(await look(guest, hall.id)).toMatchObject({
    offers: [],
    parts: [{ name: 'Hall east' }, { name: 'Hall west' }],
  });
  expect(await book(guest, hall.id)).toMatchObject({ refusal: { code: 'book_a_seat' } });
  expect(await look(guest, east.id)).toMatchObject({ parts: [], wholes: [{ name: 'Hall' }] });
  expect(await book(guest, east.id)).toMatchObject({ ok: true });

  const connection = await connectRooms();
  for (const { id } of [hall, east])
    expect(await readPlace({ spaceId: id, connectionId: connection })).toMatchObject({
      refusal: { code: 'seats_not_linked' },
    });
});

test('a picture is served while a space shows it that one may see', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const { id } = await db().picture.create({ data: { type: 'image/png', bytes, alt: 'A lamp' } });
  expect(await viewPicture(guest, { pictureId: id })).toMatchObject({ refusal: { code: 'not_found' } });
  await db().resource.update({ where: { id: sample.quiet.id }, data: { pictureId: id } });
  expect(await viewPicture(guest, { pictureId: `${id}` })).toMatchObject({
    value: { type: 'image/png', isPublic: true },
  });
  expect(await resourceById(db(), sample.quiet.id)).toMatchObject({
    picture: `/api/pictures/${id}`,
    pictureAlt: 'A lamp',
  });
  await setCategory(sample.study.id, { access: 'staff' });
  expect(await viewPicture(guest, { pictureId: id })).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await viewPicture(staff, { pictureId: id })).toMatchObject({ value: { isPublic: false } });
  for (const pictureId of ['x', '0', '99999999999'])
    expect(await viewPicture(guest, { pictureId })).toMatchObject({ refusal: { code: 'not_found' } });
});

test('features move from words on a space to rows that spaces share', async () => {
  const statements = readFileSync('prisma/migrations/20261122001000_features/migration.sql', 'utf8');
  await db().$executeRawUnsafe('DROP INDEX resource_picture_id_idx');
  await db().$executeRawUnsafe(`ALTER TABLE resource ADD COLUMN features text[] DEFAULT '{}'`);
  await db().$executeRaw`UPDATE resource SET features = '{Screen, power, " "}' WHERE id = ${sample.quiet.id}`;
  await db().$executeRaw`UPDATE resource SET features = '{Power , Power}' WHERE id = ${sample.corner.id}`;
  for (const statement of statements.split(';\n').filter((one) => /^(INSERT|ALTER|CREATE)/m.test(one)))
    await db().$executeRawUnsafe(statement);
  expect((await resourceById(db(), sample.quiet.id))?.features).toHaveLength(2);
  const [corner, quiet] = [await resourceById(db(), sample.corner.id), await resourceById(db(), sample.quiet.id)];
  expect(corner?.features).toHaveLength(1);
  expect(quiet?.features).toEqual([corner?.features[0], 'Screen']);
  expect(quiet?.featureIcons).toEqual(['check', 'check']);
});

async function connectRooms(): Promise<number> {
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMyOrg', tenantId: 'tenant', clientId: 'app', state: 'active' },
      secretEnc: seal('secret', INTEGRATION_SECRET),
    },
  });
  const { id } = await db().syncConnection.create({
    data: {
      ...{ purpose: 'rooms', ownerId: sample.ada.id, tenantId: 'tenant', principalOid: 'oid' },
      ...{ principalName: 'rooms@library.example', scopes: [] },
    },
  });
  return id;
}
