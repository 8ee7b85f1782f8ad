import { z } from 'zod';
import { importCalendar } from '../calendar/ics-import';
import { instancesBetween, wholeEvent } from '../calendar/occurrences';
import { applyChange, applyRemoval } from '../graph/event-change';
import { draftOf, readEventInput } from '../graph/event-input';
import { eventJson } from '../graph/event-json';
import { findEvent } from '../graph/find-event';
import { readPrefer } from '../graph/prefer';
import { applyResponse } from '../graph/respond';
import { windowOf } from '../graph/window';
import type { Call, Route } from '../router';
import type { CalendarEvent } from '../store/event-types';
import { addEvent } from '../store/events';
import { itemId } from '../store/item-ids';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

/** A person acts in Outlook. Every answer names the event by both kinds of id. */
const anyObject = z.record(z.string(), z.unknown());

export const acts: Route[] = [
  controlRoute('GET', '/mailboxes/{upn}/events', (call) => {
    const mailbox = mailboxIn(call);
    const events = [...defaultCalendar(mailbox).events.values()];
    if (!call.url.searchParams.has('startDateTime'))
      return { value: events.map((event) => facts(call, mailbox, event, null)) };
    const { fromMs, toMs } = windowOf(call.url);
    const seen = events.flatMap((event) => instancesBetween(event, fromMs, toMs));
    return { value: seen.map(({ event, date }) => facts(call, mailbox, event, date)) };
  }),
  controlRoute('POST', '/mailboxes/{upn}/events', createByPerson, 'event.create'),
  controlRoute('PATCH', '/mailboxes/{upn}/events/{id}', changeByPerson, 'event.update'),
  controlRoute('DELETE', '/mailboxes/{upn}/events/{id}', deleteByPerson, 'event.delete'),
  controlRoute('POST', '/mailboxes/{upn}/events/{id}/respond', respondByPerson, 'event.respond'),
  controlRoute('POST', '/mailboxes/{upn}/import', importByPerson, 'calendar.import'),
];

async function createByPerson(call: Call): Promise<Response> {
  const mailbox = mailboxIn(call);
  const input = readEventInput(await readBody(call, anyObject));
  const event = addEvent(call.world, mailbox, defaultCalendar(mailbox), draftOf(input, null));
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

function deleteByPerson(call: Call): Response {
  const mailbox = mailboxIn(call);
  const found = eventIn(call, mailbox);
  const wholeSeries = call.url.searchParams.get('scope') === 'series';
  applyRemoval(call.world, mailbox, wholeSeries ? { ...found, date: null } : found);
  return new Response(null, { status: 204 });
}

async function respondByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({ response: z.enum(['accepted', 'tentativelyAccepted', 'declined']) });
  const { response } = await readBody(call, schema);
  applyResponse(call.world, mailbox, eventIn(call, mailbox), response);
  return { response };
}

async function importByPerson(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  return importCalendar(call.world, mailbox, await call.request.text(), { settled: false });
}

function mailboxIn(call: Call): Mailbox {
  const mailbox = mailboxOf(call.world, call.params.upn ?? '');
  if (!mailbox) throw new ControlProblem(`there is no mailbox ${call.params.upn}`, 404);
  call.note.mailbox = mailbox.user.upn;
  call.note.user = mailbox.user.upn;
  return mailbox;
}

function eventIn(call: Call, mailbox: Mailbox) {
  const found = findEvent(mailbox, call.params.id ?? '');
  call.note.eventId = itemId(mailbox, found.event, found.date, 'immutable');
  return found;
}

/** Graph's form, with what only the stand-in knows beside it. */
function facts(call: Call, mailbox: Mailbox, event: CalendarEvent, date: string | null) {
  const prefer = readPrefer(call.request.headers.get('prefer'));
  const found = findEvent(mailbox, itemId(mailbox, event, date, 'immutable'));
  const instance = date ? found.instance : wholeEvent(event);
  const properties = [...event.properties].map(([id, value]) => ({ id, value }));
  return {
    ...eventJson(instance, { mailbox, prefer, hidePrivate: false }),
    immutableId: itemId(mailbox, event, date, 'immutable'),
    restId: itemId(mailbox, event, date, 'rest'),
    singleValueExtendedProperties: properties,
  };
}
