import 'server-only';
import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import { env } from '@/lib/env';
import { letter } from '@/lib/mail/letter';
import { type Message, send } from '@/lib/mail/send';
import { defaultLocale, isLocale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';

export const LINK_MINUTES = 30;

/**
 * The mail leads to a page with one button: programs that look through mails follow links, and would use this one up.
 */
export function composeSignInMail(address: string, link: string, locale: string, libraryName: string): Message {
  const language = isLocale(locale) ? locale : defaultLocale;
  const t = translator(language, 'signIn');
  const lead = [t('mail.hello'), t('mail.open', { minutes: LINK_MINUTES }), t('mail.notYou')].join('\n\n');
  const words = { lead, rows: [], link, linkWords: t('mail.button'), library: libraryName };
  return { to: { name: '', address }, subject: t('mail.subject'), ...letter(words, language) };
}

/** At once, not through the queue: the person waits for it. */
export async function sendSignInMail(address: string, token: string, to: string | null, locale: string): Promise<void> {
  const link = new URL('/sign-in/link', env().PUBLIC_URL);
  link.search = new URLSearchParams({ email: address, token, ...(to && { to }) }).toString();
  const name = (await library(db()))?.name ?? '';
  await send(composeSignInMail(address, link.toString(), locale, name));
}
