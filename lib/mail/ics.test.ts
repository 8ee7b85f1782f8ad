import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { icsWords } from './compose-booking-mail';
import { buildIcs, type IcsKind } from './ics';
import { readStrictIcs } from './strict-ics.test-data';

setMailEnvironment();

type Said = { method: string; status: string; uid: string; sequence: number; start: string; attendees: string[] };

/** The same facts by two readers that share nothing. */
const readers: Record<string, (text: string) => Said> = {
  'ical.js': (text) => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const event = calendar.getFirstSubcomponent('vevent');
    const value = (name: string) => String(event?.getFirstPropertyValue(name) ?? '');
    return {
      ...{ method: String(calendar.getFirstPropertyValue('method')), status: value('status'), uid: value('uid') },
      ...{ sequence: Number(value('sequence')), start: value('dtstart').replaceAll(/[-:]/g, '') },
      attendees: (event?.getAllProperties('attendee') ?? []).map((one) => String(one.getFirstValue()).toLowerCase()),
    };
  },
  'a strict reader of RFC 5545': (text) => {
    const calendar = readStrictIcs(text);
    const event = calendar.components.find(({ name }) => name === 'VEVENT');
    const value = (from: typeof event, name: string) => from?.properties.find((one) => one.name === name)?.value ?? '';
    return {
      ...{ method: value(calendar, 'METHOD'), status: value(event, 'STATUS'), uid: value(event, 'UID') },
      ...{ sequence: Number(value(event, 'SEQUENCE')), start: value(event, 'DTSTART') },
      attendees: (event?.properties ?? [])
        .filter(({ name }) => name === 'ATTENDEE')
        .map((one) => one.value.toLowerCase()),
    };
  },
};

const [item] = booking.items;
if (!item) throw new Error('no item');
const moved = {
  ...booking,
  icsSequence: 1,
  items: [{ ...item, start: new Date('2026-11-24T15:00:00Z'), end: new Date('2026-11-24T16:00:00Z') }],
};
const cancelled = { ...moved, icsSequence: 2, status: 'cancelled' as const };

const build = (one: BookingForMail, kind: IcsKind) => buildIcs(one, icsWords(one), kind, now);

describe.each(Object.entries(readers))('as %s reads them', (_, read) => {
  test('a booking, its move and its cancellation are one event, each newer than the one before', () => {
    const [first, second, third] = [
      read(build(booking, 'request')),
      read(build(moved, 'request')),
      read(build(cancelled, 'cancel')),
    ];
    expect(first).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', sequence: 0, start: '20261123T190000Z' });
    expect(second).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', sequence: 1, start: '20261124T150000Z' });
    expect(third).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 2, start: '20261124T150000Z' });
    expect(first.uid).toBe('booking-abcd2345@0b6f8f0e-8f9b-4a4e-9a2a-1d1f0c7e2a11');
    expect([second.uid, third.uid]).toEqual([first.uid, first.uid]);
    expect(third.attendees).toEqual(['mailto:pat@patrons.example']);
  });

  test('a file that is fetched asks nobody: PUBLISH, without attendees, and it says what is over', () => {
    expect(read(build(moved, 'publish'))).toMatchObject({ method: 'PUBLISH', status: 'CONFIRMED', attendees: [] });
    expect(read(build(cancelled, 'publish'))).toMatchObject({ status: 'CANCELLED', sequence: 2, attendees: [] });
  });

  test('names that hold signs of the format, line ends and letters of several octets stay one value', () => {
    const odd = {
      ...booking,
      patronName: 'Ñandú; "Ana", né:\r\nEND:VCALENDAR',
      items: [{ ...item, name: 'ß'.repeat(90) }],
    };
    expect(read(build(odd, 'request'))).toMatchObject({ attendees: ['mailto:pat@patrons.example'], sequence: 0 });
  });
});
