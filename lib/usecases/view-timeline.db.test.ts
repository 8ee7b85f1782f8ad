import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { noteMail } from '@/lib/db/mail-log';
import { closeQueue } from '@/lib/db/queue';
import { recordAnswer } from '@/lib/db/record-answer';
import { linkToCalendar, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { makePerson } from './stand-in.test-data';
import { viewTimeline } from './view-timeline';
import { writeBookingAgain } from './write-booking-again';

testDatabase();
afterAll(closeQueue);

const NOW = new Date('2026-10-05T15:00:00Z');
const at = (minutes: number) => addMinutes(NOW, minutes);
let sample: Sample;
let linkId: number;
let bookingId: number;
let staff: Person;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  staff = await makePerson('staff', 'desk@library.example');
  const item = { resourceId: sample.quiet.id, startsAt: at(600), endsAt: at(660) };
  const booking = await db().booking.create({
    data: {
      ...{ publicId: 'bkng2345', status: 'confirmed', patronName: 'Rosa', patronEmail: 'rosa@example.org' },
      ...{ createdAt: at(0), settledAt: at(2), items: { create: item } },
    },
  });
  bookingId = booking.id;
});

const timeline = async () => {
  const view = await viewTimeline(staff, { publicId: 'BKNG2345' });
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
};

test('requests, answers, mails, cases and acts stand in one order, each with its cause', async () => {
  const line = { linkId, bookingId, direction: 'push', op: 'event.create', ms: 200 };
  await db().syncLog.createMany({
    data: [
      { ...line, at: at(1), outcome: 'unavailable', http: 503, requestId: 'r1' },
      { ...line, at: at(2), outcome: 'ok', http: 201, requestId: 'r2' },
    ],
  });
  await noteMail(db(), { template: 'booking_confirmed', about: [bookingId], outcome: 'ok' }, at(3));
  await recordAnswer(db(), { linkId, bookingId, kind: 'mirror_moved', answer: 'put_back' }, at(4));
  await db().syncConflict.create({
    data: {
      ...{ linkId, bookingId, resourceId: sample.quiet.id, kind: 'mirror_moved', evidence: {}, seenAt: at(4) },
      ...{ state: 'resolved', resolution: 'kept', resolvedAt: at(6), resolvedBy: staff.id },
    },
  });
  await audit(db(), { personId: staff.id, act: 'booking.noted', subject: `booking:${bookingId}` });
  await db().auditEntry.updateMany({ where: { act: 'booking.noted' }, data: { at: at(7) } });

  const { lines, isCut, mayRetry } = await timeline();
  expect(lines.map(({ at: moment, what }) => [what, (moment.getTime() - NOW.getTime()) / 60_000])).toEqual([
    ...[['made', 0], ['request', 1], ['settled', 2], ['request', 2], ['mail', 3]],
    ...[['answer', 4], ['case_opened', 4], ['case_closed', 6], ['act', 7]],
  ]); // biome-ignore format: two lines are one story
  expect(lines[1]).toMatchObject({ outcome: 'unavailable', http: 503, requestId: 'r1', calendar: 'Quiet room' });
  expect(lines.at(-2)).toMatchObject({ resolution: 'kept', by: staff.name });
  expect({ isCut, mayRetry }).toEqual({ isCut: false, mayRetry: true });
});

test('what was given up is named, and tried again by a press; other bookings’ lines are theirs alone', async () => {
  await db().pushJob.create({ data: { linkId, bookingId, attempts: 2, lastClass: 'rejected', deadAt: at(5) } });
  expect((await timeline()).jobs).toMatchObject([{ calendar: 'Quiet room', isGivenUp: true, attempts: 2 }]);
  expect(await writeBookingAgain(staff, { publicId: 'bkng2345' })).toMatchObject({ ok: true });
  expect((await timeline()).jobs).toMatchObject([{ isGivenUp: false, attempts: 0 }]);
  expect((await timeline()).lines.at(-1)).toMatchObject({ what: 'act', act: 'booking.written_again', by: staff.name });
  await db().syncLog.create({ data: { direction: 'push', op: 'event.get', outcome: 'ok', bookingId: bookingId + 1 } });
  expect((await timeline()).lines).toHaveLength(3);
});

test('a mail about a visit or a series stands with each of its bookings, and nobody’s address in it', async () => {
  const visitId = '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10';
  await db().visit.create({ data: { id: visitId, createdAt: NOW } });
  await db().booking.update({ where: { id: bookingId }, data: { visitId } });
  await noteMail(db(), { template: 'visit_booked', about: { visitId }, outcome: 'address_refused' }, at(9));
  expect((await timeline()).lines.at(-1)).toMatchObject({
    what: 'mail',
    template: 'visit_booked',
    outcome: 'address_refused',
  });
  expect(
    JSON.stringify(await db().syncLog.findMany(), (_, value) => (typeof value === 'bigint' ? 0 : value)),
  ).not.toContain('@');
});

test('it is for the desk, and writing again for those who may change bookings, while the integration is active', async () => {
  const patron = await makePerson('patron', 'patron@library.example');
  expect(await viewTimeline(patron, { publicId: 'bkng2345' })).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await writeBookingAgain(patron, { publicId: 'bkng2345' })).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await viewTimeline(staff, { publicId: 'nothere' })).toMatchObject({ refusal: { code: 'not_found' } });
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  expect(await writeBookingAgain(staff, { publicId: 'bkng2345' })).toMatchObject({
    refusal: { code: 'integration_inactive' },
  });
  expect((await timeline()).mayRetry).toBe(false);
});
