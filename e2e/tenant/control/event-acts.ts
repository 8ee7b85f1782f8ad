import { z } from 'zod';
import { DAY_MS } from '../calendar/days';
import { resolveZone, wallOf, wallText } from '../calendar/zones';
import { applyChange } from '../graph/event-change';
import { readEventInput, readTime } from '../graph/event-input';
import { cancelMeeting, respond } from '../meetings/respond';
import { shiftSeries, splitSeries } from '../meetings/series-acts';
import type { Call, Route } from '../router';
import { removeEvent } from '../store/events';
import { parseItemId } from '../store/item-ids';
import { copyEvent, moveEvent } from '../store/moves';
import { bringBack, findPutAway } from '../store/put-away';
import { ControlProblem, controlRoute, readBody } from './answer';
import { calendarNamed, eventIn, facts, mailboxIn } from './person';

/** What a person does with one event beside changing its fields. */
export const eventActs: Route[] = [
  act('respond', 'event.respond', respondByPerson),
  act('cancel', 'event.cancel', cancelByPerson),
  act('move', 'event.move', moveByPerson),
  act('copy', 'event.copy', copyByPerson),
  act('archive', 'event.archive', archiveByPerson),
  act('restore', 'event.restore', restoreByPerson),
  act('free', 'event.update', setFree),
  act('allday', 'event.update', setAllDay),
  act('shift', 'series.shift', shiftByPerson),
  act('split', 'series.split', splitByPerson),
];

const timeSchema = z.strictObject({ dateTime: z.string(), timeZone: z.string().optional() });
const spanSchema = z.strictObject({ start: timeSchema, end: timeSchema });

function act(name: string, operation: string, run: (call: Call) => unknown): Route {
  return controlRoute('POST', `/mailboxes/{upn}/events/{id}/${name}`, run, operation);
}

async function respondByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({
    response: z.enum(['accepted', 'tentativelyAccepted', 'declined']),
    comment: z.string().optional(),
    sendResponse: z.boolean().optional(),
    proposedNewTime: spanSchema.optional(),
  });
  const { response, comment, sendResponse, proposedNewTime } = await readBody(call, schema);
  const span = proposedNewTime && spanFrom(proposedNewTime);
  respond(call.world, mailbox, eventIn(call, mailbox), response, {
    ...(comment === undefined ? {} : { comment }),
    ...(sendResponse === undefined ? {} : { sendResponse }),
    ...(span ? { proposedNewTime: span } : {}),
  });
  return { response };
}

async function cancelByPerson(call: Call): Promise<Response> {
  const mailbox = mailboxIn(call);
  const { comment = '' } = await readBody(call, z.strictObject({ comment: z.string().optional() }));
  cancelMeeting(call.world, mailbox, eventIn(call, mailbox), { comment });
  return new Response(null, { status: 204 });
}

async function moveByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const { calendarId, calendar } = await readBody(
    call,
    z.strictObject({ calendarId: z.string().optional(), calendar: z.string().optional() }),
  );
  const target = calendarNamed(mailbox, calendarId ?? calendar);
  const { event } = wholeIn(call);
  moveEvent(call.world, mailbox, event, target);
  return facts(call, mailbox, event, null);
}

async function copyByPerson(call: Call): Promise<Response> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({
    calendarId: z.string().optional(),
    calendar: z.string().optional(),
    start: timeSchema.optional(),
    end: timeSchema.optional(),
  });
  const { calendarId, calendar, start, end } = await readBody(call, schema);
  const { event } = wholeIn(call);
  if ((start === undefined) !== (end === undefined)) throw new ControlProblem('start and end go together');
  if (start && event.recurrence) throw new ControlProblem('a series is copied as it is');
  const to = start && end ? spanFrom({ start, end }, event.fields.isAllDay) : undefined;
  const target = calendarNamed(mailbox, calendarId ?? calendar ?? event.calendarId);
  const copy = copyEvent(call.world, mailbox, event, target, to);
  return Response.json(facts(call, mailbox, copy, null), { status: 201 });
}

