import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { givenBooking } from '@/lib/usecases/requests.test-data';
import { apiClient, askApi } from './ask-api.test-data';

testDatabase();

let sample: Sample;
let token: string;
const now = moment('2026-11-20', '07:00');
const DAY = '2026-11-23';

beforeAll(async () => {
  sample = await sampleLibrary();
  ({ token } = await apiClient(['sp_w'], { now: moment('2026-11-20', '06:30') }));
  await queue();
});
afterAll(closeQueue);

const hours = (from: string, to: string, date = DAY) => ({ start: moment(date, from), end: moment(date, to) });
const post = (path: string, at = now) => askApi('POST', `/1.1/space/${path}`, { token: tokenAt(at), now: at });
const tokens = new Map<number, string>();
const tokenAt = (at: Date) => tokens.get(at.getTime()) ?? token;
const row = (publicId: string) => db().booking.findUniqueOrThrow({ where: { publicId }, include: { items: true } });
const mails = async () =>
  (
    await db().$queryRaw<{ what: string }[]>`
      SELECT coalesce(data->>'template', name) AS what FROM pgboss.job WHERE name IN ('mail', 'visit_mail')
      ORDER BY created_on, id`
  ).map(({ what }) => what);

describe('moving', () => {
  const move = (id: string, from: string, to: string, more = '') =>
    post(`booking/${id}/update/datetime?start=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}${more}`);
  const iso = (time: string, date = DAY) => `${date}T${time}:00-05:00`;

  test('takes a booking to another time, and tells its patron only when asked to', async () => {
    const { publicId } = await givenBooking(sample.quiet.id, hours('10:00', '11:00'));
    const before = await mails();
    const { json } = await move(publicId, iso('12:00'), iso('13:00'), '&check_in_required=true');
    expect(json).toEqual([{ booking_id: publicId, start: iso('12:00'), to: iso('13:00') }]);
    expect((await row(publicId)).items[0]).toMatchObject({
      startsAt: moment(DAY, '12:00'),
      endsAt: moment(DAY, '13:00'),
    });
    expect(await mails()).toEqual(before);
    expect((await move(publicId, iso('12:00'), iso('13:00'))).status).toBe(200);
    expect((await move(publicId, '2026-11-23T12:30', '2026-11-23 13:30', '&send_email=1')).status).toBe(200);
    expect((await mails()).at(-1)).toBe('booking_moved');
    const acts = await db().auditEntry.findMany({ where: { act: 'booking.moved' } });
    expect(acts[0]).toMatchObject({ personId: null, detail: { client: expect.any(Number) } });
  });

  test('says why it cannot be, in LibCal’s words', async () => {
    const { publicId } = await givenBooking(sample.corner.id, hours('10:00', '11:00'));
    await givenBooking(sample.corner.id, hours('14:00', '15:00'));
    const said = async (from: string, to: string, more = '') => (await move(publicId, from, to, more)).text;
    expect(await said('soon', iso('12:00'))).toBe('Invalid Date.');
    expect((await post(`booking/${publicId}/update/datetime?to=${iso('12:00')}`)).text).toBe('Invalid value.');
    expect(await said(iso('12:00'), iso('12:00'))).toBe("The 'From' date must be prior to the 'To' date.");
    expect((await move('nothere1', iso('12:00'), iso('13:00'))).text).toBe('Invalid value.');
    expect(await said(iso('12:00', '2027-02-01'), iso('13:00', '2027-02-01'))).toBe(
      'Booking start date is beyond the window limit.',
    );
    expect(await said(iso('12:00'), iso('12:15'))).toBe('Unable to make booking shorter than category limits.');
    expect(await said(iso('11:00'), iso('13:30'))).toBe('Unable to make booking longer than category limits.');
    expect(await said(iso('13:30'), iso('14:30'))).toBe('A booking already exists at this starting date.');
    for (const end of [iso('12:00', '2026-12-08'), '2150-01-01'])
      expect(await said(iso('11:00'), end, '&admin=1')).toBe('Unable to make booking longer than category limits.');
    expect((await said(iso('18:00'), iso('19:00'))).split('\n')).toEqual([
      'Unable to process action at this time. Please try again later.',
      'it is closed then',
    ]);
    expect((await row(publicId)).items[0]).toMatchObject({ startsAt: moment(DAY, '10:00') });
    expect((await move(publicId, iso('18:00'), iso('19:00'), '&admin=1')).status).toBe(200);
    expect(await row(publicId)).toMatchObject({ beyond: expect.arrayContaining(['outside_hours']) });
    expect(await said(iso('14:00'), iso('14:30'), '&admin=true')).toBe(
      'A booking already exists at this starting date.',
    );
  });

  test('over what Outlook has is refused by name, by rules and beyond them', async () => {
    const linkId = await linkToCalendar(sample.east.id, sample.ada.id);
    const { publicId } = await givenBooking(sample.east.id, hours('10:00', '11:00'));
    const when = { startsAt: moment(DAY, '12:00'), endsAt: moment(DAY, '13:00') };
    await db().busyBlock.create({ data: { ...when, linkId, remoteId: 'x', resourceId: sample.east.id } });
    const busy = 'The times are busy on the linked Outlook/Exchange calendar';
    expect((await move(publicId, iso('12:00'), iso('13:00'))).text).toBe(busy);
    expect((await move(publicId, iso('12:00'), iso('13:00'), '&admin=1')).text).toBe(busy);
  });

  test('is for bookings of spaces: an appointment is none', async () => {
    const { publicId, id } = await givenBooking(sample.librarian.id, hours('09:00', '09:30'));
    await db().appointment.create({ data: { bookingId: id, resourceId: sample.librarian.id } });
    expect((await move(publicId, iso('10:00'), iso('10:30'))).text).toBe('Invalid value.');
    expect((await post(`cancel/${publicId}`)).json).toEqual([
      { booking_id: publicId, cancelled: false, error: 'invalid booking id' },
    ]);
  });
});

