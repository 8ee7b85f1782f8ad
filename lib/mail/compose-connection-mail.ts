import type { ConnectionForMail } from '@/lib/db/connection-mail';
import type { ConnectionMail } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import { translator } from '@/lib/messages/translator';
import { letter } from './letter';
import type { Message } from './send';

/** The words of one message about a connection or the registration, in its reader's language; null when it is over. */
export function composeConnectionMail(mail: ConnectionMail, facts: ConnectionForMail): Message | null {
  const { to, libraryName: library } = facts;
  const t = translator(to.locale === 'es' ? 'es' : 'en', 'mail');
  const said = bodyOf(mail, facts, t);
  if (!said) return null;
  const { subject, lead, rows, path } = said;
  const words = { lead, rows, link: `${env().PUBLIC_URL}${path}`, linkWords: t('connection.open'), library };
  return { to, subject, ...letter(words, to.locale) };
}

type Words = ReturnType<typeof translator<'mail'>>;
type Body = { subject: string; lead: string; rows: [string, string][]; path: string };

function bodyOf(mail: ConnectionMail, facts: ConnectionForMail, t: Words): Body | null {
  const path = '/admin/integrations';
  switch (mail.template) {
    case 'registration_refused':
      return {
        ...{ subject: t('connection.registration_refused.subject'), lead: t('connection.registration_refused.lead') },
        ...{ rows: [], path },
      };
    case 'secret_ends': {
      const { days } = mail;
      const rows: [string, string][] = facts.secretExpiresOn
        ? [[t('connection.ends'), dayOf(facts.secretExpiresOn, facts.to.locale)]]
        : [];
      const subject = t('connection.secret_ends.subject', { days });
      return { subject, lead: t('connection.secret_ends.lead', { days }), rows, path };
    }
    case 'connection_lost':
      return lost(mail.day, facts, t);
  }
}

function lost(day: number, { connection, libraryName: library }: ConnectionForMail, t: Words): Body | null {
  // Connected again, or let go, since the job was asked for.
  if (connection?.status !== 'needs_reauth') return null;
  const { account, ownerName: owner, spaces: count } = connection;
  const who = connection.purpose === 'rooms' ? 'rooms' : connection.isOwner ? 'own' : 'other';
  return {
    subject: t(`connection.connection_lost.${who}.subject`, { day, owner, account }),
    lead: t(`connection.connection_lost.${who}.lead`, { day, owner, library, count }),
    rows: [
      [t('connection.account'), account],
      [t('connection.by'), owner],
    ],
    path: { rooms: '/admin/spaces', own: '/desk/calendar', other: '/admin/integrations' }[who],
  };
}

/** A date as it was typed: midnight UTC. */
const dayOf = (date: Date, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
