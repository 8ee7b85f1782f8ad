import { type Instance, instanceOn, instancesBetween, wholeEvent } from '../calendar/occurrences';
import type { CalendarEvent } from '../store/event-types';
import type { Calendar } from '../store/mailbox';
import { calendarAccess } from './access';
import { asksForProperties, queried, readEventQuery } from './event-filter';
import { etagOf, eventJson, type Viewing } from './event-json';
import { checkEventOptions, eventAsked } from './event-options';
import { findEvent } from './find-event';
import type { GraphCall } from './graph-call';
import { expansion, type Row, selected } from './odata-query';
import { entityContext, listAnswer, pageBounds } from './pages';
import { invalidRequest } from './problem';
import { calendarSeen } from './seen';
import { windowOf } from './window';

/** Single instances and masters of the calendar, never occurrences. */
export function listEvents(g: GraphCall): Response {
  const { mailbox, calendar, viewing, isOwner } = calendarAccess(g, 'basic');
  checkEventOptions(g.url, viewing);
  const query = readEventQuery(g);
  const isWholeMailbox = asksForProperties(query) && g.params.calendarId === undefined && isOwner;
  const calendars = isWholeMailbox ? [...mailbox.calendars.values()] : [calendar];
  const all = calendars.flatMap((one) => [...calendarSeen(g.world, one).events.values()].map(wholeEvent));
  return listAnswer(g, {
    what: eventsPath(g, calendar),
    items: queried(g, all, viewing, query),
    bounds: pageBounds(g.url, 10),
    rowOf: (instance) => eventAsked(instance, viewing, g.url),
  });
}

export function getEvent(g: GraphCall): Response {
  const { mailbox, calendar, viewing } = calendarAccess(g, 'basic');
  const within = g.params.calendarId === undefined ? undefined : calendar;
  checkEventOptions(g.url, viewing, ['exceptionOccurrences']);
  const { instance, event } = findEvent(mailbox, g.params.eventId ?? '', within);
  if (isKnown(g, instance)) return new Response(null, { status: 304 });
  const row = eventAsked(instance, viewing, g.url);
  const isMaster = event.recurrence !== null && !instance.date;
  const more = isMaster ? ofTheSeries(g.url, event, viewing, String(row.id)) : {};
  return Response.json({ '@odata.context': entityContext(g, eventsPath(g, calendar)), ...row, ...more });
}

export function listInstances(g: GraphCall): Response {
  const { mailbox, viewing } = calendarAccess(g, 'basic');
  checkEventOptions(g.url, viewing);
  const { event } = findEvent(mailbox, g.params.eventId ?? '');
  if (!event.recurrence) throw invalidRequest('The event is not a series master.');
  const { fromMs, toMs } = windowOf(g.url);
  return listAnswer(g, {
    what: `users('${mailbox.user.id}')/events('${encodeURIComponent(g.params.eventId ?? '')}')/instances`,
    items: queried(g, instancesBetween(event, fromMs, toMs), viewing, readEventQuery(g)),
    bounds: pageBounds(g.url, 10),
    rowOf: (instance) => eventAsked(instance, viewing, g.url),
  });
}

/** What only the master can tell, and only when it is selected; its exceptions must be expanded too. */
function ofTheSeries(url: URL, event: CalendarEvent, viewing: Viewing, id: string): Row {
  const wanted = selected(url);
  const row: Row = {};
  if (wanted?.has('cancelledOccurrences')) {
    row.cancelledOccurrences = [...event.removedDates].map((date) => `OID.${id}.${date}`);
  }
  if (wanted?.has('exceptionOccurrences') && expansion(url).others.includes('exceptionOccurrences')) {
    row.exceptionOccurrences = [...event.exceptions.keys()].flatMap((date) => {
      const exception = instanceOn(event, date);
      return exception ? [eventJson(exception, viewing)] : [];
    });
  }
  return row;
}

function isKnown(g: GraphCall, instance: Instance): boolean {
  return (
    g.world.behaviour.get('ifNoneMatchOnGet') === 'honoured' &&
    g.request.headers.get('if-none-match') === etagOf(instance)
  );
}

/** How the context names the events that were asked for. */
export function eventsPath(g: GraphCall, calendar: Calendar, what = 'events'): string {
  const id = g.params.user === undefined ? g.me?.id : (g.params.user ?? '');
  const owner = `users('${encodeURIComponent((id ?? '').replaceAll("'", "''"))}')`;
  if (g.params.calendarId !== undefined) return `${owner}/calendars('${encodeURIComponent(calendar.id)}')/${what}`;
  return /\/calendar\/[^/]+/i.test(g.url.pathname) ? `${owner}/calendar/${what}` : `${owner}/${what}`;
}
