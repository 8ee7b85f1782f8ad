import 'server-only';
import { createTranslator } from 'next-intl';
import { env } from '@/lib/env';
import { type Message, send } from '@/lib/mail/send';
import en from '@/lib/messages/en/signIn.json';
import es from '@/lib/messages/es/signIn.json';

export const LINK_MINUTES = 30;

/**
 * The mail leads to a page with one button: programs that look through mails follow links, and would use this one up.
 */
export function composeSignInMail(address: string, link: string, locale: string): Message {
  const signIn = locale === 'es' ? es : en;
  const words = createTranslator({
    locale: locale === 'es' ? 'es' : 'en',
    messages: { signIn },
    namespace: 'signIn.mail',
  });
  const lines = [words('hello'), words('open', { minutes: LINK_MINUTES }), link, words('notYou')];
  const html = lines
    .map((line) => `<p>${line === link ? anchor(link, words('button')) : escaped(line)}</p>`)
    .join('\n');
  return { to: { name: '', address }, subject: words('subject'), text: `${lines.join('\n\n')}\n`, html };
}

/** At once, not through the queue: the person waits for it. */
export async function sendSignInMail(address: string, token: string, to: string | null, locale: string): Promise<void> {
  const link = new URL('/sign-in/link', env().PUBLIC_URL);
  link.search = new URLSearchParams({ email: address, token, ...(to && { to }) }).toString();
  await send(composeSignInMail(address, link.toString(), locale));
}

const anchor = (link: string, words: string) => `<a href="${escaped(link)}">${escaped(words)}</a>`;
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
