import { type Instance, instanceOn, instancesBetween, wholeEvent } from '../calendar/occurrences';
import { calendarAccess } from './access';
import { eventRow } from './event-answer';
import { eventJson, type Viewing } from './event-json';
import { findEvent } from './find-event';
import { contextOf, type GraphCall } from './graph-call';
import { ExactText, type FilterSubject, parseFilter } from './odata-filter';
import { option, ordered, page, pageBounds, type Row, selected, valueAt } from './odata-query';
import { badRequest, GraphProblem, invalidRequest } from './problem';

const LONGEST_WINDOW_DAYS = 1825;

/** Single instances and masters of the calendar, never occurrences. */
export function listEvents(g: GraphCall): Response {
  const { mailbox, calendar, viewing } = calendarAccess(g, 'basic');
  const all = [...calendar.events.values()].map(wholeEvent);
  return answerRows(g, filtered(g, all, viewing), viewing, `users('${mailbox.user.id}')/events`);
}

export function getEvent(g: GraphCall): Response {
  const { mailbox, calendar, viewing } = calendarAccess(g, 'basic');
  const within = g.params.calendarId === undefined ? undefined : calendar;
  const { instance, event } = findEvent(mailbox, g.params.eventId ?? '', within);
  const row = eventRow(instance, viewing, g.url);
  const wanted = selected(g.url);
  if (event.recurrence && !instance.date && wanted?.has('cancelledOccurrences')) {
    row.cancelledOccurrences = [...event.removedDates].map((date) => `OID.${String(row.id)}.${date}`);
  }
  if (event.recurrence && !instance.date && wanted?.has('exceptionOccurrences')) {
    const dates = [...event.exceptions.keys()];
    row.exceptionOccurrences = dates.flatMap((date) => {
      const exception = instanceOn(event, date);
      return exception ? [eventJson(exception, viewing)] : [];
    });
  }
  return Response.json({ '@odata.context': contextOf(g, `users('${mailbox.user.id}')/events/$entity`), ...row });
}

export function listInstances(g: GraphCall): Response {
  const { mailbox, viewing } = calendarAccess(g, 'basic');
  const { event } = findEvent(mailbox, g.params.eventId ?? '');
  if (!event.recurrence) throw invalidRequest('The event is not a series master.');
  const { fromMs, toMs } = windowOf(g.url);
  return answerRows(g, instancesBetween(event, fromMs, toMs), viewing, `users('${mailbox.user.id}')/events`);
}

export function calendarView(g: GraphCall): Response {
  const { mailbox, calendar, viewing } = calendarAccess(g, 'basic');
  const { fromMs, toMs } = windowOf(g.url);
  const seen = [...calendar.events.values()].flatMap((event) => instancesBetween(event, fromMs, toMs));
  const context = `users('${mailbox.user.id}')/calendarView`;
  return answerRows(g, filtered(g, seen, viewing), viewing, context);
}

export function windowOf(url: URL): { fromMs: number; toMs: number } {
  const start = option(url, 'startDateTime');
  const end = option(url, 'endDateTime');
  if (!start || !end) {
    throw invalidRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  const fromMs = instantIn(start);
  const toMs = instantIn(end);
  if (toMs < fromMs) throw invalidRequest('The end of the time window is before its start.');
  if (toMs - fromMs > LONGEST_WINDOW_DAYS * 86_400_000) {
    throw invalidRequest(`The requested time window is too long. Maximum number of days: ${LONGEST_WINDOW_DAYS}`);
  }
  return { fromMs, toMs };
}

/** Without an offset read as UTC, whatever `Prefer` says. */
function instantIn(text: string): number {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?( ?[+-]\d\d:?\d\d|Z)?)?$/i.test(text)) {
    throw badRequest(`The value '${text}' of a time window parameter is invalid.`);
  }
  const plain = text.replace(' ', '+').replace(/(\.\d{3})\d+/, '$1');
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(plain) || plain.length === 10 ? plain : `${plain}Z`);
  if (Number.isNaN(ms)) throw badRequest(`The value '${text}' of a time window parameter is invalid.`);
  return ms;
}

function filtered(g: GraphCall, instances: Instance[], viewing: Viewing): Instance[] {
  const text = option(g.url, '$filter');
  if (!text) return instances;
  if (/(^|[\s(])id\s+(eq|ne)/i.test(text.replace(/'[^']*'/g, '')) && !/any\(/i.test(text)) {
    throw new GraphProblem(400, 'ErrorInvalidProperty', "The property 'Id' does not support filtering.");
  }
  const test = parseFilter(text);
  const now = g.world.clock.now();
  const hiddenFor = g.world.behaviour.get('markerFilterDelayMs');
  return instances.filter((instance) => {
    const row = eventJson(instance, viewing);
    const isIndexed = now - instance.event.createdMs >= hiddenFor;
    return test(subjectOf(row, isIndexed ? instance.event.properties : new Map()));
  });
}

function subjectOf(row: Row, properties: Map<string, string>): FilterSubject {
  return {
    value: (path) => valueAt(row, path),
    items: (path) => {
      if (path.toLowerCase() !== 'singlevalueextendedproperties') return undefined;
      return [...properties].map(([id, value]) => ({
        value: (name: string) => (name === 'id' ? new ExactText(id) : name === 'value' ? value : undefined),
        items: () => undefined,
      }));
    },
  };
}

function answerRows(g: GraphCall, instances: Instance[], viewing: Viewing, context: string): Response {
  const bounds = pageBounds(g.url, 10);
  const inOrder = option(g.url, '$orderby')
    ? ordered(
        instances.map((instance) => ({ instance, row: eventJson(instance, viewing) })),
        g.url,
        ({ row }, path) => valueAt(row, path),
      ).map(({ instance }) => instance)
    : instances;
  const { rows, nextLink } = page(inOrder, g.url, g.origin, bounds);
  return Response.json({
    '@odata.context': contextOf(g, context),
    value: rows.map((instance) => eventRow(instance, viewing, g.url)),
    ...(nextLink ? { '@odata.nextLink': nextLink } : {}),
  });
}
