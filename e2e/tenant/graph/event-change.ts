import { DAY_MS, dateOfDay } from '../calendar/days';
import { type Instance, neighbours, wallInSeries } from '../calendar/occurrences';
import { changeEvent, changeOccurrence, type EventDraft, removeEvent, removeOccurrence } from '../store/events';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { type CalendarAccess, calendarAccess } from './access';
import { eventRow } from './event-answer';
import { draftOf, type EventInput, readEventInput } from './event-input';
import { etagOf, isHidden } from './event-json';
import { type FoundEvent, findEvent } from './find-event';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { accessDenied, GraphProblem, invalidRequest } from './problem';

export async function updateEvent(g: GraphCall): Promise<Response> {
  const { access, found } = openForWriting(g);
  const input = readEventInput(await readJson(g.request));
  mustMatch(g, found.instance);
  applyChange(g.world, access.mailbox, found, input);
  const { mailbox, viewing } = access;
  const changed = findEvent(mailbox, itemId(mailbox, found.event, found.date, 'immutable')).instance;
  const context = contextOf(g, `users('${mailbox.user.id}')/events/$entity`);
  return Response.json({ '@odata.context': context, ...eventRow(changed, viewing, new URL('/', g.origin)) });
}

export function deleteEvent(g: GraphCall): Response {
  const { access, found } = openForWriting(g);
  if (g.world.behaviour.get('ifMatchOnDelete') === 'honoured') mustMatch(g, found.instance);
  applyRemoval(g.world, access.mailbox, found);
  return new Response(null, { status: 204 });
}

/** Also how a person changes an event; the rules of the store are the same for all. */
export function applyChange(
  world: World,
  mailbox: Mailbox,
  found: FoundEvent,
  input: EventInput,
  more: Pick<EventDraft, 'isCancelled'> = {},
): void {
  const { event, date, instance } = found;
  const draft = { ...draftOf(input, instance.fields), ...more };
  if (!date) {
    changeEvent(world, mailbox, event, draft);
    return;
  }
  if (input.recurrence) throw invalidRequest('Recurrence can only be set on the series master.');
  mustStayBetweenNeighbours(instance, draft);
  changeOccurrence(world, mailbox, event, date, draft);
}

export function applyRemoval(world: World, mailbox: Mailbox, { event, date }: FoundEvent): void {
  if (date) removeOccurrence(world, mailbox, event, date);
  else removeEvent(world, mailbox, event);
}

function openForWriting(g: GraphCall): { access: CalendarAccess; found: FoundEvent } {
  const access = calendarAccess(g, 'write');
  const within = g.params.calendarId === undefined ? undefined : access.calendar;
  const found = findEvent(access.mailbox, g.params.eventId ?? '', within);
  g.note.eventId = itemId(access.mailbox, found.event, found.date, 'immutable');
  if (isHidden(found.instance, access.viewing)) throw accessDenied();
  return { access, found };
}

function mustMatch(g: GraphCall, instance: Instance): void {
  const wanted = g.request.headers.get('if-match');
  if (!wanted || wanted === '*' || wanted === etagOf(instance)) return;
  throw new GraphProblem(
    g.world.behaviour.get('staleIfMatchStatus'),
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}

function mustStayBetweenNeighbours(instance: Instance, draft: EventDraft): void {
  if (draft.fields.startMs === undefined || !instance.date) return;
  const date = dateOfDay(Math.floor(wallInSeries(instance.event, draft.fields.startMs) / DAY_MS));
  const { before, after } = neighbours(instance.event, instance.date);
  if ((before && date <= before) || (after && date >= after)) {
    throw new GraphProblem(
      400,
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    );
  }
}
