import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { locales } from '@/lib/messages/locales';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { composeSeriesMail } from './compose-series-mail';
import { ourWords } from './our-words';
import { readStrictIcs } from './strict-ics.test-data';

setMailEnvironment();

const weekOf = (week: number, changed: Partial<BookingForMail> = {}): BookingForMail => ({
  ...{ ...booking, publicId: `abcd234${week}` },
  items: booking.items.map((item) => ({
    ...item,
    start: new Date(item.start.getTime() + week * 7 * 86_400_000),
    end: new Date(item.end.getTime() + week * 7 * 86_400_000),
  })),
  ...changed,
});
const refused = { status: 'cancelled', cause: 'remote', statusReason: 'taken_in_outlook' } as const;

/** UID, STATUS and attendees of each event, by two readers that share nothing. */
function eventsOf(text: string) {
  const lenient = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event) => [
      ...[event.getFirstPropertyValue('uid'), event.getFirstPropertyValue('status')].map(String),
      event.getAllProperties('attendee').length,
    ]);
  const strict = readStrictIcs(text)
    .components.filter(({ name }) => name === 'VEVENT')
    .map(({ properties }) => [
      ...['UID', 'STATUS'].map((name) => properties.find((one) => one.name === name)?.value),
      properties.filter(({ name }) => name === 'ATTENDEE').length,
    ]);
  expect(lenient).toEqual(strict);
  return strict;
}

test('one mail: each booking with its own link, what Outlook refused beside it, one file with all that stand', () => {
  const bookings = [weekOf(2), weekOf(0), weekOf(1, refused), weekOf(3, { status: 'to_confirm' })];
  const mail = composeSeriesMail('series_booked', bookings, now, null);
  expect(mail?.subject).toBe('Booked 3 times: Linden Room');
  expect(mail?.text).toContain('These 3 bookings stand.');
  expect(mail?.text).toContain('somebody else took one time in Outlook');
  expect(mail?.text.match(/\/bookings\/abcd234\d\?key=\w+/g)?.map((link) => link.slice(10, 18))).toEqual(
    // The first leads the mail.
    ['abcd2340', 'abcd2340', 'abcd2342', 'abcd2343'],
  );
  expect(mail?.text).toMatch(/Not booked: Linden Room, Monday, November 30, 2026/);
  expect(mail?.ics?.method).toBe('PUBLISH');
  const uid = (week: number) => `booking-abcd234${week}@${booking.installationId}`;
  // One that waits for staff is not in anybody's calendar yet.
  expect(eventsOf(mail?.ics?.content ?? '')).toEqual([
    [uid(0), 'CONFIRMED', 0],
    [uid(2), 'CONFIRMED', 0],
  ]);
});

test('what the library took back goes from the patron’s calendar', () => {
  const cancelled = [0, 1].map((week) =>
    weekOf(week, { status: 'cancelled', cause: 'staff', icsSequence: 1, locale: 'es' }),
  );
  const mail = composeSeriesMail('series_cancelled', cancelled, now, null);
  expect(mail?.subject).toBe('Cancelado 2 veces: Linden Room');
  expect(mail?.text).not.toContain('abcd2340');
  expect(eventsOf(mail?.ics?.content ?? '').map(([, status]) => status)).toEqual(['CANCELLED', 'CANCELLED']);
});

test('in a location’s own words where there are several; the facts, links and file stand below them', () => {
  const own = {
    subject: 'Yours {count} times: {space}',
    body: 'Dear {patron},\n\n{count} times at {location}: {link}',
  };
  const bookings = [weekOf(0), weekOf(1, refused), weekOf(2)];
  const mail = composeSeriesMail('series_booked', bookings, now, own);
  expect(mail?.subject).toBe('Yours 2 times: Linden Room');
  expect(mail?.text).toMatch(/^Dear Pat <b>Rowan<\/b>,\n\n2 times at Central Library: https:\S+abcd2340\S+\n/);
  expect(mail?.text).toMatch(/Not booked: Linden Room, Monday, November 30, 2026/);
  expect(mail?.text).not.toContain('bookings stand');
  expect(eventsOf(mail?.ics?.content ?? '')).toHaveLength(2);
  // Of a single one that is left they would not read right.
  expect(composeSeriesMail('series_booked', [weekOf(0)], now, own)?.subject).toBe('Booked: Linden Room');
});

test('our words, as an admin finds them to change, are those that are sent', () => {
  for (const locale of locales)
    for (const template of ['series_booked', 'series_cancelled'] as const) {
      const status = template === 'series_booked' ? 'confirmed' : 'cancelled';
      const bookings = [0, 1].map((week) => weekOf(week, { locale, status, cause: 'staff' }));
      const ours = composeSeriesMail(template, bookings, now, null);
      expect(composeSeriesMail(template, bookings, now, ourWords(template, locale))).toEqual(ours);
    }
});

test('nobody is written to about nothing, and nobody whose address is removed', () => {
  expect(composeSeriesMail('series_booked', [], now, null)).toBeNull();
  expect(composeSeriesMail('series_booked', [weekOf(0, { patronEmail: '' })], now, null)).toBeNull();
  expect(composeSeriesMail('series_booked', [weekOf(0, { status: 'cancelled', cause: 'user' })], now, null)).toBeNull();
});
