import { expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { testDatabase } from '@/lib/db/test-database';
import { half, OAK, outlookEdits, slot } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { addMinutes } from '@/lib/time/interval';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { checkIn } from './check-in';
import { checkOut } from './check-out';
import { decideRequest } from './decide-request';
import { releaseNoShows } from './release-no-shows';
import { asStaff, givenBooking, mailsAsked } from './requests.test-data';

testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const now = () => there.pass(1_000);
const admin = () => asStaff({ id: there.adminId(), name: 'Morgan Ellis' }, 'admin');
const events = async () => (await there.mine(OAK)).map(({ showAs }) => showAs);
const statusOf = async (id: number) => (await db().booking.findUniqueOrThrow({ where: { id } })).status;

async function requested() {
  await there.room();
  const made = await givenBooking(there.sample().quiet.id, slot, { status: 'mediation', createdAt: now() });
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: made.id }));
  await drainPush(there.world());
  return made;
}

test('a request is tentative in Outlook, busy once it is approved and looked at; only then the patron hears', async () => {
  const { id, publicId } = await requested();
  expect(await events()).toEqual(['tentative']);
  const answer = await decideRequest(admin(), { publicId, decision: 'approve' }, now());
  expect(answer).toMatchObject({ ok: true, value: { status: 'pending_remote' } });
  expect(await mailsAsked()).toEqual([]);
  await drainPush(there.world());
  expect(await events()).toEqual(['busy']);
  expect(await statusOf(id)).toBe('confirmed');
  expect(await mailsAsked()).toEqual(['booking_approved']);
});

test('denied, its event goes', async () => {
  const { publicId } = await requested();
  await decideRequest(admin(), { publicId, decision: 'deny' }, now());
  await drainPush(there.world());
  expect(await events()).toEqual([]);
});

test('over a meeting that was read it is approved only by saying so; one that came unseen is found by the look', async () => {
  const { id, publicId } = await requested();
  await there.foreign(OAK, half);
  await there.look();
  const yes = { publicId, decision: 'approve' };
  expect(await decideRequest(admin(), yes, now())).toEqual({ ok: false, refusal: { code: 'meeting_in_the_way' } });
  expect(await decideRequest(admin(), { ...yes, anyway: 'on' }, now())).toMatchObject({ ok: true });
  await drainPush(there.world());
  await drainPull(there.world());
  expect([await statusOf(id), await events()]).toEqual(['confirmed', ['busy']]);
  expect((await there.cases()).filter(({ state }) => state === 'open')).toMatchObject([
    { kind: 'foreign_over_booking' },
  ]);

  const second = { start: addMinutes(slot.end, 60), end: addMinutes(slot.end, 120) };
  const late = await givenBooking(there.sample().quiet.id, second, { status: 'mediation', createdAt: now() });
  await there.foreign(OAK, second);
  await decideRequest(admin(), { publicId: late.publicId, decision: 'approve' }, now());
  await drainPush(there.world());
  expect(await statusOf(late.id)).toBe('cancelled');
});

test('leaving early shortens the event, and nobody coming takes it away', async () => {
  await there.room();
  await db().location.updateMany({ data: { checkInBefore: 10, checkInAfter: 15, releaseNoShows: true } });
  const { publicId } = await there.book();
  const during = (minutes: number) => there.pass(addMinutes(slot.start, minutes).getTime() - now().getTime());
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: addMinutes(slot.end, 600) } });
  await checkIn(admin(), { publicId }, null, during(1));
  expect(await checkOut(admin(), { publicId }, null, during(20))).toMatchObject({ ok: true, value: { freed: true } });
  await drainPush(there.world());
  const [event] = await there.mine(OAK);
  expect(new Date(`${event?.end.dateTime.slice(0, 19)}Z`)).toEqual(addMinutes(slot.start, 21));

  const next = { start: addMinutes(slot.start, 30), end: addMinutes(slot.start, 90) };
  const other = await givenBooking(there.sample().quiet.id, next);
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: other.id }));
  await drainPush(there.world());
  expect(await there.mine(OAK)).toHaveLength(2);
  expect(await releaseNoShows(during(46))).toMatchObject({ released: 1 });
  await drainPush(there.world());
  expect(await there.startOf(OAK)).toEqual([slot.start]);
});
