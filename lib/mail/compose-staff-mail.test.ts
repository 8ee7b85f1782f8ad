import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { StaffMail, StaffMailFacts } from '@/lib/db/staff-mail';
import { locales } from '@/lib/messages/locales';
import { appointment, now, setMailEnvironment } from './booking.test-data';
import { composeBookingMail } from './compose-booking-mail';
import { composeStaffMail } from './compose-staff-mail';

setMailEnvironment();

const facts: StaffMailFacts = {
  to: { name: 'Ada Park', address: 'ada@library.example', locale: 'en' },
  booking: appointment,
  note: 'About <my> thesis',
  answers: [
    { label: 'Topic?', answer: 'Moths' },
    { label: 'Been here?', answer: 'yes', kind: 'yes' },
  ],
  cancelReason: 'Ill',
  isConnected: false,
};
const TEMPLATES = ['appointment_booked', 'appointment_changed', 'appointment_cancelled', 'meeting_missing'] as const;
const mailOf = (template: StaffMail['template']): StaffMail => ({ template, bookingId: 1 });
const each = locales.flatMap((locale) => TEMPLATES.map((template) => [template, locale] as const));

test.each(each)('%s in %s names who comes, with their address, and leaves no gap', (template, locale) => {
  const { subject, text, html } = composeStaffMail(mailOf(template), { ...facts, to: { ...facts.to, locale } }, now);
  for (const part of [subject, text, html.replace(/<style>.*?<\/style>/s, '')])
    expect(part).not.toMatch(/[{}]|undefined|appointmentMail\./);
  expect(text).toContain('pat@patrons.example');
  expect(html).toContain('Pat &lt;b&gt;Rowan&lt;/b&gt;');
  expect(html).not.toMatch(/<b>|<my>/);
  expect(text).toContain('https://book.library.example/desk/bookings/abcd2345\n');
  // Without a patron's key: it leads behind the sign-in.
  expect(text).not.toContain('key=');
});

describe('what is told', () => {
  test('of a new one: what was asked and answered, their note, and where to meet', () => {
    const { text, subject } = composeStaffMail(mailOf('appointment_booked'), facts, now);
    expect(subject).toMatch(/^New appointment: Research <b>help<\/b>, Monday, November 23/);
    expect(text).toContain('Topic?: Moths\nBeen here?: Yes\nTheir note: About <my> thesis\n');
    expect(text).toContain('Meeting online: https://teams.example/');
  });

  test('of a changed one: where it was', () => {
    const before = { start: '2026-11-23T15:00:00Z', end: '2026-11-23T16:00:00Z' };
    const { text } = composeStaffMail({ template: 'appointment_changed', bookingId: 1, before }, facts, now);
    expect(text).toMatch(/Before: .*10:00.AM.*\nNew time: .*2:00.PM/);
  });

  test('of a cancelled one: why, and nothing of what was to be talked about', () => {
    const { text } = composeStaffMail(mailOf('appointment_cancelled'), facts, now);
    expect(text).toContain('Their reason: Ill');
    expect(text).not.toMatch(/Moths|thesis|teams\.example/);
  });

  test('without a meeting: whether there is something to do', () => {
    const linkOf = (link: string) => {
      const booking = { ...appointment, appointment: appointment.appointment && { ...appointment.appointment, link } };
      return composeStaffMail(mailOf('meeting_missing'), { ...facts, booking }, now).text;
    };
    expect(linkOf('https://meet.example/ada')).toContain('nothing more is needed');
    expect(linkOf('')).toContain('please do');
  });
});

describe('the calendar file', () => {
  const eventOf = (content = '') => {
    const calendar = new ICAL.Component(ICAL.parse(content));
    return new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  };

  test('is for those who have connected no calendar: in another it would be the same event once more', () => {
    expect(composeStaffMail(mailOf('appointment_booked'), { ...facts, isConnected: true }, now).ics).toBeUndefined();
    expect(composeStaffMail(mailOf('meeting_missing'), facts, now).ics).toBeUndefined();
  });

  test('names no patron, and is another event than the patron’s own, the same one through every change', () => {
    const booked = composeStaffMail(mailOf('appointment_booked'), facts, now).ics;
    const over = { ...appointment, status: 'cancelled' as const, icsSequence: 2 };
    const cancelled = composeStaffMail(mailOf('appointment_cancelled'), { ...facts, booking: over }, now).ics;
    const [first, last] = [eventOf(booked?.content), eventOf(cancelled?.content)];
    expect(booked?.content).not.toMatch(/rowan|pat@|thesis|moths/i);
    expect(first.summary).toBe('Research <b>help</b>');
    expect([booked?.method, cancelled?.method]).toEqual(['PUBLISH', 'PUBLISH']);
    expect(cancelled?.content).toContain('STATUS:CANCELLED');
    expect([last.uid, first.sequence, last.sequence]).toEqual([first.uid, 0, 2]);
    expect(first.attendees).toEqual([]);
    expect(first.uid).not.toBe(eventOf(composeBookingMail('booking_confirmed', appointment, now).ics?.content).uid);
  });
});
