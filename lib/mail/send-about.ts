import { bugFacts } from '@/lib/bug-facts';
import { db } from '@/lib/db/client';
import { type MailedAbout, noteMail } from '@/lib/db/mail-log';
import { log } from '@/lib/log';
import { mailFailure } from './mail-failure';
import type { MailTry } from './mail-try';
import { type Message, send } from './send';

/** As {@link send}, and the try stands in the history of each of these bookings. */
export async function sendAbout(
  mail: { template: string; about: MailedAbout },
  message: Message,
  attempt: MailTry,
): Promise<void> {
  try {
    await send(message, attempt);
  } catch (error) {
    await note({ ...mail, outcome: mailFailure(error).reason });
    throw error;
  }
  await note({ ...mail, outcome: 'ok' });
}

/** A mail that has left is not sent again because nobody could write that down. */
async function note(line: { template: string; about: MailedAbout; outcome: string }): Promise<void> {
  try {
    await noteMail(db(), line, new Date());
  } catch (error) {
    log.warn({ template: line.template, ...bugFacts(error) }, 'mail not noted');
  }
}
