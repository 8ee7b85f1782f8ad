import { findUser, type User } from '../store/directory';
import { type Calendar, defaultCalendar, type Mailbox, type Role } from '../store/mailbox';
import type { Viewing } from './event-json';
import { type GraphCall, mustBeDelegated } from './graph-call';
import { accessDenied, GraphProblem, itemNotFound } from './problem';

/** Who may do what: the token's scopes or roles first, then the right that Exchange gives. */
export type Level = 'basic' | 'read' | 'write';

const OWN: Record<Level, string[]> = {
  basic: [
    'Calendars.ReadBasic',
    'Calendars.Read',
    'Calendars.ReadWrite',
    'Calendars.Read.Shared',
    'Calendars.ReadWrite.Shared',
  ],
  read: ['Calendars.Read', 'Calendars.ReadWrite', 'Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  write: ['Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'],
};
const SHARED: Record<Level, string[]> = {
  basic: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  read: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  write: ['Calendars.ReadWrite.Shared'],
};
const APPLICATION: Record<Level, string[]> = {
  basic: ['Calendars.ReadBasic.All', 'Calendars.Read', 'Calendars.ReadWrite'],
  read: ['Calendars.Read', 'Calendars.ReadWrite'],
  write: ['Calendars.ReadWrite'],
};
const READERS: Role[] = ['read', 'write', 'delegateWithoutPrivateEventAccess', 'delegateWithPrivateEventAccess'];
const WRITERS: Role[] = READERS.slice(1);

export type CalendarAccess = { mailbox: Mailbox; calendar: Calendar; viewing: Viewing; isOwner: boolean };

export function calendarAccess(g: GraphCall, level: Level): CalendarAccess {
  const { mailbox, isOwner, role } = mailboxAccess(g, level);
  const wanted = g.params.calendarId;
  const calendar = wanted === undefined ? defaultCalendar(mailbox) : mailbox.calendars.get(wanted);
  if (!calendar || (!isOwner && !calendar.isDefault)) throw itemNotFound();
  const hidePrivate = !isOwner && role !== 'delegateWithPrivateEventAccess';
  const distinctICalUIds = g.world.behaviour.get('iCalUIdOfOccurrences') === 'distinct';
  return { mailbox, calendar, isOwner, viewing: { mailbox, prefer: g.prefer, hidePrivate, distinctICalUIds } };
}

export function mailboxAccess(g: GraphCall, level: Level) {
  const isMe = g.params.user === undefined;
  const target = isMe ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user ?? '');
  const isOwn = g.me !== null && target?.id === g.me.id;
  mustHave(g, g.me ? (isOwn ? OWN : SHARED)[level] : APPLICATION[level]);
  const mailbox = usableMailbox(g, target);
  if (!g.me || isOwn) return { mailbox, isOwner: true, role: 'write' as Role };
  const role = mailbox.roles.get(g.me.id) ?? 'freeBusyRead';
  if (!(level === 'write' ? WRITERS : READERS).includes(role)) throw accessDenied();
  return { mailbox, isOwner: false, role };
}

export function mustHave(g: GraphCall, anyOf: string[]): void {
  if (!anyOf.some((scope) => g.token.scopes.has(scope))) throw accessDenied();
}

function usableMailbox(g: GraphCall, user: User | undefined): Mailbox {
  if (!user || user.tenantId !== g.token.tenantId) {
    throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${g.params.user}' is invalid.`);
  }
  const mailbox = user.hasMailbox ? g.world.mailboxes.get(user.id) : undefined;
  if (!mailbox) {
    throw new GraphProblem(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  }
  return mailbox;
}
