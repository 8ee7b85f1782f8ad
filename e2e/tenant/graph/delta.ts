import type { Calendar } from '../store/mailbox';
import { calendarAccess } from './access';
import { type Entry, entriesSince, rowsOf } from './delta-rows';
import { type DeltaToken, readDeltaToken, writeDeltaToken } from './delta-token';
import type { Viewing } from './event-json';
import { contextOf, type GraphCall } from './graph-call';
import { option, type Row } from './odata-query';
import { pageBounds } from './pages';
import { badRequest, invalidRequest, unknownSegment } from './problem';
import { calendarSeen } from './seen';
import { instantIn, type Span, windowOf } from './window';

/** Everything that changed since a link was given, told in the order of the changes. */
const DEFAULT_PAGE = 50;
const END_OF_TIME = 8_640_000_000_000_000;
const REFUSED = ['$select', '$expand', '$filter', '$orderby', '$search'];

/** What the route lets through; the handler refuses most of it in its own words. */
export const DELTA_OPTIONS = [
  ...REFUSED,
  '$top',
  '$skip',
  '$count',
  '$skiptoken',
  '$deltatoken',
  'startdatetime',
  'enddatetime',
];

export function deltaOfView(g: GraphCall): Response {
  return answerRound(g, 'view', () => windowOf(g.url));
}

/** Undocumented on v1.0: masters, single instances and exceptions from a day on. */
export function deltaOfEvents(g: GraphCall): Response {
  if (g.world.behaviour.get('eventsDelta') === 'unknown') throw unknownSegment('delta');
  return answerRound(g, 'events', () => {
    const start = option(g.url, 'startDateTime');
    if (!start) throw invalidRequest('This request requires the query string parameter StartDateTime.');
    if (option(g.url, 'endDateTime') !== null) throw refusedOptions(['endDateTime']);
    return { fromMs: instantIn(start), toMs: END_OF_TIME };
  });
}

function answerRound(g: GraphCall, kind: DeltaToken['kind'], firstSpan: () => Span): Response {
  const { calendar: present, viewing, share } = calendarAccess(g, 'read');
  const { behaviour } = g.world;
  const isTopFine = behaviour.get('deltaTop') === 'honoured';
  const refused = [...REFUSED, '$skip', '$count', ...(isTopFine ? [] : ['$top'])].filter((name) => {
    return option(g.url, name) !== null;
  });
  if (refused.length > 0) throw refusedOptions(refused);
  if ((!present.isDefault || share) && !behaviour.get('deltaOnOtherCalendars')) {
    throw invalidRequest('Change tracking is not supported against this calendar.');
  }
  const next = option(g.url, '$skiptoken');
  const text = next ?? (option(g.url, '$deltatoken') || null);
  if (text !== null) mustNotNameTimes(g.url);
  const calendar = calendarSeen(g.world, present);
  const token =
    text === null
      ? firstToken(g, calendar, kind, firstSpan())
      : readDeltaToken(g, { text, isNext: next !== null, calendar, kind });
  g.prefer.applied.push('odata.track-changes');
  const isFirstEmpty = text === null && behaviour.get('emptyFirstDeltaPage');
  const entries = isFirstEmpty ? [] : entriesSince(calendar, token);
  const taken = isFirstEmpty ? { rows: [], cursor: 0, isLast: false } : takePage(g, entries, token, viewing, calendar);
  const isRoundStart = next === null && token.initialHigh === null;
  const replayed = isRoundStart && behaviour.get('deltaReplays') ? replayedRows(g, calendar, token, viewing) : [];
  return pageAnswer(g, token, { ...taken, rows: [...replayed, ...taken.rows] }, calendar.seq);
}

function firstToken(g: GraphCall, calendar: Calendar, kind: DeltaToken['kind'], span: Span): DeltaToken {
  const { generation } = g.world;
  const { id: calendarId, seq: initialHigh } = calendar;
  return { generation, kind, calendarId, ...span, base: 0, since: 0, initialHigh, issuedAt: 0 };
}

type Taken = { rows: Row[]; cursor: number; isLast: boolean };

/** The rows of one event stay together, so a page may be larger than was asked. */
function takePage(g: GraphCall, entries: Entry[], token: DeltaToken, viewing: Viewing, calendar: Calendar): Taken {
  const size = pageSize(g);
  let rows: Row[] = [];
  let cursor = token.since;
  let read = 0;
  for (const entry of entries) {
    if (rows.length >= size) break;
    rows.push(...rowsOf(g, entry, { token, viewing, calendar }));
    cursor = entry.seq;
    read += 1;
  }
  if (g.world.behaviour.get('deltaOrder') === 'shuffled') rows = shuffled(g, rows);
  const [first] = rows;
  if (first && g.world.behaviour.get('deltaRepeatsRows')) rows.push(first);
  return { rows, cursor, isLast: read === entries.length };
}

function pageSize(g: GraphCall): number {
  const { maxPageSize, applied } = g.prefer;
  if (maxPageSize !== null) applied.push(`odata.maxpagesize=${maxPageSize}`);
  const top = option(g.url, '$top') === null ? null : pageBounds(g.url, DEFAULT_PAGE).top;
  const asked = maxPageSize ?? top ?? DEFAULT_PAGE;
  const meaning = g.world.behaviour.get('deltaPageSize');
  if (meaning === 'as asked') return asked;
  return meaning === 'a few more' ? asked + 2 : Math.max(1, asked - 2);
}

/** The last change of the round before, once more. */
function replayedRows(g: GraphCall, calendar: Calendar, token: DeltaToken, viewing: Viewing): Row[] {
  const told = [...calendar.events.values()].filter((event) => event.seq <= token.since);
  const last = told.sort((a, b) => b.seq - a.seq)[0];
  return last ? rowsOf(g, { seq: last.seq, event: last }, { token: { ...token, base: 0 }, viewing, calendar }) : [];
}

function pageAnswer(g: GraphCall, token: DeltaToken, { rows, cursor, isLast }: Taken, high: number): Response {
  const link = `${g.origin}${g.url.pathname}?`;
  const issuedAt = g.world.clock.now();
  const last = { ...token, base: high, since: high, initialHigh: null, issuedAt };
  const onwards = { ...token, since: cursor, issuedAt };
  return Response.json({
    '@odata.context': contextOf(g, 'Collection(event)'),
    value: rows,
    ...(isLast
      ? { '@odata.deltaLink': `${link}$deltatoken=${writeDeltaToken(g.world, last)}` }
      : { '@odata.nextLink': `${link}$skiptoken=${writeDeltaToken(g.world, onwards)}` }),
  });
}

function shuffled(g: GraphCall, rows: Row[]): Row[] {
  return rows
    .map((row) => ({ row, place: g.world.chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

function mustNotNameTimes(url: URL): void {
  for (const name of ['startDateTime', 'endDateTime']) {
    if (option(url, name) === null) continue;
    throw badRequest(`The query parameter '${name}' cannot be used together with a token; the window is part of it.`);
  }
}

function refusedOptions(names: string[]) {
  const list = names.join(', ');
  return invalidRequest(
    `The following parameters are not supported with change tracking over the 'Events' resource: '${list}'.`,
  );
}
