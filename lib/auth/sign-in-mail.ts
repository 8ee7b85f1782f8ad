import 'server-only';
import { env } from '@/lib/env';
import { type Message, send } from '@/lib/mail/send';
import { defaultLocale, isLocale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';

export const LINK_MINUTES = 30;

/**
 * The mail leads to a page with one button: programs that look through mails follow links, and would use this one up.
 */
export function composeSignInMail(address: string, link: string, locale: string): Message {
  const words = translator(isLocale(locale) ? locale : defaultLocale, 'signIn');
  const lines = [words('mail.hello'), words('mail.open', { minutes: LINK_MINUTES }), link, words('mail.notYou')];
  const html = lines
    .map((line) => `<p>${line === link ? anchor(link, words('mail.button')) : escaped(line)}</p>`)
    .join('\n');
  return { to: { name: '', address }, subject: words('mail.subject'), text: `${lines.join('\n\n')}\n`, html };
}

/** At once, not through the queue: the person waits for it. */
export async function sendSignInMail(address: string, token: string, to: string | null, locale: string): Promise<void> {
  const link = new URL('/sign-in/link', env().PUBLIC_URL);
  link.search = new URLSearchParams({ email: address, token, ...(to && { to }) }).toString();
  await send(composeSignInMail(address, link.toString(), locale));
}

const anchor = (link: string, words: string) => `<a href="${escaped(link)}">${escaped(words)}</a>`;
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
