import type { Calendar as GraphCalendar } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { addCalendar, type Calendar, type Mailbox } from '../store/mailbox';
import { removeCalendar } from '../store/moves';
import { calendarAccess, type MailboxAccess, mailboxAccess } from './access';
import { groupIn } from './calendar-groups';
import { type CalendarRow, calendarJson, calendarsOf } from './calendar-json';
import { type GraphCall, readJson } from './graph-call';
import { checkSelect, type Row, selectFrom } from './odata-query';
import { entityContext, listAnswer, pageBounds } from './pages';
import { GraphProblem, invalidRequest, unreadableBody } from './problem';

/** Calendars of a mailbox, and of others as far as they are shared. */
export function getCalendar(g: GraphCall): Response {
  return calendarAnswer(g, rowOf(g, 'basic'));
}

export function listCalendars(g: GraphCall): Response {
  const access = mailboxAccess(g, 'basic');
  const group = g.params.groupId === undefined ? undefined : groupIn(access.mailbox, g.params.groupId);
  const rows = calendarsOf(g, access).filter((row) => group === undefined || row.groupId === group.id);
  return listAnswer(g, {
    what: `${ownerOf(access.mailbox)}/calendars`,
    items: rows,
    bounds: pageBounds(g.url, 10),
    rowOf: (row) => selectedJson(g, row),
  });
}

export async function createCalendar(g: GraphCall): Promise<Response> {
  const { mailbox, isOwner, role } = mailboxAccess(g, 'write');
  const { name, color } = readCalendar(await readJson(g.request), true);
  if (!name) throw unreadableBody("The property 'name' is required.");
  mustBeFree(mailbox, name);
  const group = g.params.groupId === undefined ? undefined : groupIn(mailbox, g.params.groupId);
  const calendar = addCalendar(mailbox, g.world.ids, name);
  if (color) calendar.color = color;
  if (group) calendar.groupId = group.id;
  return calendarAnswer(g, { mailbox, calendar, isOwner, role }, 201);
}

export async function changeCalendar(g: GraphCall): Promise<Response> {
  const row = rowOf(g, 'write');
  const { name, color } = readCalendar(await readJson(g.request), false);
  const { calendar } = row;
  if (name && name !== calendar.name) {
    mustBeFree(row.mailbox, name);
    calendar.name = name;
  }
  if (color) calendar.color = color;
  return calendarAnswer(g, row);
}

/** With everything in it. A shared calendar only leaves the list of whoever deletes it. */
export function deleteCalendar(g: GraphCall): Response {
  const { mailbox, calendar, share } = rowOf(g, 'write');
  if (share) {
    const own = g.me ? g.world.mailboxes.get(g.me.id) : undefined;
    if (own?.shared) own.shared = own.shared.filter((one) => one.id !== share.id);
    return new Response(null, { status: 204 });
  }
  if (calendar.isDefault) throw invalidRequest('The default calendar cannot be deleted.');
  removeCalendar(g.world, mailbox, calendar);
  return new Response(null, { status: 204 });
}

function rowOf(g: GraphCall, level: 'basic' | 'write'): CalendarRow {
  const { mailbox, calendar, isOwner, role, share } = calendarAccess(g, level);
  return { mailbox, calendar, isOwner, role, ...(share ? { share } : {}) };
}

function calendarAnswer(g: GraphCall, row: CalendarRow, status = 200): Response {
  const context = entityContext(g, `${ownerOf(row.mailbox)}/calendars`);
  return Response.json({ '@odata.context': context, ...selectedJson(g, row) }, { status });
}

function selectedJson(g: GraphCall, row: CalendarRow): Row {
  const json: GraphCalendar = calendarJson(row);
  checkSelect(g.url, new Set(Object.keys(json)), 'Calendar');
  return selectFrom(json as Row, g.url);
}

const COLORS = [
  'auto',
  'lightBlue',
  'lightGreen',
  'lightOrange',
  'lightGray',
  'lightYellow',
  'lightTeal',
  'lightPink',
  'lightBrown',
  'lightRed',
  'maxColor',
] as const;
const schema = z.strictObject({ name: z.string().trim().min(1).optional(), color: z.enum(COLORS).optional() });

function readCalendar(body: unknown, isNew: boolean): z.infer<typeof schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success && (parsed.data.name || !isNew)) return parsed.data;
  const issue = parsed.error?.issues[0];
  throw unreadableBody(`Cannot read '${issue?.path.join('.') || 'name'}': ${issue?.message ?? 'required'}.`);
}

function mustBeFree(mailbox: Mailbox, name: string): void {
  const isTaken = [...mailbox.calendars.values()].some(
    (one: Calendar) => one.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) throw new GraphProblem(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
}

const ownerOf = ({ user }: MailboxAccess['mailbox']) => `users('${user.id}')`;
