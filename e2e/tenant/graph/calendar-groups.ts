import type { CalendarGroup as GraphGroup } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { changeKeyText } from '../store/change-key';
import type { CalendarGroup, Mailbox } from '../store/mailbox';
import { mailboxAccess } from './access';
import { type GraphCall, readJson } from './graph-call';
import { checkSelect, type Row, selectFrom } from './odata-query';
import { entityContext, listAnswer, pageBounds } from './pages';
import { accessDenied, GraphProblem, invalidRequest, itemNotFound, unreadableBody } from './problem';

/** The headings under which calendars are shown: the own ones, other people's, and those somebody made. */
export function listCalendarGroups(g: GraphCall): Response {
  const mailbox = ownMailbox(g, 'basic');
  return listAnswer(g, {
    what: `users('${mailbox.user.id}')/calendarGroups`,
    items: groupsOf(mailbox),
    bounds: pageBounds(g.url, 10),
    rowOf: (group) => selectedJson(g, group),
  });
}

export function getCalendarGroup(g: GraphCall): Response {
  const mailbox = ownMailbox(g, 'basic');
  return groupAnswer(g, mailbox, groupIn(mailbox, g.params.groupId ?? ''), 200);
}

export async function createCalendarGroup(g: GraphCall): Promise<Response> {
  const mailbox = ownMailbox(g, 'write');
  const parsed = z.strictObject({ name: z.string().trim().min(1) }).safeParse(await readJson(g.request));
  if (!parsed.success) throw unreadableBody("The property 'name' is required.");
  const { name } = parsed.data;
  const groups = groupsOf(mailbox);
  if (groups.some((group) => group.name.toLowerCase() === name.toLowerCase())) {
    throw new GraphProblem(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
  }
  const { ids } = g.world;
  const group = { id: groupId(mailbox, ids.token(20)), name, changeKey: changeKeyText(ids, 22) };
  mailbox.groups = [...groups, group];
  return groupAnswer(g, mailbox, group, 201);
}

/** Only an empty one that somebody made. */
export function deleteCalendarGroup(g: GraphCall): Response {
  const mailbox = ownMailbox(g, 'write');
  const groups = groupsOf(mailbox);
  const group = groupIn(mailbox, g.params.groupId ?? '');
  const isInUse = [...mailbox.calendars.values()].some((calendar) => calendar.groupId === group.id);
  if (groups.indexOf(group) < 2 || isInUse) throw invalidRequest('The calendar group cannot be deleted.');
  mailbox.groups = groups.filter((one) => one !== group);
  return new Response(null, { status: 204 });
}

/** The first two have always been there. */
export function groupsOf(mailbox: Mailbox): CalendarGroup[] {
  mailbox.groups ??= ['My Calendars', 'Other Calendars'].map((name, at) => {
    const end = `${name.replace(' ', '')}0000000000000000`.slice(0, 20);
    return { id: groupId(mailbox, end), name, changeKey: `CalendarGroupChangeKey${at}==` };
  });
  return mailbox.groups;
}

export function groupIn(mailbox: Mailbox, id: string): CalendarGroup {
  const group = groupsOf(mailbox).find((one) => one.id === id);
  if (!group) throw itemNotFound();
  return group;
}

/** Groups are nobody's business but the owner's. */
function ownMailbox(g: GraphCall, level: 'basic' | 'write'): Mailbox {
  const { mailbox, isOwner } = mailboxAccess(g, level);
  if (!isOwner) throw accessDenied();
  return mailbox;
}

function groupAnswer(g: GraphCall, { user }: Mailbox, group: CalendarGroup, status: number): Response {
  const context = entityContext(g, `users('${user.id}')/calendarGroups`);
  return Response.json({ '@odata.context': context, ...selectedJson(g, group) }, { status });
}

function selectedJson(g: GraphCall, { id, name, changeKey }: CalendarGroup): Row {
  const json = { id, name, classId: '0006f0b7-0000-0000-c000-000000000046', changeKey } satisfies GraphGroup;
  checkSelect(g.url, new Set(Object.keys(json)), 'CalendarGroup');
  return selectFrom(json, g.url);
}

function groupId(mailbox: Mailbox, end: string): string {
  return `AAMkAG${mailbox.idPart}AuAAAB${end}AAA=`;
}
