import 'server-only';
import { db } from '@/lib/db/client';
import type { InvitationRow } from '@/lib/db/invitations';
import { library } from '@/lib/db/library';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { letter } from '@/lib/mail/letter';
import { type Message, send } from '@/lib/mail/send';
import { defaultLocale, isLocale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';

export const INVITATION_DAYS = 7;

export const invitationAddress = (key: string) =>
  `${env().PUBLIC_URL}/sign-in/invitation?${new URLSearchParams({ key })}`;

/** Leads to a page with a form: programs that look through mails follow links, and would use this one up. */
export function composeInvitation(to: InvitationRow, key: string, libraryName: string): Message {
  const language = isLocale(to.locale) ? to.locale : defaultLocale;
  const t = translator(language, 'people');
  const role = t(`roles.${to.role}`);
  const lead = [
    to.name ? t('mail.helloName', { name: to.name }) : t('mail.hello'),
    t('mail.asked', { library: libraryName, role, days: INVITATION_DAYS }),
    t('mail.notYou'),
  ].join('\n\n');
  const words = { lead, rows: [], link: invitationAddress(key), linkWords: t('mail.button'), library: libraryName };
  return {
    to: { name: to.name, address: to.email },
    subject: t('mail.subject', { library: libraryName }),
    ...letter(words, language),
  };
}

/** At once, not through the queue, whose rows would hold the key. False: it could not leave; it can be sent again. */
export async function sendInvitation(to: InvitationRow, key: string): Promise<boolean> {
  const name = (await library(db()))?.name ?? '';
  try {
    await send(composeInvitation(to, key, name));
    return true;
  } catch (error) {
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'an invitation could not be sent');
    return false;
  }
}
