import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { settleMeetings } from '@/lib/usecases/settle-meetings';
import { drainPush } from '@/lib/worker/drain.test-data';
import type { SyncWorld } from './session';
import { testTenant } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const BEN = 'ben.okafor@library.example';
const FIXED = 'https://meet.example/ada';
let sample: Sample;
let linkId: number;
let placeId: number;

/** Our clock is so much ahead; the tenant's own moves with it. */
let aheadMs = 0;
const clock = () => new Date(Date.now() + aheadMs);
const world: SyncWorld = { clock, random: () => 0.5, sleep: async () => {} };
const pass = async (ms: number) => {
  aheadMs += ms;
  await tenant.control('POST', '/clock', { advanceMs: ms });
};

const start = () => wallTime(localDateOf(new Date(), 'America/New_York'), 1440 + 600, 'America/New_York');

async function book() {
  const wish = { slug: 'ada-park', placeId, start: start().toISOString() };
  const guest: Actor = { kind: 'guest' };
  const answer = await bookAppointment(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, clock());
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { id } = await db().booking.findUniqueOrThrow({ where: { publicId: answer.value.publicId } });
  return { ...answer.value, id };
}

const appointmentOf = (bookingId: number) => db().appointment.findUniqueOrThrow({ where: { bookingId } });
const events = async () => (await tenant.events(BEN)).filter(({ transactionId }) => transactionId) as Event[];
type Event = Awaited<ReturnType<typeof tenant.events>>[number] & {
  isOnlineMeeting: boolean;
  onlineMeeting: { joinUrl: string } | null;
  location: { displayName: string };
  attendees: unknown[];
  body: { content: string };
};
async function mails(bookingId: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ template: string }[]>`
    SELECT data->>'template' AS template FROM pgboss.job
    WHERE name IN ('mail', 'staff_mail') AND (data->>'bookingId')::int = ${bookingId} ORDER BY created_on, template`;
  return rows.map(({ template }) => template);
}
const pushAgain = async (id: number) => {
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: id }));
  await drainPush(world);
};

beforeEach(async () => {
  aheadMs = 0;
  sample = await sampleLibrary();
  const connectionId = await tenant.connect(BEN, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, BEN);
  for (const event of await tenant.events(BEN)) await tenant.remove(BEN, event.immutableId).catch(() => undefined);
  const place = { resourceId: sample.librarian.id, kind: 'online', name: 'Online', link: FIXED, teams: true };
  placeId = (await db().appointmentPlace.create({ data: place })).id;
});

