import type { CalendarColor, Calendar as GraphCalendar } from '@microsoft/microsoft-graph-types';
import type { Calendar, Mailbox, Role, SharedCalendar } from '../store/mailbox';
import type { MailboxAccess } from './access';
import { groupsOf } from './calendar-groups';
import type { GraphCall } from './graph-call';
import { meetingProvidersOf } from './meeting-providers';
import { sharedWith } from './shared-calendars';

/** A calendar as one caller sees it: what may be done there follows the caller's role. */
export type CalendarRow = {
  mailbox: Mailbox;
  calendar: Calendar;
  isOwner: boolean;
  role: Role;
  /** In the list of the one it is shared with. */
  share?: SharedCalendar;
  groupId?: string | undefined;
};

/** A mailbox's own calendars and those shared with its owner; to others only the default one. */
export function calendarsOf(g: GraphCall, { mailbox, isOwner, role }: MailboxAccess): CalendarRow[] {
  const [mine, others] = groupsOf(mailbox);
  const own = [...mailbox.calendars.values()].filter((calendar) => isOwner || calendar.isDefault);
  const rows = own.map((calendar) => ({ mailbox, calendar, isOwner, role, groupId: calendar.groupId ?? mine?.id }));
  if (!isOwner) return rows;
  const shared = sharedWith(g.world, mailbox).map(({ share, owner, calendar }) => ({
    mailbox: owner,
    calendar,
    isOwner: false,
    role: owner.roles.get(mailbox.user.id) ?? ('none' as const),
    share,
    groupId: others?.id,
  }));
  return [...rows, ...shared];
}

export function calendarJson({ mailbox, calendar, isOwner, role, share }: CalendarRow) {
  const { user } = mailbox;
  const providers = meetingProvidersOf(mailbox, calendar.id);
  return {
    id: share?.id ?? calendar.id,
    name: share ? user.displayName : calendar.name,
    color: (calendar.color ?? 'auto') as CalendarColor,
    hexColor: '',
    isDefaultCalendar: calendar.isDefault && !share,
    changeKey: calendar.changeKey,
    canShare: isOwner,
    canViewPrivateItems: isOwner || role === 'delegateWithPrivateEventAccess',
    canEdit: isOwner || EDITORS.includes(role),
    allowedOnlineMeetingProviders: providers,
    defaultOnlineMeetingProvider: providers[0] ?? 'unknown',
    isTallyingResponses: calendar.isDefault && !share,
    isRemovable: share ? true : isOwner && !calendar.isDefault,
    owner: { name: user.displayName, address: user.mail ?? user.upn },
  } satisfies GraphCalendar;
}

const EDITORS: Role[] = ['write', 'delegateWithoutPrivateEventAccess', 'delegateWithPrivateEventAccess'];
