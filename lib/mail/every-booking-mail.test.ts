import { describe, expect, test } from 'vitest';
import { catalogue } from '@/lib/messages/catalogue';
import { locales } from '@/lib/messages/locales';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { variablesOf } from './booking-mails';
import { composeBookingMail } from './compose-booking-mail';
import { unknownVariables } from './fill-template';
import { isAppointmentMail, isSeriesMail, OWN_MAILS, type SpaceMail } from './own-mails';

setMailEnvironment();

const [item] = booking.items;
if (!item) throw new Error('no item');
const full = {
  ...booking,
  holdUntil: new Date('2026-11-20T12:30:00Z'),
  checkInCode: 'K7M',
  mediationNote: 'Please bring <your> own markers.',
  items: [{ ...item, checkInBefore: 15, checkInAfter: 10 }],
};
const templates = OWN_MAILS.filter((one): one is SpaceMail => !isSeriesMail(one) && !isAppointmentMail(one));
const each = locales.flatMap((locale) => templates.map((template) => [template, locale] as const));

describe.each(each)('%s in %s', (template, locale) => {
  const mail = () => composeBookingMail(template, { ...full, locale }, now);

  test('has a subject and words without a gap or an unfilled name, as text and as HTML alike', () => {
    const { subject, text, html } = mail();
    expect(subject).toContain('Linden Room');
    for (const part of [subject, text, html.replace(/<style>.*?<\/style>/s, '')])
      expect(part).not.toMatch(/[{}]|mail\./);
    const [lead = ''] = text.split('\n');
    expect(lead).not.toMatch(/ {2}|undefined|^$/);
    expect(plain(html)).toContain(lead);
    expect(html).toContain(`<html lang="${locale}">`);
  });

  test('escapes what people typed and loads nothing from elsewhere', () => {
    const { html } = mail();
    expect(html).toContain('Pat &lt;b&gt;Rowan&lt;/b&gt;');
    expect(html).not.toMatch(/<b>|<your>|<img|src=|url\(|<script|@import/);
  });

  test('our words name only what its list of variables has', () => {
    const { subject, lead } = catalogue[locale].mail[template];
    expect(unknownVariables(`${subject} ${lead}`, variablesOf(template))).toEqual([]);
  });
});

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');

describe('a mail of check-in', () => {
  test('names the code with its first and last moment', () => {
    expect(composeBookingMail('booking_confirmed', full, now).text).toContain(
      'Check-in code: K7M (from 1:45 PM to 2:10 PM)',
    );
  });

  test('says until when one may still come, and leads there', () => {
    const { text } = composeBookingMail('check_in_reminder', full, now);
    expect(text).toContain('Please check in by 2:10 PM');
    expect(text).toMatch(/bookings\/abcd2345\?key=\S{32}#check-in\n/);
  });

  test('says no code where there is no check-in', () => {
    expect(composeBookingMail('booking_confirmed', { ...full, items: [item] }, now).text).not.toContain('K7M');
  });
});

test('the link that confirms has a key of its own, and says until when', () => {
  const { text } = composeBookingMail('booking_verify', full, now);
  const key = /bookings\/abcd2345\/verify\?key=(\S{32})\n/.exec(text)?.[1];
  expect(key).toBeDefined();
  expect(composeBookingMail('booking_confirmed', full, now).text).not.toContain(key);
  expect(text).toContain('until Nov 20, 2026, 7:30 AM');
});

test.each(['booking_approved', 'booking_denied'] as const)('%s brings the mediator’s note', (template) => {
  expect(composeBookingMail(template, full, now).text).toContain(
    "The library's note: Please bring <your> own markers.",
  );
});

test('several spaces at their own times are each named with theirs', () => {
  const other = { ...item, name: 'Maple Room', end: new Date('2026-11-23T21:00:00Z') };
  const { text } = composeBookingMail('booking_confirmed', { ...booking, items: [item, other] }, now);
  expect(text).toContain('Linden Room: Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)');
  expect(text).toContain('Maple Room: Monday, November 23, 2026, 2:00 PM – 4:00 PM (EST)');
});

describe('a library’s own words', () => {
  const own = { subject: '{space} is\n yours, {patron}', body: 'Dear {patron},\n\nsee {link}\nor {nothing}. {until}' };

  test('stand instead of ours, with the facts and the button below', () => {
    const { subject, text } = composeBookingMail('booking_confirmed', booking, now, { own });
    expect(subject).toBe('Linden Room is yours, Pat <b>Rowan</b>');
    expect(text).toMatch(/^Dear Pat <b>Rowan<\/b>,\n\nsee https:\S+\nor \{nothing\}\.\n\nWhat: Linden Room\n/);
    expect(text).not.toContain('Your booking stands.');
  });

  test('are escaped, and only our own address becomes a link', () => {
    const named = { ...booking, patronName: '{link} http://elsewhere.example' };
    const { html } = composeBookingMail('booking_confirmed', named, now, {
      own: { ...own, body: '<i>{patron}</i> {link}' },
    });
    expect(html).toContain('&lt;i&gt;{link} http://elsewhere.example&lt;/i&gt; <a class="way" href="https://book.');
    expect(html).not.toContain('href="http://elsewhere');
  });
});

test('what a text names beyond its list, and braces that name nothing, are found', () => {
  expect(unknownVariables('{patron} {code} {Space} {', ['patron'])).toEqual(['code', '{Space}', '{']);
});
