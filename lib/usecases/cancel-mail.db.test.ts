import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey } from '@/lib/booking-link';
import { cancelledForMail } from '@/lib/db/cancel-mail';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { basketText } from './basket-input';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { cancelVisit } from './cancel-visit';
import { moveByStaff } from './move-by-staff';
import { refuseNewTime } from './refuse-new-time';
import { asStaff, givenBooking } from './requests.test-data';
import { saveCancelMail } from './save-cancel-mail';
import { viewMailTemplates } from './view-mail-templates';

testDatabase();
afterAll(closeQueue);
let sample: Sample;
let admin: Actor;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const at = (from: string) => ({
  start: moment('2026-11-23', from),
  end: moment('2026-11-23', `${+from.slice(0, 2) + 1}:00`),
});

beforeEach(async () => {
  await queue();
  await emptyRows();
  await db().$executeRaw`DELETE FROM pgboss.job`;
  sample = await sampleLibrary();
  const { id, name } = await db().person.create({ data: { name: 'Kim', email: 'kim@library.example', role: 'admin' } });
  admin = asStaff({ id, name }, 'admin');
});

const save = (more: object = {}, actor = admin) =>
  saveCancelMail(actor, {
    location: String(sample.location.id),
    address: 'Desk@library.example',
    locale: 'es',
    ...more,
  });
const given = async () => {
  const { id, publicId } = await givenBooking(sample.quiet.id, at('10:00'));
  return { id, publicId, key: bookingKey(publicId) };
};
const asked = async () =>
  (await db().$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = 'cancel_mail'`).map(
    ({ data }) => data,
  );

test('an address is told when the patron cancels; not when staff do, and nobody where there is none', async () => {
  const silent = await given();
  expect(await cancelBooking(guest, silent, now)).toMatchObject({ ok: true });
  expect(await asked()).toEqual([]);
  await save();
  const byStaff = await given();
  expect(await cancelBooking(asStaff(sample.ada), byStaff, now)).toMatchObject({ ok: true });
  const unproven = await given();
  await db().booking.update({
    where: { id: unproven.id },
    data: { status: 'unverified', holdUntil: at('09:00').start },
  });
  expect(await cancelBooking(guest, unproven, now)).toMatchObject({ ok: true });
  expect(await asked()).toEqual([]);
  const { id, ...wish } = await given();
  expect(await cancelBooking(guest, wish, now)).toMatchObject({ ok: true });
  expect(await cancelBooking(guest, wish, now)).toMatchObject({ ok: false });
  expect(await asked()).toEqual([{ template: 'patron_cancelled', bookingIds: [id] }]);
  expect(await cancelledForMail(db(), [id])).toMatchObject({
    ...{ to: { address: 'Desk@library.example', locale: 'es' }, bookings: [{ patronName: 'Rosa Reader' }] },
  });
  // What staff ended is not the patron's, whoever asks; an address that is taken away meanwhile gets nothing.
  expect(await cancelledForMail(db(), [byStaff.id])).toBeNull();
  await save({ address: '' });
  expect(await cancelledForMail(db(), [id])).toBeNull();
});

test('of a visit it is one mail; a new time that the patron refuses is cancelled too', async () => {
  await save();
  const others = basketText([{ resourceId: sample.corner.id, ...at('10:00') }]);
  const { start, end } = at('10:00');
  const times = { start: start.toISOString(), end: end.toISOString() };
  const who = { name: 'Rosa', email: 'rosa@example.org' };
  const booked = await bookSpace(guest, { spaceId: sample.quiet.id, ...times, ...who, with: others }, now);
  if (!booked.ok) throw new Error(booked.refusal.code);
  expect(await cancelVisit(guest, booked.value, now)).toMatchObject({ ok: true });
  const ids = (await db().booking.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
  expect(await asked()).toEqual([{ template: 'patron_cancelled', bookingIds: ids }]);
  expect(ids).toHaveLength(2);
  const { id, ...wish } = await given();
  const move = { publicId: wish.publicId, date: '2026-11-23', time: '14:00', minutes: '60' };
  expect(await moveByStaff(asStaff(sample.ada), move, now)).toMatchObject({ ok: true });
  expect(await refuseNewTime(guest, wish, now)).toMatchObject({ ok: true });
  expect(await asked()).toContainEqual({ template: 'patron_cancelled', bookingIds: [id] });
});

test('is the admins’ to say, of a location that there is, and an address', async () => {
  expect(await save({}, asStaff(sample.ada))).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await save({ location: '999999' })).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await save({ address: 'the desk' })).toMatchObject({ refusal: { fields: { address: 'not_email' } } });
  expect(await save({ address: `${'x'.repeat(250)}@a.example` })).toMatchObject({
    refusal: { fields: { address: 'too_long' } },
  });
  expect(await save({ locale: 'fr' })).toMatchObject({ refusal: { code: 'invalid' } });
  expect(await db().auditEntry.count()).toBe(0);
  expect(await save()).toMatchObject({ ok: true });
  expect(await viewMailTemplates(admin, {})).toMatchObject({
    value: { cancelMail: { address: 'Desk@library.example' } },
  });
  const [entry] = await db().auditEntry.findMany({ where: { act: 'cancel_mail.saved' } });
  expect(entry).toMatchObject({
    subject: `location:${sample.location.id}`,
    detail: { before: { address: '', locale: 'en' }, after: { address: 'Desk@library.example', locale: 'es' } },
  });
});
