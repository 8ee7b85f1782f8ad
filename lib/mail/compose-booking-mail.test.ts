import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { composeBookingMail } from './compose-booking-mail';

setMailEnvironment();

const eventOf = (content = '') => {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const event = calendar.getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  return { calendar, event: new ICAL.Event(event), status: event.getFirstPropertyValue('status') };
};

test('a request is in no calendar, unless it stood there before its patron changed it: then as tentative', () => {
  const request = { ...booking, status: 'mediation' } as const;
  expect(composeBookingMail('booking_received', request, now).ics).toBeUndefined();
  const { ics } = composeBookingMail('booking_received', { ...request, icsSequence: 2 }, now);
  expect(ics?.method).toBe('REQUEST');
  const { event, status } = eventOf(ics?.content);
  expect([event.sequence, status]).toEqual([2, 'TENTATIVE']);
});

describe('a check-in', () => {
  const items = booking.items.map((item) => ({ ...item, checkInBefore: 15, checkInAfter: 15 }));
  const asked = { ...booking, items, checkInCode: 'K7M' };
  const minutes = (at: Date, by: number) => new Date(at.getTime() + by * 60_000);
  const start = booking.items[0]?.start ?? now;

  test('is asked for within the window that the door has', () => {
    expect(composeBookingMail('booking_confirmed', asked, now).text).toMatch(/1:45.PM.*2:15.PM/);
    const late = composeBookingMail('booking_confirmed', { ...asked, madeAt: minutes(start, 20) }, now);
    expect(late.text).toMatch(/1:45.PM.*2:35.PM/);
    const short = items.map((item) => ({ ...item, end: minutes(start, 10) }));
    expect(composeBookingMail('booking_confirmed', { ...asked, items: short }, now).text).toMatch(/1:45.PM.*2:10.PM/);
  });
});

describe('a confirmation', () => {
  test('says what and when in the library’s zone, and links to the booking with its key', () => {
    const mail = composeBookingMail('booking_confirmed', booking, now);
    expect(mail.subject).toBe('Booked: Linden Room, Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)');
    expect(mail.text).toMatch(/https:\/\/book\.library\.example\/bookings\/abcd2345\?key=\S{32}\n/);
  });

  test('is Spanish for a Spanish reader', () => {
    const mail = composeBookingMail('booking_confirmed', { ...booking, locale: 'es' }, now);
    expect(mail.subject).toContain('Reservado: Linden Room, lunes, 23 de noviembre de 2026');
  });

  test('escapes what people typed', () => {
    const { html } = composeBookingMail('booking_confirmed', booking, now);
    expect(html).toContain('Pat &lt;b&gt;Rowan&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  test('carries a calendar file with UTC times', () => {
    const { event, calendar } = eventOf(composeBookingMail('booking_confirmed', booking, now).ics?.content);
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.startDate.toString()).toBe('2026-11-23T19:00:00Z');
    expect(event.endDate.toString()).toBe('2026-11-23T20:00:00Z');
    expect(event.sequence).toBe(0);
  });
});

