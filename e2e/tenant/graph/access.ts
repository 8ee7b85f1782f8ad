import { findUser, type User } from '../store/directory';
import { type Calendar, defaultCalendar, type Mailbox, type Role, type SharedCalendar } from '../store/mailbox';
import { mustReachAsApplication } from './application-access';
import { groupsOf } from './calendar-groups';
import type { Viewing } from './event-json';
import { type GraphCall, mustBeDelegated } from './graph-call';
import { accessDenied, GraphProblem, itemNotFound, malformedId } from './problem';
import { isSharedTheOldWay, type SharedTarget, sharedTarget } from './shared-calendars';

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

export type MailboxAccess = { mailbox: Mailbox; isOwner: boolean; role: Role };
export type CalendarAccess = MailboxAccess & {
  calendar: Calendar;
  viewing: Viewing;
  share: SharedCalendar | null;
};

export function calendarAccess(g: GraphCall, level: Level): CalendarAccess {
  const shared = sharedTarget(g);
  const { mailbox, isOwner, role } = shared ? sharedAccess(g, level, shared) : mailboxAccess(g, level);
  const calendar = shared?.calendar ?? calendarIn(g, mailbox, isOwner);
  const viewing: Viewing = {
    mailbox: shared ? { ...mailbox, idPart: shared.share.idPart } : mailbox,
    prefer: g.prefer,
    hidePrivate: !isOwner && role !== 'delegateWithPrivateEventAccess',
    distinctICalUIds: g.world.behaviour.get('iCalUIdOfOccurrences') === 'distinct',
    customZones: g.world.behaviour.get('originalZoneNames') !== 'as given',
    ...meetingsTold(g),
    basic: isBasicOnly(g) ? g.world.behaviour.get('readBasicOmits') : null,
  };
  return { mailbox, calendar, isOwner, role, viewing, share: shared?.share ?? null };
}

/** What the switches say of online meetings. */
function meetingsTold({ world }: GraphCall): Pick<Viewing, 'joinUrlsUntilMs' | 'noMeetings'> {
  const delayMs = world.behaviour.get('joinUrlDelayMs');
  return {
    noMeetings: world.behaviour.get('onlineMeetings') === 'silently not',
    ...(delayMs > 0 ? { joinUrlsUntilMs: world.clock.now() - delayMs } : {}),
  };
}

export function mailboxAccess(g: GraphCall, level: Level): MailboxAccess {
  const isMe = g.params.user === undefined;
  const target = isMe ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user ?? '');
  const isOwn = g.me !== null && target?.id === g.me.id;
  if (g.me) mustHave(g, (isOwn ? OWN : SHARED)[level]);
  else mustReachAsApplication(g, APPLICATION[level], target);
  const mailbox = usableMailbox(g, target);
  if (!g.me || isOwn) return { mailbox, isOwner: true, role: 'write' };
  return { mailbox, isOwner: false, role: roleOf(g, mailbox, g.me, level) };
}

export function mustHave(g: GraphCall, anyOf: string[]): void {
  if (!anyOf.some((scope) => g.token.scopes.has(scope))) throw accessDenied();
}

/** For what is about a mailbox and not about its calendars. */
export function mustReach(g: GraphCall, anyOf: string[], user: User | undefined): void {
  if (g.me) mustHave(g, anyOf);
  else mustReachAsApplication(g, anyOf, user);
}

/** A mailbox of the caller's own tenant that speaks Graph. */
export function usableMailbox(g: GraphCall, user: User | undefined): Mailbox {
  const { behaviour } = g.world;
  if (!user || user.tenantId !== g.token.tenantId) {
    if (behaviour.get('unknownUserAnswer') === 'ResourceNotFound') throw undiscovered();
    throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${g.params.user}' is invalid.`);
  }
  const mailbox = user.hasMailbox ? g.world.mailboxes.get(user.id) : undefined;
  if (mailbox) return mailbox;
  if (behaviour.get('noMailboxAnswer') === 'ResourceNotFound') throw undiscovered();
  throw new GraphProblem(404, 'MailboxNotEnabledForRESTAPI', 'REST API is not yet supported for this mailbox.');
}

function sharedAccess(g: GraphCall, level: Level, { owner }: SharedTarget): MailboxAccess {
  mustHave(g, SHARED[level]);
  const me = mustBeDelegated(g);
  return { mailbox: owner, isOwner: false, role: roleOf(g, owner, me, level) };
}

function roleOf(g: GraphCall, mailbox: Mailbox, me: User, level: Level): Role {
  const role = mailbox.roles.get(me.id) ?? 'freeBusyRead';
  if (!READERS.includes(role)) {
    throw g.world.behaviour.get('notSharedAnswer') === '404 ErrorItemNotFound' ? itemNotFound() : accessDenied();
  }
  if (level === 'write' && !WRITERS.includes(role)) throw accessDenied();
  return role;
}

function calendarIn(g: GraphCall, mailbox: Mailbox, isOwner: boolean): Calendar {
  const { calendarId, groupId } = g.params;
  if (calendarId === undefined) return defaultCalendar(mailbox);
  const calendar = mailbox.calendars.get(calendarId);
  if (!calendar && !/^AAMkA[A-Za-z0-9_-]{60,}=*$/.test(calendarId)) throw malformedId();
  if (!calendar && g.note.operation.endsWith('.delta')) throw folderNotFound();
  if (!calendar || (!isOwner && !calendar.isDefault)) throw itemNotFound();
  if (groupId !== undefined && !isInGroup(mailbox, calendar, groupId)) throw itemNotFound();
  if (!isOwner && isSharedTheOldWay(g, mailbox)) {
    const message = 'The server encountered an internal error. Please try again later.';
    throw new GraphProblem(500, 'ErrorInternalServerTransientError', message);
  }
  return calendar;
}

function isInGroup(mailbox: Mailbox, calendar: Calendar, groupId: string): boolean {
  return (calendar.groupId ?? groupsOf(mailbox)[0]?.id) === groupId;
}

function isBasicOnly(g: GraphCall): boolean {
  const { scopes } = g.token;
  const more = scopes.has('Calendars.Read') || scopes.has('Calendars.ReadWrite');
  if (more || scopes.has('Calendars.Read.Shared') || scopes.has('Calendars.ReadWrite.Shared')) return false;
  return scopes.has('Calendars.ReadBasic') || scopes.has('Calendars.ReadBasic.All');
}

function folderNotFound() {
  return new GraphProblem(404, 'ErrorSyncFolderNotFound', 'The specified folder could not be found in the store.');
}

function undiscovered() {
  return new GraphProblem(404, 'ResourceNotFound', 'Resource could not be discovered.');
}
