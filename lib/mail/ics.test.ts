import { describe, expect, test } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { appointment, atDesk, booking, now, setMailEnvironment } from './booking.test-data';
import { icsWords } from './compose-booking-mail';
import { buildCalendar, buildIcs, type IcsKind } from './ics';
import { icsReaders, uidsOf } from './ics-readers.test-data';

setMailEnvironment();

const [item] = booking.items;
if (!item) throw new Error('no item');
const at = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });
const moved = {
  ...booking,
  icsSequence: 1,
  items: [{ ...item, ...at('2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z') }],
};
const cancelled = { ...moved, icsSequence: 2, status: 'cancelled' as const };

const build = (one: BookingForMail, kind: IcsKind) => buildIcs(one, icsWords(one), kind, now);

describe.each(Object.entries(icsReaders))('as %s reads them', (_, read) => {
  test('a booking, its move and its cancellation are one event, each newer than the one before', () => {
    const [first, second, third] = [
      read(build(booking, 'request')),
      read(build(moved, 'request')),
      read(build(cancelled, 'cancel')),
    ];
    const instant = (text: string) => Date.parse(text);
    expect(first).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', sequence: 0 });
    expect([first.start, first.end]).toEqual([instant('2026-11-23T19:00:00Z'), instant('2026-11-23T20:00:00Z')]);
    expect(second).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', sequence: 1 });
    expect([second.start, second.end]).toEqual([instant('2026-11-24T15:00:00Z'), instant('2026-11-24T16:00:00Z')]);
    expect(third).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 2, start: second.start });
    expect(first.uid).toBe('booking-abcd2345@0b6f8f0e-8f9b-4a4e-9a2a-1d1f0c7e2a11');
    expect([second.uid, third.uid]).toEqual([first.uid, first.uid]);
    for (const one of [first, second, third])
      expect([one.organizer, one.attendees]).toEqual(['bookings@library.example', ['pat@patrons.example']]);
  });

  test('the organizer is the mailbox that mails leave from', () => {
    const other = { ...booking, libraryMailbox: 'desk@library.example' };
    expect(read(build(other, 'cancel')).organizer).toBe('desk@library.example');
  });

  test('a file that is fetched asks nobody: PUBLISH, without attendees, and it says what is over', () => {
    expect(read(build(moved, 'publish'))).toMatchObject({ method: 'PUBLISH', status: 'CONFIRMED', attendees: [] });
    expect(read(build(cancelled, 'publish'))).toMatchObject({ status: 'CANCELLED', sequence: 2, attendees: [] });
  });

  test('signs of the format, line ends and letters of several octets come out as they went in', () => {
    const odd = {
      ...booking,
      patronName: 'Ñandú; "Ana", né:\r\nEND:VCALENDAR',
      items: [{ ...item, name: `${'ß'.repeat(90)}, a; b\\n c`, address: '12 Elm Street; side door' }],
    };
    const words = icsWords(odd);
    const said = read(build(odd, 'request'));
    expect(said).toMatchObject({ summary: words.title, description: words.description, sequence: 0 });
    expect(said.location).toBe(`${odd.items[0]?.name}, Central Library, 12 Elm Street; side door`);
    expect(said.attendees).toEqual(['pat@patrons.example']);
  });

  test('an appointment online has its link as place, address and words; one at a desk the desk', () => {
    const link = 'https://teams.example/l/meetup-join/19%3ameeting_abc';
    const online = read(build({ ...appointment, icsSequence: 1 }, 'request'));
    expect(online).toMatchObject({
      summary: 'Research <b>help</b> with Ada Park',
      location: link,
      url: link,
      sequence: 1,
    });
    expect(online.description).toContain(`Meeting online: ${link}\nHave your draft at hand.\nReference: abcd2345\n`);
    expect(online.uid).toBe(read(build(booking, 'request')).uid);
    const desk = read(build(atDesk, 'request'));
    expect(desk).toMatchObject({ location: 'Desk 3, Central Library, 12 Elm Street', url: '' });
    expect(desk.description).toContain('Second floor.');
  });

  test.each([
    ['before and after the clocks go back', '2026-11-01T05:30:00Z', '2026-11-01T07:30:00Z'],
    ['in the hour that comes twice, the second time', '2026-11-01T06:15:00Z', '2026-11-01T06:45:00Z'],
    ['over the hour that is left out', '2027-03-14T06:30:00Z', '2027-03-14T07:30:00Z'],
    ['over midnight and the end of the year', '2026-12-31T22:00:00Z', '2027-01-01T06:00:00Z'],
  ])('%s it is the same two instants in every zone', (_words, start, end) => {
    const { start: from, end: to } = read(build({ ...booking, items: [{ ...item, ...at(start, end) }] }, 'request'));
    expect([from, to]).toEqual([Date.parse(start), Date.parse(end)]);
  });
});

test.each(Object.entries(uidsOf))('%s finds an event for each booking of a file of several', (_, uids) => {
  const both = [booking, { ...cancelled, publicId: 'EFGH6789' }];
  const text = buildCalendar(
    both.map((one) => ({ booking: one, words: icsWords(one) })),
    'publish',
    now,
  );
  const place = booking.installationId;
  expect(uids(text)).toEqual([`booking-abcd2345@${place}`, `booking-efgh6789@${place}`]);
});