test('a cancellation keeps the UID, raises the sequence and cancels', () => {
  const before = eventOf(composeBookingMail('booking_confirmed', booking, now).ics?.content);
  const mail = composeBookingMail('booking_cancelled', { ...booking, status: 'cancelled', icsSequence: 1 }, now);
  const after = eventOf(mail.ics?.content);
  expect(after.event.uid).toBe(before.event.uid);
  expect(after.event.sequence).toBe(1);
  expect(after.status).toBe('CANCELLED');
  expect(after.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
  expect(mail.text).toContain('You cancelled it.');
});

describe('a booking that the library moved', () => {
  const before = {
    start: new Date('2026-11-23T15:00:00Z'),
    end: new Date('2026-11-23T16:00:00Z'),
    name: 'Linden Room',
  };

  test('names the old and the new time, and offers a no in one click', () => {
    const mail = composeBookingMail('booking_moved', { ...booking, icsSequence: 1 }, now, { before });
    expect(mail.text).toContain('Before: Monday, November 23, 2026, 10:00 AM – 11:00 AM (EST)');
    expect(mail.text).toContain('New time: Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)');
    expect(mail.text).toMatch(/bookings\/abcd2345\?key=\S{32}&refuse=1#refuse/);
    expect(mail.html).toContain('&amp;refuse=1#refuse');
    const { event, calendar } = eventOf(mail.ics?.content);
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.sequence).toBe(1);
  });

  test('to another space: where it was is named too', () => {
    const mail = composeBookingMail('booking_moved', booking, now, { before: { ...before, name: 'Maple Room' } });
    expect(mail.text).toContain('Before: Maple Room, Monday');
    expect(mail.subject).toContain('New place: Linden Room');
    expect(mail.text).toContain('is not available then');
  });

  test.each([
    ['moved_in_outlook', 'changed in the calendar'],
    ['moved_by_staff', 'chose another time'],
  ])('%s: apology, reason and what is free near the time before', (statusReason, reason) => {
    const free = { ...before, name: 'Maple Room', path: '/spaces/7?start=x&end=y#book' };
    const { text } = composeBookingMail('booking_moved', { ...booking, statusReason }, now, {
      ...{ before, alternatives: [free] },
    });
    expect(text).toContain('We are sorry');
    expect(text).toContain(reason);
    expect(text).toContain('Free near the time before:\nMaple Room, Monday');
    expect(text).toContain('https://book.library.example/spaces/7?start=x&end=y#book');
    expect(text).toContain('&refuse=1#refuse');
  });
});

describe('a booking that the library takes back', () => {
  const free = {
    name: 'Maple Room',
    path: '/spaces/7?start=x&end=y#book',
    start: booking.items[0]?.start ?? now,
    end: booking.items[0]?.end ?? now,
  };

  test.each([
    ['displaced_in_outlook', 'had to give way'],
    ['removed_in_outlook', 'removed from the calendar'],
    ['withdrawn_by_staff', 'had to cancel'],
    ['hours_changed', 'not open then any more'],
    ['rules_changed', 'rules for booking'],
  ])('%s: reason, apology and what is free near it', (statusReason, reason) => {
    const mail = composeBookingMail('booking_withdrawn', { ...booking, statusReason }, now, { alternatives: [free] });
    expect(mail.text).toContain(reason);
    expect(mail.text).toContain('We are sorry');
    expect(mail.text).toContain('Free near that time:\nMaple Room, Monday, November 23, 2026');
    expect(mail.text).toContain('https://book.library.example/spaces/7?start=x&end=y#book');
    expect(mail.ics?.method).toBe('CANCEL');
  });

  test('what staff say themselves stands beside it, as they wrote it', () => {
    const mail = composeBookingMail('booking_withdrawn', booking, now, { note: 'Painters <3 all day.' });
    expect(mail.text).toContain("The library's note: Painters <3 all day.");
    expect(mail.html).toContain('Painters &lt;3 all day.');
    expect(composeBookingMail('booking_withdrawn', booking, now).text).not.toContain('note:');
  });

  test('an appointment leads back to the page it was booked on', () => {
    const [item] = booking.items;
    if (!item) throw new Error('no item');
    const appointment = { ...booking, items: [{ ...item, kind: 'person' as const, slug: 'ada-park' }] };
    expect(composeBookingMail('booking_withdrawn', appointment, now).text).toContain(
      'https://book.library.example/appointments/ada-park\n',
    );
  });

  test('says nothing of alternatives where there are none', () => {
    expect(composeBookingMail('booking_withdrawn', booking, now).text).not.toContain('Free near');
  });
});

test('a request that staff have to confirm brings no calendar file: nothing is promised yet', () => {
  expect(composeBookingMail('booking_to_confirm', booking, now).ics).toBeUndefined();
});
