import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey } from '@/lib/booking-link';
import { bookingForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { viewBooking } from './view-booking';
import { viewOpening } from './view-opening';
import { viewSpace } from './view-space';

/** What admins say of a location and a category is shown to patrons. */
testDatabase();
afterAll(closeQueue);

const guest: Actor = { kind: 'guest' };
const now = moment('2026-05-04', '07:00');
let sample: Sample;

beforeAll(async () => {
  sample = await sampleLibrary();
  const words = { description: 'The main house.', directions: 'By tram.' };
  await db().location.update({ where: { id: sample.location.id }, data: words });
  await db().category.update({ where: { id: sample.study.id }, data: { description: 'For quiet work.' } });
});

test('of the location, beside its hours', async () => {
  expect(await viewOpening(guest, { id: sample.location.id }, now)).toMatchObject({
    value: { description: 'The main house.', directions: 'By tram.', isOpen: false },
  });
});

test('of the category and the way to the location, beside a space', async () => {
  expect(await viewSpace(guest, { spaceId: sample.quiet.id }, now)).toMatchObject({
    value: { about: { category: 'For quiet work.', directions: 'By tram.' } },
  });
});

test('of the way, in the mail about a booking and on its page, there for those alone who hold its link', async () => {
  const wish = { spaceId: sample.quiet.id, start: moment('2026-05-05', '10:00').toISOString(), minutes: '60' };
  const booked = await bookSpace(guest, { ...wish, name: 'Pat', email: 'pat@patrons.example' }, now);
  if (!booked.ok) throw new Error(booked.refusal.code);
  const { publicId } = booked.value;
  const { id } = await db().booking.findUniqueOrThrow({ where: { publicId } });
  expect(await bookingForMail(db(), id)).toMatchObject({ items: [{ locationDirections: 'By tram.' }] });
  expect(await viewBooking(guest, { publicId, key: bookingKey(publicId) }, now)).toMatchObject({
    value: { items: [{ locationDirections: 'By tram.' }] },
  });
  expect(await viewBooking(guest, { publicId }, now)).toMatchObject({ value: { items: [{ locationDirections: '' }] } });
});
