import nodemailer from 'nodemailer';
import { env } from '@/lib/env';
import type { MailTry } from './mail-try';
import type { Message } from './send';

export type Sender = { name: string; address: string };

const FILE = 'booking.ics';

const writer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/**
 * The message as bytes (RFC 5322), the same whichever way it leaves: text, HTML and the calendar file side by side, the
 * latter with its METHOD so that mail programs act on it (RFC 6047), and once more as a file to open; `isFileOnly`: only so.
 */
export async function composeMime(
  message: Message,
  { from, replyTo }: { from: Sender; replyTo?: string },
  { id, writtenAt }: MailTry,
): Promise<Buffer> {
  const { to, subject, text, html, ics } = message;
  const written = await writer.sendMail({
    ...{ from, to, subject, text, html, date: writtenAt, ...(replyTo && { replyTo }) },
    // The same for each try: by it, and by the date, the receiving side knows a mail that came twice.
    ...(id && { messageId: `<${id}@${new URL(env().PUBLIC_URL).hostname}>` }),
    ...(ics && calendarPart(ics)),
  });
  return written.message as Buffer;
}

const calendarPart = ({ method, content, isFileOnly }: NonNullable<Message['ics']>) =>
  isFileOnly
    ? { attachments: [{ filename: FILE, content, contentType: `text/calendar; charset=utf-8; method=${method}` }] }
    : { icalEvent: { method, filename: FILE, content } };
