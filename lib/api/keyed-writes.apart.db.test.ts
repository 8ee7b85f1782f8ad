import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as Requests from '@/lib/db/api-requests';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { apiClient, askApi } from './ask-api.test-data';

/** Dies once everything is written, before the answer is kept: as often as this says. */
const deaths = vi.hoisted(() => ({ left: 0 }));
vi.mock('@/lib/db/api-requests', async (original) => {
  const real = await original<typeof Requests>();
  const keepAnswer: typeof real.keepAnswer = (...given) => {
    if (deaths.left-- > 0) throw new Error('dead');
    return real.keepAnswer(...given);
  };
  return { ...real, keepAnswer };
});

testDatabase();

const NOW = moment('2026-11-20', '07:00');
const at = (time: string, date = '2026-11-23') => `${date}T${time}:00-05:00`;
const rosa = { fname: 'Rosa', lname: 'Reader', email: 'rosa@example.org' };
/** The day's limit counts for each by themselves. */
const sam = { ...rosa, email: 'sam@example.org' };
let sample: Sample;
let token = '';
let keys = 0;

beforeAll(async () => {
  sample = await sampleLibrary();
  token = (await apiClient(['sp_w', 'ap_w'], { now: NOW })).token;
  await db().location.updateMany({ data: { checkInBefore: 15 } });
  await queue();
});
afterAll(closeQueue);

/** Sent twice under one key, the first time to a process that dies: what the second is told. */
async function sentTwice(path: string, body?: object, now = NOW) {
  const key = { 'idempotency-key': `key-${++keys}` };
  const fresh = now === NOW ? token : (await apiClient(['sp_w', 'ap_w'], { now })).token;
  const send = () => askApi('POST', `/1.1/${path}`, { token: fresh, now, body, headers: key });
  deaths.left = 1;
  expect((await send()).status).toBe(500);
  const second = await send();
  const third = await send();
  expect([third.text, third.headers.get('idempotent-replayed')]).toEqual([second.text, 'true']);
  return second;
}

const bookings = () => db().booking.count();
const versions = () => db().booking.aggregate({ _sum: { version: true } });

test('reserved, moved, checked in and out, cancelled: each is done once, and each answer is the right one', async () => {
  const wish = { ...rosa, start: at('10:00'), bookings: [{ id: sample.quiet.id, to: at('11:00') }] };
  const made = await sentTwice('space/reserve', wish);
  const { publicId, checkInCode } = await db().booking.findFirstOrThrow();
  expect([made.status, made.json, await bookings()]).toEqual([200, { booking_id: publicId }, 1]);

  const times = new URLSearchParams({ start: at('12:00'), to: at('13:00') });
  const moved = await sentTwice(`space/booking/${publicId}/update/datetime?${times}`);
  expect(moved.json).toEqual([{ booking_id: publicId, start: at('12:00'), to: at('13:00') }]);

  const [come, gone] = [moment('2026-11-23', '12:00'), moment('2026-11-23', '12:40')];
  const came = await sentTwice(`space/checkin?id=${publicId}&code=${checkInCode}`, undefined, come);
  expect([came.status, came.json]).toEqual([200, { checkinTime: at('12:00') }]);
  const left = await sentTwice(`space/checkout?id=${publicId}`, undefined, gone);
  expect([left.status, left.json]).toEqual([200, { checkoutTime: at('12:40') }]);

  const several = [sample.corner, sample.quiet].map(({ id }) => ({ id, to: at('16:00') }));
  const visit = await sentTwice('space/reserve', { ...sam, start: at('15:00'), bookings: several });
  expect([visit.status, visit.json.booking_ids.length, await bookings()]).toEqual([200, 2, 3]);
  const [one, other] = visit.json.booking_ids;
  const before = await versions();
  const cancelled = await sentTwice(`space/cancel/${one},${other}`);
  expect(cancelled.json.map((entry: { cancelled: boolean }) => entry.cancelled)).toEqual([true, true]);
  expect(((await versions())._sum.version ?? 0) - (before._sum.version ?? 0)).toBe(2);
});

test('appointments likewise', async () => {
  const count = await bookings();
  const made = await sentTwice('appointments/book', { ...rosa, user_id: sample.librarian.id, start: at('10:00') });
  expect([made.status, await bookings()]).toEqual([200, count + 1]);
  const cancelled = await sentTwice(`appointments/cancel/${made.json.booking_id}`);
  expect(cancelled.json).toEqual([{ booking_id: made.json.booking_id, cancelled: true }]);
});
