import { DAY_MS, dateOfDay } from '../calendar/days';
import { type Instance, neighbours, wallInSeries } from '../calendar/occurrences';
import { keptStatuses, type Organising, organised } from '../meetings/organise';
import { stableText, timesDiffer } from '../meetings/views';
import { changeEvent, changeOccurrence, type EventDraft, removeEvent, removeOccurrence } from '../store/events';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { type CalendarAccess, calendarAccess } from './access';
import { eventRow } from './event-answer';
import { senderOf } from './event-create';
import { draftOf, type EventInput, readEventInput } from './event-input';
import { etagOf, isHidden } from './event-json';
import { type FoundEvent, findEvent } from './find-event';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { accessDenied, GraphProblem, invalidRequest } from './problem';

export async function updateEvent(g: GraphCall): Promise<Response> {
  const { access, found } = openForWriting(g);
  const input = readEventInput(await readJson(g.request));
  mustMatch(g, found.instance);
  sometimesRefuse(g);
  applyChange(g.world, access.mailbox, found, input, {}, senderOf(g, access.mailbox));
  const { mailbox, viewing } = access;
  const changed = findEvent(mailbox, itemId(mailbox, found.event, found.date, 'immutable')).instance;
  const context = contextOf(g, `users('${mailbox.user.id}')/events/$entity`);
  return Response.json({ '@odata.context': context, ...eventRow(changed, viewing, new URL('/', g.origin)) });
}

export function deleteEvent(g: GraphCall): Response {
  const { access, found } = openForWriting(g);
  if (g.world.behaviour.get('ifMatchOnDelete') === 'honoured') mustMatch(g, found.instance);
  applyRemoval(g.world, access.mailbox, found, senderOf(g, access.mailbox));
  return new Response(null, { status: 204 });
}

/** Past Deleted Items: nobody brings it back. */
export function permanentlyDelete(g: GraphCall): Response {
  const { access, found } = openForWriting(g);
  applyRemoval(g.world, access.mailbox, found, senderOf(g, access.mailbox), 'nowhere');
  return new Response(null, { status: 204 });
}

/** Also how a person changes an event; the rules of the store are the same for all. */
export function applyChange(
  world: World,
  mailbox: Mailbox,
  found: FoundEvent,
  input: EventInput,
  more: Pick<EventDraft, 'isCancelled'> = {},
  organising: Organising = {},
): void {
  const { event, date, instance } = found;
  const draft = withAnswers(world, found, { ...draftOf(input, instance.fields), ...more });
  if (date && input.recurrence) throw invalidRequest('Recurrence can only be set on the series master.');
  if (date) mustStayBetweenNeighbours(instance, draft);
  const act = () =>
    date ? changeOccurrence(world, mailbox, event, date, draft) : changeEvent(world, mailbox, event, draft);
  organised(world, mailbox, event, act, organising);
}

/** Whoever is invited is told that it was cancelled. */
export function applyRemoval(
  world: World,
  mailbox: Mailbox,
  { event, date }: FoundEvent,
  organising: Organising = {},
  to: 'deleted' | 'nowhere' = 'deleted',
): void {
  const act = () => (date ? removeOccurrence(world, mailbox, event, date) : removeEvent(world, mailbox, event, to));
  organised(world, mailbox, event, act, organising);
}

/** Answers are kept over a change of the list of attendees, and lost with the times they were given for. */
function withAnswers(world: World, { event, instance }: FoundEvent, draft: EventDraft): EventDraft {
  const present = instance.fields;
  const { recurrence } = draft;
  const isOtherSeries = recurrence !== undefined && stableText(recurrence) !== stableText(event.recurrence);
  const resets = event.isOrganizer && (isOtherSeries || timesDiffer(present, { ...present, ...draft.fields }));
  const wanted = draft.fields.attendees;
  if (!wanted && !(resets && present.attendees.length > 0)) return draft;
  const isAdded = wanted !== undefined && world.behaviour.get('attendeesPatch') === 'adds';
  const invited = isAdded ? [...present.attendees, ...wanted] : (wanted ?? present.attendees);
  return { ...draft, fields: { ...draft.fields, attendees: keptStatuses(invited, present.attendees, resets) } };
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
  throw changeKeyRefused(g, g.world.behaviour.get('staleIfMatchStatus'));
}

/** Now and then a PATCH without If-Match meets the same refusal, and a repeat does not. */
function sometimesRefuse(g: GraphCall): void {
  if (!g.world.behaviour.get('randomPreconditionFailure') || g.request.headers.get('if-match')) return;
  if (g.world.chance.next() < 0.2) throw changeKeyRefused(g, 412);
}

function changeKeyRefused(g: GraphCall, status: number): GraphProblem {
  g.note.detail = 'change key';
  return new GraphProblem(
    status,
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
