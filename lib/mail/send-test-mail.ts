import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import type { MailWay } from '@/lib/db/mail-way';
import { env } from '@/lib/env';
import type { Locale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import { letter } from './letter';
import { mailAddress } from './mail-address';
import { type MailFailure, mailFailure } from './mail-failure';
import { onlyTry } from './mail-try';
import { type Message, send, sendByGraph } from './send';

/**
 * One mail for whoever set up how they leave, by exactly that way: never by the other one instead. Null: the mail server,
 * or Microsoft, has taken it.
 */
export async function sendTestMail(to: string, way: MailWay, locale: Locale, now: Date): Promise<MailFailure | null> {
  const message = composeTestMail(to, way, (await library(db()))?.name ?? '', locale);
  try {
    // A right that was given just now is in no token handed out before.
    if (way.via === 'graph') await sendByGraph(message, way.mailbox, onlyTry(now), true);
    else await send(message, onlyTry(now));
    return null;
  } catch (error) {
    const failure = mailFailure(error);
    // Nobody said this no: a mistake of ours.
    if (failure.reason === 'other' && failure.code === null) throw error;
    return failure;
  }
}

function composeTestMail(address: string, way: MailWay, name: string, locale: Locale): Message {
  const t = translator(locale, 'mail');
  const from = way.via === 'graph' ? way.mailbox : mailAddress(env().MAIL_FROM).address;
  const link = `${env().PUBLIC_URL}/admin/mails/sending`;
  const rows: [string, string][] = [
    [t('test.from'), from],
    [t('test.way'), t(`test.via.${way.via}`)],
  ];
  const words = { lead: t('test.lead', { library: name }), rows, link, linkWords: t('test.look'), library: name };
  return { to: { name: '', address }, subject: t('test.subject', { library: name }), ...letter(words, locale) };
}
