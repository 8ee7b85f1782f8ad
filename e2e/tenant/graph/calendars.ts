import { addCalendar, type Calendar, type Mailbox } from '../store/mailbox';
import { calendarAccess, mailboxAccess } from './access';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { page, pageBounds, selectFrom } from './odata-query';
import { unreadableBody } from './problem';

export function getCalendar(g: GraphCall): Response {
  const { mailbox, calendar, isOwner } = calendarAccess(g, 'basic');
  const row = calendarJson(mailbox, calendar, isOwner);
  const context = contextOf(g, `users('${mailbox.user.id}')/calendars/$entity`);
  return Response.json({ '@odata.context': context, ...selectFrom(row, g.url) });
}

export function listCalendars(g: GraphCall): Response {
  const { mailbox, isOwner } = mailboxAccess(g, 'basic');
  const seen = [...mailbox.calendars.values()].filter((calendar) => isOwner || calendar.isDefault);
  const { rows, nextLink } = page(seen, g.url, g.origin, pageBounds(g.url, 10));
  return Response.json({
    '@odata.context': contextOf(g, `users('${mailbox.user.id}')/calendars`),
    value: rows.map((calendar) => selectFrom(calendarJson(mailbox, calendar, isOwner), g.url)),
    ...(nextLink ? { '@odata.nextLink': nextLink } : {}),
  });
}

export async function createCalendar(g: GraphCall): Promise<Response> {
  const { mailbox, isOwner } = mailboxAccess(g, 'write');
  const body = await readJson(g.request);
  const name = typeof body === 'object' && body !== null && 'name' in body ? body.name : undefined;
  if (typeof name !== 'string' || !name.trim()) throw unreadableBody("The property 'name' is required.");
  const calendar = addCalendar(mailbox, g.world.ids, name.trim());
  const context = contextOf(g, `users('${mailbox.user.id}')/calendars/$entity`);
  return Response.json({ '@odata.context': context, ...calendarJson(mailbox, calendar, isOwner) }, { status: 201 });
}

function calendarJson(mailbox: Mailbox, calendar: Calendar, isOwner: boolean) {
  const { user } = mailbox;
  return {
    id: calendar.id,
    name: calendar.name,
    color: 'auto',
    hexColor: '',
    isDefaultCalendar: calendar.isDefault,
    changeKey: calendar.changeKey,
    canShare: isOwner,
    canViewPrivateItems: isOwner,
    canEdit: true,
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: true,
    isRemovable: !calendar.isDefault,
    owner: { name: user.displayName, address: user.mail ?? user.upn },
  };
}
