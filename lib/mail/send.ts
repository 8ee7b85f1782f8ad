import nodemailer, { type Transporter } from 'nodemailer';
import { db } from '@/lib/db/client';
import { type MailWay, mailWay } from '@/lib/db/mail-way';
import { env } from '@/lib/env';
import { sendMime } from '@/lib/graph/send-mail';
import { log } from '@/lib/log';
import { mailboxSession } from '@/lib/sync/mailbox-session';
import { composeMime } from './compose-mime';
import { fallsBack } from './falls-back';
import { mailAddress } from './mail-address';
import { mailFailure } from './mail-failure';
import { type MailTry, onlyTry } from './mail-try';

export type Message = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** `isFileOnly`: to open, not for mail programs to act on. */
  ics?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string; isFileOnly?: true };
};

/**
 * Out the way that the library chose. Throws when it could not leave: the queue tries again. What was thrown is read by
 * `mailFailure`.
 */
export async function send(message: Message, attempt: MailTry = onlyTry(new Date())): Promise<void> {
  const way = await mailWay(db());
  if (way.via === 'smtp') return sendBySmtp(message, attempt);
  try {
    await sendByGraph(message, way.mailbox, attempt);
  } catch (error) {
    const failure = mailFailure(error);
    if (!way.fallback || !fallsBack(failure, attempt)) throw error;
    log.warn({ reason: failure.reason, code: failure.code }, 'mail not taken by Microsoft, sent by SMTP');
    await sendBySmtp(message, attempt, way);
  }
}

/** From the library's own mailbox. `withNewToken`: as mailboxSession says. */
export async function sendByGraph(
  message: Message,
  mailbox: string,
  attempt: MailTry,
  withNewToken = false,
): Promise<void> {
  const { name } = mailAddress(env().MAIL_FROM);
  const mime = await composeMime(message, { from: { name, address: mailbox } }, attempt);
  await inTurn(async () => {
    const session = await mailboxSession(mailbox, withNewToken);
    try {
      await sendMime(session, mailbox, mime);
    } finally {
      await session.flush();
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

/** The mailbox's lane has room for one request, and whoever finds no room in it loses a try: so this process queues. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = last.then(work, work);
  last = mine.catch(() => {});
  return mine;
}

const kept = globalThis as unknown as { carrelMail?: Transporter };

/** `instead`: of the mailbox that it would have come from; answers still go there. */
async function sendBySmtp(message: Message, attempt: MailTry, instead?: MailWay & { via: 'graph' }): Promise<void> {
  kept.carrelMail ??= nodemailer.createTransport(env().SMTP_URL);
  const from = mailAddress(env().MAIL_FROM);
  const raw = await composeMime(message, { from, ...(instead && { replyTo: instead.mailbox }) }, attempt);
  await kept.carrelMail.sendMail({ envelope: { from: from.address, to: [message.to.address] }, raw });
}
