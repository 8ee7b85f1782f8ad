import { type Instance, instancesBetween } from '../calendar/occurrences';
import { calendarAccess } from './access';
import { asksForProperties, queried, readEventQuery } from './event-filter';
import type { Viewing } from './event-json';
import { checkEventOptions, eventAsked } from './event-options';
import { eventsPath } from './event-read';
import type { GraphCall } from './graph-call';
import { expansion, option, type Row, selected } from './odata-query';
import { listAnswer, pageBounds } from './pages';
import { GraphProblem, invalidRequest } from './problem';
import { calendarSeen } from './seen';
import { windowOf } from './window';

/** What overlaps the window: single instances, occurrences and exceptions, never masters. */
export function calendarView(g: GraphCall): Response {
  const { calendar, viewing } = calendarAccess(g, 'basic');
  const { fromMs, toMs } = windowOf(g.url);
  checkEventOptions(g.url, viewing);
  const query = readEventQuery(g);
  const worksHere = g.world.behaviour.get('extendedPropertiesOnCalendarView') === 'work';
  if (asksForProperties(query) && !worksHere) {
    throw new GraphProblem(500, 'ErrorInternalServerError', 'An internal server error occurred. The operation failed.');
  }
  mustNotSelectTimestamps(g);
  const events = [...calendarSeen(g.world, calendar).events.values()];
  const seen = inOrder(
    g,
    events.flatMap((event) => instancesBetween(event, fromMs, toMs)),
  );
  const url = worksHere ? g.url : withoutExpansion(g.url);
  const found = queried(g, seen, viewing, query);
  return listAnswer(g, {
    what: eventsPath(g, calendar, 'calendarView'),
    items: withNamelessRow(g, found),
    bounds: pageBounds(g.url, defaultPage(g)),
    rowOf: (item) =>
      item.isNameless ? { ...viewRow(item, viewing, url), id: '', iCalUId: '' } : viewRow(item, viewing, url),
  });
}

function defaultPage(g: GraphCall): number {
  const { maxPageSize, applied } = g.prefer;
  if (maxPageSize === null || g.world.behaviour.get('maxPageSizeOnViews') === 'ignored') return 10;
  applied.push(`odata.maxpagesize=${maxPageSize}`);
  return maxPageSize;
}

/** Two members cannot be selected here, and the join link comes only beside `isOnlineMeeting`. */
function viewRow({ instance }: Item, viewing: Viewing, url: URL): Row {
  const row = eventAsked(instance, viewing, url);
  const wanted = selected(url);
  if (!wanted) return row;
  const { createdDateTime: _, lastModifiedDateTime: __, ...rest } = row;
  return rest.onlineMeeting && !wanted.has('isOnlineMeeting') ? { ...rest, onlineMeeting: null } : rest;
}

type Item = { instance: Instance; isNameless?: boolean };

/** Rows without an id have been seen in the wild; by a switch the first one comes a second time like that. */
function withNamelessRow(g: GraphCall, found: Instance[]): Item[] {
  const items: Item[] = found.map((instance) => ({ instance }));
  const [first] = found;
  if (!first || !g.world.behaviour.get('calendarViewEmptyIdRows')) return items;
  return [{ instance: first, isNameless: true }, ...items];
}

function inOrder(g: GraphCall, instances: Instance[]): Instance[] {
  const order = g.world.behaviour.get('calendarViewOrder');
  if (order === 'stored') return instances;
  const place = (one: Instance) => (order === 'by start' ? one.fields.startMs : scatter(one.event.key + one.date));
  return instances
    .map((instance) => ({ instance, at: place(instance) }))
    .sort((a, b) => a.at - b.at)
    .map(({ instance }) => instance);
}

/** The same place at every request, so that pages fit together. */
function scatter(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

function mustNotSelectTimestamps(g: GraphCall): void {
  const wanted = selected(g.url);
  const name = ['createdDateTime', 'lastModifiedDateTime'].find((one) => wanted?.has(one));
  if (name && g.world.behaviour.get('calendarViewTimestamps') === 'refused') {
    throw invalidRequest(`The property '${name}' cannot be selected in a calendar view.`);
  }
}

function withoutExpansion(url: URL): URL {
  if (option(url, '$expand') === null || expansion(url).properties.length === 0) return url;
  const plain = new URL(url);
  for (const name of [...plain.searchParams.keys()]) {
    if (name.toLowerCase() === '$expand') plain.searchParams.delete(name);
  }
  return plain;
}
