import type { CalendarPermission } from '@microsoft/microsoft-graph-types';
import type { Mailbox, Role } from '../store/mailbox';
import { calendarAccess } from './access';
import type { GraphCall } from './graph-call';
import { listAnswer, pageBounds } from './pages';
import { accessDenied } from './problem';

/** With whom a calendar is shared, and how far. Reading only; for the owner. */
const ALLOWED: Role[] = ['none', 'freeBusyRead', 'limitedRead', 'read', 'write'];
const DELEGATES: Role[] = ['delegateWithoutPrivateEventAccess', 'delegateWithPrivateEventAccess'];

export function listCalendarPermissions(g: GraphCall): Response {
  const { mailbox, calendar, isOwner } = calendarAccess(g, 'read');
  if (!isOwner) throw accessDenied();
  return listAnswer(g, {
    what: `users('${mailbox.user.id}')/calendars('${encodeURIComponent(calendar.id)}')/calendarPermissions`,
    items: calendar.isDefault ? [everybody(), ...people(g, mailbox)] : [everybody()],
    bounds: pageBounds(g.url, 10),
    rowOf: (row) => row,
  });
}

function everybody() {
  return {
    id: idOf('default'),
    isRemovable: false,
    isInsideOrganization: true,
    role: 'freeBusyRead',
    allowedRoles: [...ALLOWED],
    emailAddress: { name: 'My Organization' },
  } satisfies CalendarPermission;
}

function people(g: GraphCall, mailbox: Mailbox) {
  return [...mailbox.roles].flatMap(([userId, role]) => {
    const user = g.world.directory.users.get(userId);
    if (!user) return [];
    const isInsideOrganization = user.tenantId === mailbox.user.tenantId;
    return {
      id: idOf(user.id),
      isRemovable: true,
      isInsideOrganization,
      role,
      allowedRoles: isInsideOrganization ? [...ALLOWED, ...DELEGATES] : [...ALLOWED],
      emailAddress: { name: user.displayName, address: user.mail ?? user.upn },
    } satisfies CalendarPermission;
  });
}

const idOf = (name: string) => Buffer.from(`permission ${name}`).toString('base64');
