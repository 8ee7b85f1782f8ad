import { type Instance, instancesBetween, wholeEvent } from '../calendar/occurrences';
import type { CalendarEvent } from '../store/event-types';
import { itemId } from '../store/item-ids';
import type { Calendar, Tombstone } from '../store/mailbox';
import { calendarAccess } from './access';
import { type DeltaToken, readDeltaToken, writeDeltaToken } from './delta-token';
import { etagOf, eventJson, timeJson, type Viewing } from './event-json';
import { windowOf } from './event-read';
import { contextOf, type GraphCall } from './graph-call';
import { option, type Row, refuseOptions } from './odata-query';
import { invalidRequest } from './problem';

const DEFAULT_PAGE = 50;

type Entry = { seq: number; event: CalendarEvent } | { seq: number; tombstone: Tombstone };

/** Everything that changed since a link was given, told in the order of the changes. */
export function deltaOfView(g: GraphCall): Response {
  const { calendar, viewing } = calendarAccess(g, 'read');
  refuseOptions(g.url, ['$select', '$expand', '$filter', '$orderby', '$search']);
  if (!calendar.isDefault && !g.world.behaviour.get('deltaOnOtherCalendars')) {
    throw invalidRequest('Change tracking is not supported against this calendar.');
  }
  g.prefer.applied.push('odata.track-changes');
  const text = option(g.url, '$skiptoken') ?? option(g.url, '$deltatoken');
  const token = text === null ? firstToken(g, calendar) : readDeltaToken(g.world, text, calendar);
  const holdBack = text === null && g.world.behaviour.get('emptyFirstDeltaPage');
  const { rows, cursor, isLast } = holdBack
    ? { rows: [], cursor: 0, isLast: false }
    : pageFrom(g, calendar, token, viewing);
  const next: DeltaToken = { ...token, since: isLast ? calendar.seq : cursor };
  const link = `${g.origin}${g.url.pathname}?`;
  return Response.json({
    '@odata.context': contextOf(g, 'Collection(event)'),
    value: rows,
    ...(isLast
      ? { '@odata.deltaLink': `${link}$deltatoken=${writeDeltaToken({ ...next, initialHigh: null })}` }
      : { '@odata.nextLink': `${link}$skiptoken=${writeDeltaToken(next)}` }),
  });
}

function firstToken(g: GraphCall, calendar: Calendar): DeltaToken {
  const { fromMs, toMs } = windowOf(g.url);
  const { generation } = g.world;
  return { generation, calendarId: calendar.id, fromMs, toMs, since: 0, initialHigh: calendar.seq };
}

function pageFrom(g: GraphCall, calendar: Calendar, token: DeltaToken, viewing: Viewing) {
  const size = g.prefer.maxPageSize ?? DEFAULT_PAGE;
  const entries = entriesSince(calendar, token);
  const rows: Row[] = [];
  let cursor = token.since;
  let read = 0;
  for (const entry of entries) {
    if (rows.length >= size) break;
    rows.push(...rowsOf(g, entry, token, viewing));
    cursor = entry.seq;
    read += 1;
  }
  const first = rows[0];
  if (first && g.world.behaviour.get('deltaRepeatsRows')) rows.push(first);
  return { rows, cursor, isLast: read === entries.length };
}

/** What was there when a full pass began is told as it is; deletions from before that are not told at all. */
function entriesSince(calendar: Calendar, token: DeltaToken): Entry[] {
  const entries: Entry[] = [];
  for (const event of calendar.events.values()) {
    if (event.seq > token.since) entries.push({ seq: event.seq, event });
  }
  const deletedAfter = Math.max(token.since, token.initialHigh ?? 0);
  for (const tombstone of calendar.tombstones) {
    if (tombstone.seq > deletedAfter) entries.push({ seq: tombstone.seq, tombstone });
  }
  return entries.sort((a, b) => a.seq - b.seq);
}

function rowsOf(g: GraphCall, entry: Entry, token: DeltaToken, viewing: Viewing): Row[] {
  if ('tombstone' in entry) {
    const { tombstone } = entry;
    if (tombstone.date && !g.world.behaviour.get('announceDeletedOccurrences')) return [];
    return [removedRow(itemId(viewing.mailbox, tombstone, tombstone.date, viewing.prefer.idKind))];
  }
  const { event } = entry;
  const inside = instancesBetween(event, token.fromMs, token.toMs);
  if (inside.length === 0) {
    const isOld = token.initialHigh !== null && entry.seq <= token.initialHigh;
    return isOld ? [] : outsideRows(g, event, viewing);
  }
  const rows = inside.map((instance) => instanceRow(g, instance, viewing));
  return event.recurrence ? [fullRow(g, wholeEvent(event), viewing), ...rows] : rows;
}

/** "Not in this window", which is not the same as deleted. */
function outsideRows(g: GraphCall, event: CalendarEvent, viewing: Viewing): Row[] {
  const how = g.world.behaviour.get('outOfWindowRows');
  if (how === 'silent') return [];
  if (how === 'row') return [fullRow(g, wholeEvent(event), viewing)];
  return [removedRow(itemId(viewing.mailbox, event, null, viewing.prefer.idKind))];
}

function instanceRow(g: GraphCall, instance: Instance, viewing: Viewing): Row {
  if (instance.type !== 'occurrence' || !g.world.behaviour.get('sparseOccurrences')) {
    return fullRow(g, instance, viewing);
  }
  const { event, fields } = instance;
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(instance),
    id: itemId(viewing.mailbox, event, instance.date, viewing.prefer.idKind),
    seriesMasterId: itemId(viewing.mailbox, event, null, viewing.prefer.idKind),
    type: 'occurrence',
    start: timeJson(fields, fields.startMs, viewing.prefer),
    end: timeJson(fields, fields.endMs, viewing.prefer),
  };
}

function fullRow(g: GraphCall, instance: Instance, viewing: Viewing): Row {
  const { transactionId, ...row } = eventJson(instance, viewing);
  const kept = g.world.behaviour.get('deltaReturnsTransactionId') ? { ...row, transactionId } : row;
  return { '@odata.type': '#microsoft.graph.event', ...kept };
}

function removedRow(id: string): Row {
  return { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } };
}