describe('an appointment online', () => {
  test('is made with a Teams meeting whose link is known before the patron’s one mail leaves; nobody is invited or named', async () => {
    const { id } = await book();
    expect(await appointmentOf(id)).toMatchObject({ teams: true, link: '' });
    await drainPush(world);
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ isOnlineMeeting: true, location: { displayName: 'Online' }, attendees: [] });
    expect(JSON.stringify(event)).not.toMatch(/rosa/i);
    expect(await appointmentOf(id)).toMatchObject({ link: event?.onlineMeeting?.joinUrl, heldMail: null });
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed']);
    // The answer told it: nothing was asked for it.
    expect((await tenant.asked()).filter(({ operation }) => operation === 'event.get')).toEqual([]);
    expect(await db().pushJob.count()).toBe(0);
  });

  test('whose create was not answered is found again, and its link with it; there is one meeting', async () => {
    await tenant.fault({ operation: 'event.create' }, 'reset_after_commit');
    const { id } = await book();
    await drainPush(world);
    await pass(20_000);
    await drainPush(world);
    const found = await events();
    expect(found).toHaveLength(1);
    expect((await appointmentOf(id)).link).toBe(found[0]?.onlineMeeting?.joinUrl);
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed']);
  });

  test('whose link comes late keeps its mail back until then', async () => {
    await tenant.behaviour({ joinUrlDelayMs: 3_000 });
    const { id } = await book();
    await drainPush(world);
    expect(await db().booking.findUnique({ where: { id } })).toMatchObject({ status: 'confirmed' });
    expect(await mails(id)).toEqual(['appointment_booked']);
    for (const ms of [2_500, 4_000]) {
      await pass(ms);
      await drainPush(world);
    }
    expect((await appointmentOf(id)).link).toMatch(/^https:\/\/teams/);
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed']);
    expect(await settleMeetings(new Date(clock().getTime() + 120_000))).toEqual({ released: 0, givenUp: 0 });
  });

  test('whose link comes later than anybody waits is told of it by itself, with a raised SEQUENCE', async () => {
    await tenant.behaviour({ joinUrlDelayMs: 90_000 });
    const { id } = await book();
    await drainPush(world);
    expect(await settleMeetings(new Date(clock().getTime() + 50_000))).toMatchObject({ released: 0 });
    await pass(61_000);
    expect(await settleMeetings(clock())).toEqual({ released: 1, givenUp: 0 });
    expect(await settleMeetings(clock())).toEqual({ released: 0, givenUp: 0 });
    await pass(60_000);
    await drainPush(world);
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed', 'meeting_link']);
    expect(await db().booking.findUnique({ where: { id } })).toMatchObject({ icsSequence: 1 });
  });

  test('for which silently no meeting is made falls back on the place’s own link, and whoever is met hears so', async () => {
    await tenant.behaviour({ onlineMeetings: 'silently not' });
    const { id } = await book();
    await drainPush(world);
    for (const ms of [4_000, 8_000]) {
      await pass(ms);
      await drainPush(world);
    }
    expect(await appointmentOf(id)).toMatchObject({ teams: false, link: FIXED, heldMail: null });
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed', 'meeting_missing']);
    // Nothing is written for that, now or later.
    const since = await tenant.mark();
    await pushAgain(id);
    expect((await tenant.asked(since)).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('with somebody whose calendar allows no Teams meetings, or who has none, has the place’s own link at once', async () => {
    const calendars = [{ id: 'x', name: 'Other', canEdit: true, isDefault: false, teams: true }];
    const { calendarId, connectionId } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    const none = { id: calendarId, name: 'Calendar', canEdit: true, isDefault: true, teams: false };
    await db().syncConnection.update({ where: { id: connectionId }, data: { calendars: [...calendars, none] } });
    const { id } = await book();
    expect(await appointmentOf(id)).toMatchObject({ teams: false, link: FIXED });
    await drainPush(world);
    expect(await events()).toMatchObject([{ isOnlineMeeting: false }]);
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed']);
    await db().calendarLink.update({ where: { id: linkId }, data: { state: 'unlinked' } });
    const start2 = new Date(start().getTime() + 3_600_000).toISOString();
    const guest: Actor = { kind: 'guest' };
    const who = { name: 'Sam', email: 'sam@example.org' };
    const other = await bookAppointment(guest, { slug: 'ada-park', placeId, start: start2, ...who }, clock());
    const row = other.ok && (await db().booking.findUniqueOrThrow({ where: { publicId: other.value.publicId } }));
    expect(row && (await appointmentOf(row.id))).toMatchObject({ teams: false, link: FIXED });
  });
});

describe('an appointment that changes', () => {
  test('keeps its meeting when its time changes or its words would: the body is not written again', async () => {
    const { id } = await book();
    await drainPush(world);
    const { link } = await appointmentOf(id);
    const item = await db().bookingItem.findFirstOrThrow({ where: { bookingId: id } });
    const later = (at: Date) => new Date(at.getTime() + 1_800_000);
    await db().bookingItem.updateMany({
      where: { bookingId: id },
      data: { startsAt: later(item.startsAt), endsAt: later(item.endsAt) },
    });
    await db().appointment.update({ where: { bookingId: id }, data: { kindName: 'Another kind' } });
    await pass(15_000);
    await pushAgain(id);
    const [event] = await events();
    expect(event).toMatchObject({ subject: 'Appointment: Another kind', onlineMeeting: { joinUrl: link } });
    expect(event?.start.dateTime).toContain(later(item.startsAt).toISOString().slice(0, 16));
    expect((await appointmentOf(id)).link).toBe(link);
  });

  test('from online to a desk loses its meeting, and from a desk to online gets one that its patron hears of', async () => {
    const { id } = await book();
    await drainPush(world);
    const desk = { teams: false, link: '', placeKind: 'desk', placeName: 'Desk 3' };
    await db().appointment.update({ where: { bookingId: id }, data: desk });
    await pass(15_000);
    await pushAgain(id);
    expect(await events()).toMatchObject([{ isOnlineMeeting: false, location: { displayName: 'Desk 3' } }]);
    const online = { teams: true, link: '', placeKind: 'online', placeName: 'Online' };
    await db().appointment.update({ where: { bookingId: id }, data: online });
    await pushAgain(id);
    const [event] = await events();
    expect(event).toMatchObject({ isOnlineMeeting: true, location: { displayName: 'Online' } });
    expect((await appointmentOf(id)).link).toBe(event?.onlineMeeting?.joinUrl);
    expect((await mails(id)).at(-1)).toBe('meeting_link');
  });

  test('to online, where the patch was not answered, is looked at before it is written again', async () => {
    const { id } = await book();
    await db().appointment.update({ where: { bookingId: id }, data: { teams: false, link: FIXED } });
    await drainPush(world);
    await db().appointment.update({ where: { bookingId: id }, data: { teams: true, link: '' } });
    await pass(15_000);
    await tenant.fault({ operation: 'event.update' }, 'reset_after_commit');
    await pushAgain(id);
    await pass(60_000);
    await drainPush(world);
    expect((await appointmentOf(id)).link).toMatch(/^https:\/\/teams/);
  });

  test('whose event is made anew has a new link, and its patron hears it', async () => {
    const { id } = await book();
    await drainPush(world);
    const before = (await appointmentOf(id)).link;
    await db().bookingMirror.updateMany({ where: { bookingId: id }, data: { state: 'gone', remoteId: null } });
    await tenant.remove(BEN, (await events())[0]?.immutableId ?? '');
    await pushAgain(id);
    const { link } = await appointmentOf(id);
    expect(link).toMatch(/^https:\/\/teams/);
    expect(link).not.toBe(before);
    expect(await mails(id)).toEqual(['appointment_booked', 'booking_confirmed', 'meeting_link']);
  });

  test('that is cancelled is told to both, and its event goes', async () => {
    const { id, publicId, key } = await book();
    await drainPush(world);
    expect(await cancelBooking({ kind: 'guest' }, { publicId, key }, clock())).toMatchObject({ ok: true });
    await drainPush(world);
    expect(await events()).toEqual([]);
    expect((await mails(id)).slice(-2).sort()).toEqual(['appointment_cancelled', 'booking_cancelled']);
  });
});

test('an appointment that is near and still has no link waits no longer', async () => {
  await tenant.behaviour({ joinUrlDelayMs: 90_000 });
  const { id } = await book();
  await drainPush(world);
  const near = new Date(start().getTime() - 3_600_000);
  await db().booking.update({ where: { id }, data: { settledAt: new Date(near.getTime() - 20 * 60_000) } });
  await settleMeetings(near);
  expect(await appointmentOf(id)).toMatchObject({ teams: false, link: FIXED });
  expect(await mails(id)).toEqual(
    ['appointment_booked', 'booking_confirmed', 'meeting_missing', 'meeting_link'].sort(),
  );
});
