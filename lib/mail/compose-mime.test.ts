import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { composeBookingMail } from './compose-booking-mail';
import { composeMime } from './compose-mime';
import { onlyTry } from './mail-try';

setMailEnvironment();

const spanish = { ...booking, locale: 'es', patronName: 'Begoña Núñez' };
const compose = () => composeBookingMail('booking_confirmed', spanish, now);
const from = { name: 'Biblioteca', address: 'bookings@library.example' };
const attempt = { ...onlyTry(now), id: 'b6f8f0e8' };

test('text, HTML and calendar lie side by side, the calendar with its method and once more as a file', async () => {
  const mime = (await composeMime(compose(), { from }, attempt)).toString('latin1');
  const types = [...mime.matchAll(/^Content-Type: ([^;\r]+)(.*)$/gm)].map(([, type, rest]) => `${type}${rest}`);
  expect(types.map((type) => type.replace(/ ?boundary=.*/, ''))).toEqual([
    'multipart/mixed;',
    'multipart/alternative;',
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
    'text/calendar; charset=utf-8; method=REQUEST',
    'application/ics; name=booking.ics',
  ]);
  expect(mime.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\u00ff]/);
});

test('a file that is only to be opened is no part that mail programs act on', async () => {
  const message = compose();
  const ics = message.ics && ({ ...message.ics, method: 'PUBLISH', isFileOnly: true } as const);
  const mime = await composeMime({ ...message, ...(ics && { ics }) }, { from }, attempt);
  const { attachments } = await PostalMime.parse(mime);
  expect(attachments).toMatchObject([{ filename: 'booking.ics', disposition: 'attachment', method: 'PUBLISH' }]);
});

test('it says what the message says, letters beyond ASCII too; the file is the calendar part', async () => {
  const message = compose();
  const mime = await composeMime(message, { from, replyTo: 'b@library.example' }, attempt);
  const read = await PostalMime.parse(mime);
  expect(read.from).toMatchObject(from);
  expect(read.to).toMatchObject([{ name: 'Begoña Núñez', address: 'pat@patrons.example' }]);
  expect([read.subject, read.text?.trim(), read.html?.trim()]).toEqual([
    message.subject,
    message.text.trim(),
    message.html.trim(),
  ]);
  expect(read.replyTo).toMatchObject([{ address: 'b@library.example' }]);
  // The reader has line ends of its own for text; in the file they are as they were written.
  const part = Buffer.from(read.attachments[0]?.content as ArrayBuffer).toString();
  expect(part.trim()).toBe(message.ics?.content.replaceAll('\r\n', '\n').trim());
  const file = Buffer.from(message.ics?.content ?? '').toString('base64');
  expect(mime.toString().replaceAll('\r\n', '')).toContain(file);
});

test('each try of a job has one id and date; a mail that is tried once has an id of its own', async () => {
  const headers = async (id: string | null) => {
    const { messageId, date } = await PostalMime.parse(await composeMime(compose(), { from }, { ...attempt, id }));
    return `${messageId} ${date}`;
  };
  expect(await headers('b6f8f0e8')).toBe('<b6f8f0e8@book.library.example> 2026-11-20T12:00:05.000Z');
  expect(await headers('b6f8f0e8')).toBe(await headers('b6f8f0e8'));
  expect(await headers(null)).not.toBe(await headers(null));
});