describe('cancelling', () => {
  test('answers each id for itself', async () => {
    const { publicId } = await givenBooking(sample.quiet.id, hours('15:00', '16:00'));
    const over = await givenBooking(sample.quiet.id, hours('10:00', '11:00', '2026-11-02'));
    const { json } = await post(`cancel/${publicId},nothere1,${over.publicId}`);
    const past = 'unable to cancel booking, is in the past or was never confirmed';
    expect(json).toEqual([
      { booking_id: publicId, cancelled: true },
      { booking_id: 'nothere1', cancelled: false, error: 'invalid booking id' },
      { booking_id: over.publicId, cancelled: false, error: past, code: 31 },
    ]);
    expect(await row(publicId)).toMatchObject({ status: 'cancelled', cause: 'staff' });
    expect((await mails()).at(-1)).toBe('booking_cancelled');
    expect((await post(`cancel/${publicId}`)).json).toMatchObject([{ cancelled: false, error: past, code: 31 }]);
    expect((await post('cancel')).text).toBe('must supply at least 1 booking id');
  });

  test('takes all of a visit by its id, and one of it by its own', async () => {
    const made = await askApi('POST', '/1.1/space/reserve', {
      ...{ token, now },
      body: {
        ...{ fname: 'Rosa', lname: 'Reader', email: 'visit@example.org', start: `${DAY}T08:00` },
        bookings: [sample.quiet.id, sample.corner.id, sample.west.id].map((id) => ({ id, to: `${DAY}T08:30` })),
      },
    });
    const { booking_id: all, booking_ids: each } = made.json;
    expect((await post(`cancel/${each[1]}`)).json).toEqual([{ booking_id: each[1], cancelled: true }]);
    const rest = await askApi('GET', `/1.1/space/booking/${all}`, { scopes: ['sp_r'], now });
    expect((rest.json as { bookId: string; visit_id: string }[]).map((one) => [one.bookId, one.visit_id])).toEqual([
      [each[0], all],
      [each[2], all],
    ]);
    expect((await post(`cancel/${all}`)).json).toEqual([{ booking_id: all, cancelled: true }]);
    expect((await post(`cancel/${all}`)).json).toMatchObject([{ cancelled: false, code: 31 }]);
    expect((await mails()).at(-1)).toBe('visit_cancelled');
  });
});

