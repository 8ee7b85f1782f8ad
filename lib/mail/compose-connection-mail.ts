import type { ConnectionForMail } from '@/lib/db/connection-mail';
import type { AlertRow } from '@/lib/db/health-alerts';
import type { ConnectionMail } from '@/lib/db/outbox';
import type { PausedLink } from '@/lib/db/paused-link-mail';
import { env } from '@/lib/env';
import { problemText } from '@/lib/messages/problem-text';
import { translator } from '@/lib/messages/translator';
import { type MicrosoftProblem, problemOfName, problemOfReason } from '@/lib/microsoft-problems';
import { alertWords } from './compose-alert-mail';
import { letter } from './letter';
import type { Message } from './send';

/** The words of one message about a connection or the registration, in its reader's language; null when it is over. */
export function composeConnectionMail(mail: ConnectionMail, facts: Facts): Message | null {
  const { to, libraryName: library } = facts;
  const t = translator(localeOf(to.locale), 'mail');
  const said = bodyOf(mail, facts, t);
  if (!said) return null;
  const { subject, lead, rows, path } = said;
  const words = { lead, rows, link: `${env().PUBLIC_URL}${path}`, linkWords: t('connection.open'), library };
  return { to, subject, ...letter(words, to.locale) };
}

const localeOf = (locale: string) => (locale === 'es' ? 'es' : 'en');

type Facts = ConnectionForMail & {
  paused: PausedLink | null;
  alerts: { began: AlertRow[]; ended: AlertRow[] } | null;
};
type Words = ReturnType<typeof translator<'mail'>>;
type Body = { subject: string; lead: string; rows: [string, string][]; path: string };

function bodyOf(mail: ConnectionMail, facts: Facts, t: Words): Body | null {
  const path = '/admin/integrations';
  switch (mail.template) {
    case 'registration_refused':
      return {
        ...{ subject: t('connection.registration_refused.subject'), lead: t('connection.registration_refused.lead') },
        ...{ rows: reasonOf(problemOfName(facts.checkCode), facts, t), path },
      };
    case 'secret_ends': {
      const { days } = mail;
      const rows: [string, string][] = facts.secretExpiresOn
        ? [[t('connection.ends'), dayOf(facts.secretExpiresOn, facts.to.locale)]]
        : [];
      const kind = facts.credentialKind;
      const subject = t(`connection.secret_ends.${kind}.subject`, { days });
      const lead = t(`connection.secret_ends.${kind}.lead`, { days });
      return { subject, lead, rows, path: '/admin/integrations#credential' };
    }
    case 'credential_took_over':
      return tookOver(mail, facts);
    case 'connection_lost':
      return lost(mail.day, facts, t);
    case 'calendar_paused':
      return paused(mail.day, facts, t);
    case 'health_alert': {
      const { alerts, to, timeZone } = facts;
      return alerts && alertWords(alerts.began, alerts.ended, { locale: to.locale, timeZone });
    }
  }
}

function tookOver(
  { from, to }: Extract<ConnectionMail, { template: 'credential_took_over' }>,
  { secretExpiresOn, to: { locale } }: Facts,
): Body {
  const t = translator(localeOf(locale), 'tending');
  const rows: [string, string][] = [[t('tookOver.now'), t(`tookOver.kind.${to}`)]];
  if (secretExpiresOn) rows.push([t('tookOver.ends'), dayOf(secretExpiresOn, locale)]);
  const lead = t('tookOver.lead', { from: t(`tookOver.kind.${from}`), to: t(`tookOver.kind.${to}`) });
  return { subject: t('tookOver.subject'), lead, rows, path: '/admin/integrations#credential' };
}

/** What Microsoft said, with the way out. */
function reasonOf(problem: MicrosoftProblem | null, { to }: Pick<Facts, 'to'>, t: Words): [string, string][] {
  if (!problem) return [];
  return [
    [t('connection.registration_refused.reason'), problemText(problem, translator(localeOf(to.locale), 'refusal'))],
  ];
}

function lost(day: number, facts: ConnectionForMail, t: Words): Body | null {
  const { connection, libraryName: library } = facts;
  // Connected again, or let go, since the job was asked for.
  if (connection?.status !== 'needs_reauth') return null;
  const { account, ownerName: owner, spaces: count } = connection;
  const who = connection.purpose === 'rooms' ? 'rooms' : connection.isOwner ? 'own' : 'other';
  // Where a sign-in rule refuses, to sign in again is no help: then the mail says that alone.
  const why = connection.blocked ? 'connection_blocked' : 'connection_lost';
  return {
    subject: t(`connection.${why}.${who}.subject`, { day, owner, account, library }),
    lead: t(`connection.${why}.${who}.lead`, { day, owner, library, count }),
    rows: [
      [t('connection.account'), account],
      [t('connection.by'), owner],
      ...reasonOf(problemOfReason(connection.reason), facts, t),
    ],
    path: { rooms: '/admin/spaces', own: '/desk/calendar', other: '/admin/integrations' }[who],
  };
}

const REASONS = ['access_denied', 'not_found', 'mailbox_missing', 'write_denied'] as const;

function paused(day: number, { paused: link }: Facts, t: Words): Body | null {
  // It works again, or was let go, since the job was asked for.
  if (!link) return null;
  const { resourceName: name, mailbox, kind, resourceId } = link;
  const reason = REASONS.find((one) => one === link.reason) ?? 'access_denied';
  return {
    subject: t('connection.calendar_paused.subject', { day, name }),
    lead: `${t(`connection.calendar_paused.reason.${reason}`, { day, name })} ${t('connection.calendar_paused.until')}`,
    rows: [[t('connection.calendar_paused.mailbox'), mailbox]],
    path: kind === 'space' ? `/admin/spaces/${resourceId}` : '/admin/integrations',
  };
}

/** A date as it was typed: midnight UTC. */
const dayOf = (date: Date, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
