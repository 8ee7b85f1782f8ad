import { type Instance, instanceOn, instancesBetween, wholeEvent } from '../calendar/occurrences';
import type { CalendarEvent } from '../store/event-types';
import { itemId } from '../store/item-ids';
import type { Calendar, Tombstone } from '../store/mailbox';
import { stateAtSeq } from '../store/past';
import type { DeltaToken } from './delta-token';
import { etagOf, eventJson, timeJson, type Viewing } from './event-json';
import type { GraphCall } from './graph-call';
import type { Row } from './odata-query';

/** The rows of a delta page, with the habits that were seen in the wild. */
export type Entry = { seq: number; event: CalendarEvent } | { seq: number; tombstone: Tombstone };
type About = { token: DeltaToken; viewing: Viewing; calendar: Calendar };

/** What was there when a full pass began is told as it is; deletions from before that are not told at all. */
export function entriesSince(calendar: Calendar, { since, initialHigh }: DeltaToken): Entry[] {
  const entries: Entry[] = [];
  for (const event of calendar.events.values()) if (event.seq > since) entries.push({ seq: event.seq, event });
  const buriedAfter = Math.max(since, initialHigh ?? 0);
  for (const tombstone of calendar.tombstones) {
    if (tombstone.seq > buriedAfter) entries.push({ seq: tombstone.seq, tombstone });
  }
  return entries.sort((a, b) => a.seq - b.seq);
}

export function rowsOf(g: GraphCall, entry: Entry, about: About): Row[] {
  if ('tombstone' in entry) return tombstoneRows(g, entry.tombstone, about);
  const { event } = entry;
  const { token, viewing } = about;
  if (token.kind === 'events' && event.recurrence) {
    return [wholeEvent(event), ...exceptionsOf(event)].map((instance) => fullRow(g, instance, viewing));
  }
  const inside = instancesBetween(event, token.fromMs, token.toMs);
  if (inside.length === 0) {
    const isOld = token.initialHigh !== null && entry.seq <= token.initialHigh;
    return isOld ? [] : outsideRows(g, event, viewing);
  }
  const rows = inside.map((instance) => instanceRow(g, instance, about));
  return event.recurrence ? [fullRow(g, wholeEvent(event), viewing), ...rows] : rows;
}

function tombstoneRows(g: GraphCall, tombstone: Tombstone, { token, viewing, calendar }: About): Row[] {
  const { behaviour } = g.world;
  if (isBack(tombstone, calendar, viewing)) return [];
  if (tombstone.date && !behaviour.get('announceDeletedOccurrences')) return [];
  const cameSince = !tombstone.date && (tombstone.bornSeq ?? 0) > (token.initialHigh ?? token.base);
  if (cameSince && behaviour.get('shortLivedEvents') === 'silent') return [];
  return [removedRow(itemId(viewing.mailbox, tombstone, tombstone.date, viewing.prefer.idKind))];
}

/** Whatever the order of the rows: what is there again under the same id is not told as gone. */
function isBack({ key, folderKey, date, epoch }: Tombstone, calendar: Calendar, { prefer }: Viewing): boolean {
  const present = calendar.events.get(key);
  if (!present || (prefer.idKind === 'rest' && present.folderKey !== folderKey)) return false;
  return date === null || ((present.epoch ?? 0) === (epoch ?? 0) && instanceOn(present, date) !== null);
}

function exceptionsOf(event: CalendarEvent): Instance[] {
  return [...event.exceptions.keys()].flatMap((date) => instanceOn(event, date) ?? []);
}

/** "Not in this window", which is not the same as deleted. */
function outsideRows(g: GraphCall, event: CalendarEvent, viewing: Viewing): Row[] {
  const how = g.world.behaviour.get('outOfWindowRows');
  if (how === 'silent') return [];
  if (how === 'row') return [fullRow(g, wholeEvent(event), viewing)];
  return [removedRow(itemId(viewing.mailbox, event, null, viewing.prefer.idKind))];
}

function instanceRow(g: GraphCall, instance: Instance, about: About): Row {
  const { viewing } = about;
  if (instance.type === 'singleInstance') return changedRow(g, instance, about);
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

/** By a switch only the members that differ from what the round before told. */
function changedRow(g: GraphCall, instance: Instance, { token, viewing, calendar }: About): Row {
  const row = fullRow(g, instance, viewing);
  if (token.base === 0 || g.world.behaviour.get('deltaRows') === 'full') return row;
  const before = stateAtSeq(calendar, instance.event.key, token.base);
  if (!before) return row;
  const told = fullRow(g, wholeEvent(before), viewing);
  const kept = Object.entries(row).filter(([name, value]) => {
    return name.startsWith('@') || name === 'id' || JSON.stringify(value) !== JSON.stringify(told[name]);
  });
  return Object.fromEntries(kept);
}

function fullRow(g: GraphCall, instance: Instance, viewing: Viewing): Row {
  const { transactionId, ...row } = eventJson(instance, viewing);
  const kept = g.world.behaviour.get('deltaReturnsTransactionId') ? { ...row, transactionId } : row;
  return { '@odata.type': '#microsoft.graph.event', ...kept };
}

function removedRow(id: string): Row {
  return { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } };
}
