import { describe, expect, test } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { catalogue } from '@/lib/messages/catalogue';
import { locales } from '@/lib/messages/locales';
import { appointment, atDesk, now, setMailEnvironment } from './booking.test-data';
import { APPOINTMENT_WORDS, type AppointmentWords, appointmentVariablesOf, mailWithWords } from './booking-mails';
import { composeBookingMail } from './compose-booking-mail';
import { unknownVariables } from './fill-template';

setMailEnvironment();

const JOIN = 'https://teams.example/l/meetup-join/19%3ameeting_abc';
const all: AppointmentWords[] = Object.values(APPOINTMENT_WORDS);
const each = locales.flatMap((locale) => all.map((words) => [words, locale] as const));
const full = { ...appointment, holdUntil: new Date('2026-11-20T12:30:00Z') };

/** The same with other facts of the appointment. */
const having = (more: Partial<NonNullable<BookingForMail['appointment']>>, of = appointment): BookingForMail => ({
  ...of,
  appointment: of.appointment && { ...of.appointment, ...more },
});

describe.each(each)('%s in %s', (words, locale) => {
  const template = mailWithWords(words);
  const mail = () => composeBookingMail(template, { ...full, locale }, now);

  test('says with whom, and no name or gap is left in subject, text and HTML', () => {
    const { subject, text, html } = mail();
    expect(subject).toContain('Ada Park');
    for (const part of [subject, text, html.replace(/<style>.*?<\/style>/s, '')])
      expect(part).not.toMatch(/[{}]|undefined|appointmentMail\./);
    expect(text).toMatch(/^\S[^\n]*\S\n/);
    expect(text).toMatch(locale === 'en' ? /\nAppointment: Research/ : /\nCita: Research/);
    expect(html).toContain(`<html lang="${locale}">`);
  });

  test('escapes what people typed', () => {
    expect(mail().html).toContain('Research &lt;b&gt;help&lt;/b&gt;');
    expect(mail().html).not.toMatch(/<b>|<img|src=|<script/);
  });

  test('our words name only what its list of variables has', () => {
    const { subject, lead } = catalogue[locale].appointmentMail[words];
    expect(unknownVariables(`${subject} ${lead}`, appointmentVariablesOf(words))).toEqual([]);
  });
});

describe('where to meet', () => {
  const text = (booking: BookingForMail) => composeBookingMail('booking_confirmed', booking, now).text;

  test('online: the link, as text and as something to follow, with what is good to know', () => {
    expect(text(appointment)).toContain(
      `\nWhere: Online\nMeeting online: ${JOIN}\nGood to know: Have your draft at hand.\n`,
    );
    expect(composeBookingMail('booking_confirmed', appointment, now).html).toMatch(
      /<a class="way" href="https:\/\/teams[^"]+" [^>]*>Join the meeting<\/a>/,
    );
  });

  test('online, while no link is known: how it will come', () => {
    expect(text(having({ link: '' }))).toContain('Meeting online: The link follows by mail');
    expect(text(having({ link: '', teams: false }))).toContain('Meeting online: Ada Park sends you the link.');
  });

  test('what somebody typed in place of a link is told, and leads nowhere', () => {
    const { html } = composeBookingMail('booking_confirmed', having({ link: 'javascript:alert(1)' }), now);
    expect(html).not.toContain('href="javascript');
    expect(html).toContain('javascript:alert(1)');
  });

  test('at a desk, in a room, in another building: place, address and the way there', () => {
    expect(text(atDesk)).toContain('\nWhere: Desk 3, Central Library, 12 Elm Street\nHow to find it: Second floor.\n');
    expect(text(atDesk)).not.toContain('Meeting online');
    const [item] = atDesk.items;
    if (!item) throw new Error('no item');
    const room = {
      ...item,
      kind: 'space' as const,
      name: 'Linden Room',
      slug: null,
      directions: 'Left of the stairs.',
    };
    const inRoom = { ...having({ placeKind: 'room', placeName: 'My room' }, atDesk), items: [item, room] };
    expect(text(inRoom)).toContain('Where: Linden Room, Central Library, 12 Elm Street\n');
    expect(text(inRoom)).toContain('Second floor. Left of the stairs.');
    const building = { name: 'Annex', address: '2 Oak Street', directions: 'Behind the hall.' };
    expect(text(having({ building }, atDesk))).toContain(
      'Where: Desk 3, Annex, 2 Oak Street\nHow to find it: Second floor. Behind the hall.\n',
    );
  });

  test('of what is over nothing is said but the place', () => {
    const over = { ...appointment, status: 'cancelled' as const };
    expect(composeBookingMail('booking_cancelled', over, now).text).not.toContain('teams.example');
  });
});

test('a cancelled one leads to where another is made: the group’s page, else the person’s', () => {
  const over = { ...appointment, status: 'cancelled' as const };
  const { text } = composeBookingMail('booking_cancelled', over, now);
  expect(text).toContain('Find another time:\nhttps://book.library.example/appointments/ada-park\n');
  const ofGroup = composeBookingMail('booking_cancelled', having({ slug: 'research-help' }, over), now);
  expect(ofGroup.text).toContain('/appointments/research-help\n');
});

test('afterwards the person’s own words are said, paragraph by paragraph, and no link of a meeting that is over', () => {
  const { text, html } = composeBookingMail('follow_up', having({ followUpWords: 'See <i>this</i>.\n\nAda' }), now);
  expect(text).toMatch(/^Thank you for meeting Ada Park\.\n\nSee <i>this<\/i>\.\n\nAda\n\nAppointment: /);
  expect(html).toContain('See &lt;i&gt;this&lt;/i&gt;.</p><p');
  expect(text).not.toContain(JOIN);
  expect(text).toContain('Make another appointment:\nhttps://book.library.example/appointments/ada-park\n');
});

test('a location’s own words for afterwards leave out nothing of the person’s', () => {
  const own = { subject: 'Thank you', body: 'Do come again.' };
  expect(composeBookingMail('follow_up', appointment, now, { own }).text).toMatch(
    /^Do come again\.\n\nHere is the list\./,
  );
});

test('a location’s own words may name kind, person, place and link', () => {
  const own = { subject: '{kind}, {person}', body: '{place}: {join}' };
  const { subject, text } = composeBookingMail('booking_confirmed', appointment, now, { own });
  expect(subject).toBe('Research <b>help</b>, Ada Park');
  expect(text).toMatch(/^Online: https:\/\/teams\.example/);
});
