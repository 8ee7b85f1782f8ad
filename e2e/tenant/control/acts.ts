import { z } from 'zod';
import { importCalendar } from '../calendar/ics-import';
import { instancesBetween } from '../calendar/occurrences';
import { applyChange, applyRemoval } from '../graph/event-change';
import { draftOf, readEventInput } from '../graph/event-input';
import { windowOf } from '../graph/window';
import { createOrganised } from '../meetings/organise';
import { endSeriesBefore } from '../meetings/series-acts';
import type { Call, Route } from '../router';
import { itemId } from '../store/item-ids';
import { ControlProblem, controlRoute, readBody } from './answer';
import { calendarNamed, eventIn, facts, mailboxIn } from './person';

/** A person creates, changes and deletes in Outlook. Every answer names the event by both kinds of id. */
const anyObject = z.record(z.string(), z.unknown());

export const acts: Route[] = [
  controlRoute('GET', '/mailboxes/{upn}/events', listForPerson),
  controlRoute('POST', '/mailboxes/{upn}/events', createByPerson, 'event.create'),
  controlRoute('GET', '/mailboxes/{upn}/events/{id}', (call) => {
    const mailbox = mailboxIn(call);
    const { event, date } = eventIn(call, mailbox);
    return facts(call, mailbox, event, date);
  }),
  controlRoute('PATCH', '/mailboxes/{upn}/events/{id}', changeByPerson, 'event.update'),
  controlRoute('DELETE', '/mailboxes/{upn}/events/{id}', deleteByPerson, 'event.delete'),
  controlRoute('POST', '/mailboxes/{upn}/import', importByPerson, 'calendar.import'),
];

/** The default calendar, the one in `?calendar=`, or all of them for `*`. */
function listForPerson(call: Call): unknown {
  const mailbox = mailboxIn(call);
  const wanted = call.url.searchParams.get('calendar');
  const calendars = wanted === '*' ? [...mailbox.calendars.values()] : [calendarNamed(mailbox, wanted)];
  const events = calendars.flatMap((calendar) => [...calendar.events.values()]);
  if (!call.url.searchParams.has('startDateTime')) {
    return { value: events.map((event) => facts(call, mailbox, event, null)) };
  }
  const { fromMs, toMs } = windowOf(call.url);
  const seen = events.flatMap((event) => instancesBetween(event, fromMs, toMs));
  return { value: seen.map(({ event, date }) => facts(call, mailbox, event, date)) };
}

async function createByPerson(call: Call): Promise<Response> {
  const mailbox = mailboxIn(call);
  const input = readEventInput(await readBody(call, anyObject));
  const calendar = calendarNamed(mailbox, call.url.searchParams.get('calendar'));
  const event = createOrganised(call.world, mailbox, calendar, draftOf(input, null));
  call.note.eventId = itemId(mailbox, event, null, 'immutable');
  return Response.json(facts(call, mailbox, event, null), { status: 201 });
}

async function changeByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const { isCancelled, ...body } = await readBody(call, anyObject);
  const found = eventIn(call, mailbox);
  applyChange(
    call.world,
    mailbox,
    found,
    readEventInput(body),
    typeof isCancelled === 'boolean' ? { isCancelled } : {},
  );
  return facts(call, mailbox, found.event, found.date);
}

/** `?scope=series` the whole, `?scope=following` from this occurrence on; `?permanent=true` past Deleted Items. */
function deleteByPerson(call: Call): Response {
  const mailbox = mailboxIn(call);
  const found = eventIn(call, mailbox);
  const scope = call.url.searchParams.get('scope') ?? 'one';
  const to = call.url.searchParams.get('permanent') === 'true' ? 'nowhere' : 'deleted';
  if (!['one', 'series', 'following'].includes(scope)) throw new ControlProblem('scope is series or following');
  if (scope === 'following') endSeriesBefore(call.world, mailbox, found);
  else applyRemoval(call.world, mailbox, scope === 'series' ? { ...found, date: null } : found, {}, to);
  return new Response(null, { status: 204 });
}

async function importByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  return importCalendar(call.world, mailbox, await call.request.text(), { settled: false });
}