describe('coming and leaving', () => {
  const slot = hours('11:00', '12:00', '2026-11-20');
  const at = (minutes: number) => addMinutes(slot.start, minutes);
  let id: string;
  let code: string;
  beforeAll(async () => {
    for (const minutes of [-60, 0, 10, 20, 30, 100]) {
      const { token: one } = await apiClient(['sp_w'], { now: at(minutes) });
      tokens.set(at(minutes).getTime(), one);
    }
    await db().location.updateMany({ data: { checkInBefore: 30, checkInAfter: 15 } });
    id = (await givenBooking(sample.west.id, slot)).publicId;
    code = (await row(id)).checkInCode ?? '';
  });
  const arrive = (query: string, minutes: number) => post(`checkin?${query}`, at(minutes));
  const leave = (query: string, minutes: number) => post(`checkout?${query}`, at(minutes));

  test('by code and id, in the window, once', async () => {
    expect((await arrive(`id=${id}`, 0)).text).toBe('Invalid value.');
    expect((await arrive(`code=${code}`, 0)).text).toBe('Invalid value.');
    expect((await arrive(`code=ZZZ&id=${id}`, 0)).text).toBe('Unable to find booking matching code.');
    expect((await arrive(`code=${code}&id=nothere1`, 0)).text).toBe('Unable to find booking matching code.');
    expect((await leave(`id=${id}`, 0)).text).toBe('This booking has not been Checked In for.');
    expect((await arrive(`code=${code}&id=${id}`, -60)).text).toBe(
      'Unable to Check In for this booking until 10:30 (booking starts at 11:00).',
    );
    expect((await arrive(`code=${code}&id=${id}`, 20)).text).toBe(
      'Sorry, the latest possible Check In time for this booking was 11:15.',
    );
    expect((await arrive(`code=${code.toLowerCase()}&id=${id}`, 10)).json).toEqual({
      checkinTime: '2026-11-20T11:10:00-05:00',
    });
    expect((await arrive(`code=${code}&id=${id}`, 10)).text).toBe('This booking has already been Checked In.');
  });

  test('leaving early frees the rest; once', async () => {
    expect((await leave('', 30)).text).toBe('Invalid value.');
    expect((await leave(`id=${id}&code=ZZZ`, 30)).text).toBe('Unable to find booking matching code.');
    expect((await leave(`id=${id}&code=${code}`, 30)).json).toEqual({ checkoutTime: '2026-11-20T11:30:00-05:00' });
    expect((await row(id)).items[0]?.endsAt).toEqual(at(31));
    expect((await leave(`id=${id}`, 30)).text).toBe('This booking has already been Checked Out.');
    expect((await arrive(`code=${code}&id=${id}`, 30)).text).toBe('This booking has already been Checked Out.');
  });

  test('too late to say that one left; and where nobody checks in, no code counts', async () => {
    const late = await givenBooking(sample.quiet.id, slot);
    await db().booking.update({ where: { id: late.id }, data: { checkedInAt: slot.start } });
    expect((await leave(`id=${late.publicId}`, 100)).text).toBe(
      'Sorry, the latest possible Check Out time for this booking was 12:30.',
    );
    await db().location.updateMany({ data: { checkInBefore: null } });
    const other = await givenBooking(sample.corner.id, slot);
    const { checkInCode } = await row(other.publicId);
    expect((await arrive(`code=${checkInCode}&id=${other.publicId}`, 0)).text).toBe(
      'Unable to find booking matching code.',
    );
  });
});
