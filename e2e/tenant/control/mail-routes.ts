import type { Route } from '../router';
import { linksIn, type Mail } from '../store/mails';
import { controlRoute } from './answer';

export const mailRoutes: Route[] = [
  controlRoute('GET', '/mails', ({ world, url }) => {
    const to = url.searchParams.get('to')?.toLowerCase();
    const wanted = world.mails.filter((mail) => !to || mail.to.some((address) => address.toLowerCase() === to));
    return { mails: wanted.map(mailJson).reverse() };
  }),
  controlRoute('DELETE', '/mails', ({ world }) => {
    world.mails.length = 0;
    return { cleared: true };
  }),
];

/** Newest first. Calendar files come as text too, for programs that read them. */
function mailJson(mail: Mail) {
  const { id, via, from, to, subject, text, html, headers } = mail;
  return {
    id,
    receivedAt: new Date(mail.receivedAt).toISOString(),
    via,
    from,
    to,
    subject,
    text,
    html,
    links: linksIn(`${text}\n${html ?? ''}`),
    headers,
    attachments: mail.attachments.map(({ name, contentType, content }) => ({
      name,
      contentType,
      size: content.length,
      base64: content.toString('base64'),
      ...(/^text\/|ics$/.test(contentType) ? { text: content.toString('utf8') } : {}),
    })),
  };
}