/** Out of the mailbox, into its archive. It may be restored from there, with ids that are all new. */
function archiveByPerson(call: Call): Response {
  const mailbox = mailboxIn(call);
  removeEvent(call.world, mailbox, wholeIn(call).event, 'archive');
  return new Response(null, { status: 204 });
}

/** By the immutable id, or the rest id it had in the calendar. */
function restoreByPerson(call: Call): unknown {
  const mailbox = mailboxIn(call);
  const parsed = parseItemId(mailbox, call.params.id ?? '');
  const item = typeof parsed === 'string' ? undefined : findPutAway(mailbox, parsed.key);
  if (!item) throw new ControlProblem('this event is neither in Deleted Items nor in the archive', 404);
  const event = bringBack(call.world, mailbox, item);
  return facts(call, mailbox, event, null);
}

function setFree(call: Call): unknown {
  const mailbox = mailboxIn(call);
  const found = eventIn(call, mailbox);
  applyChange(call.world, mailbox, found, readEventInput({ showAs: 'free' }));
  return facts(call, mailbox, found.event, found.date);
}

/** `on`: the whole of its days; off: the hour from nine on its first day, unless start and end say otherwise. */
async function setAllDay(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({ on: z.boolean(), start: timeSchema.optional(), end: timeSchema.optional() });
  const { on, start, end } = await readBody(call, schema);
  const found = eventIn(call, mailbox);
  const { fields } = found.instance;
  if (on === fields.isAllDay) throw new ControlProblem(`it is ${on ? '' : 'not '}an all-day event already`);
  const timeZone = fields.startZone;
  const zone = resolveZone(timeZone) ?? 'UTC';
  const first = Math.floor((on ? wallOf(zone, fields.startMs) : fields.startMs) / DAY_MS);
  const last = Math.max(first, Math.ceil((on ? wallOf(zone, fields.endMs) : fields.endMs) / DAY_MS) - 1);
  const at = (wall: number) => ({ dateTime: wallText(wall), timeZone });
  const [from, to] = on
    ? [at(first * DAY_MS), at((last + 1) * DAY_MS)]
    : [at(first * DAY_MS + 9 * 3_600_000), at(first * DAY_MS + 10 * 3_600_000)];
  applyChange(call.world, mailbox, found, readEventInput({ isAllDay: on, start: start ?? from, end: end ?? to }));
  return facts(call, mailbox, found.event, found.date);
}

async function shiftByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({ minutes: z.number().int().default(0), days: z.number().int().default(0) });
  const { minutes, days } = await readBody(call, schema);
  if (minutes === 0 && days === 0) throw new ControlProblem('say by how many minutes or days');
  const { event } = eventIn(call, mailbox);
  shiftSeries(call.world, mailbox, event, minutes + days * 1_440);
  return facts(call, mailbox, event, null);
}

/** "This and following": the body is what changes, in Graph's form. Answers what is left of the old series, and the new. */
async function splitByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const input = readEventInput(await readBody(call, z.record(z.string(), z.unknown())));
  const found = eventIn(call, mailbox);
  const made = splitSeries(call.world, mailbox, found, input);
  const isGone = mailbox.byKey.get(found.event.key) !== found.event;
  return { old: isGone ? null : facts(call, mailbox, found.event, null), new: facts(call, mailbox, made, null) };
}

function wholeIn(call: Call) {
  const found = eventIn(call, mailboxIn(call));
  if (found.date) throw new ControlProblem('an occurrence goes nowhere without its series');
  return found;
}

function spanFrom({ start, end }: z.infer<typeof spanSchema>, isAllDay = false) {
  const startMs = readTime(start, isAllDay).ms;
  const endMs = readTime(end, isAllDay).ms;
  if (endMs < startMs) throw new ControlProblem('the end is before the start');
  return { startMs, endMs };
}
