import { z } from 'zod';
import { dateOf, instantOf } from './times';

/**
 * What of Graph's event may enter this program. The parser drops everything else, so that no subject, body, place or
 * attendee of other people is ever stored or logged (I12).
 */
export type RemoteEvent = {
  what: 'event';
  /** Case-sensitive. */
  remoteId: string;
  etag: string | null;
  type: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';
  seriesMasterId: string | null;
  /** UTC; for all-day events the UTC midnights of the dates, end exclusive. */
  start: Date;
  end: Date;
  allDay: boolean;
  /** Null where a sparse occurrence leaves it to its master (F3). */
  showAs: string | null;
  cancelled: boolean | null;
  /** The owner's answer to an invitation. */
  response: string | null;
  isPrivate: boolean | null;
  transactionId: string | null;
  icalUid: string | null;
  /** Microsoft's own clock: shown to people, never compared with ours. Not every answer tells them. */
  createdAt: Date | null;
  changedAt?: Date | null;
};

export type RemoteChange =
  | RemoteEvent
  /** "Not in this window", which is not "deleted" (F3). */
  | { what: 'removed'; remoteId: string }
  /** Could not be read. Its interval, where known, counts as busy. */
  | { what: 'malformed'; remoteId: string; start: Date | null; end: Date | null };

const time = z.object({ dateTime: z.string(), timeZone: z.string() });

const GraphEvent = z.object({
  id: z.string().min(1),
  '@odata.etag': z.string().nullish(),
  type: z.enum(['singleInstance', 'occurrence', 'exception', 'seriesMaster']).nullish(),
  seriesMasterId: z.string().nullish(),
  start: time,
  end: time,
  isAllDay: z.boolean().nullish(),
  showAs: z.string().max(40).nullish(),
  isCancelled: z.boolean().nullish(),
  responseStatus: z.object({ response: z.string().max(40).nullish() }).nullish(),
  sensitivity: z.string().max(40).nullish(),
  transactionId: z.string().max(100).nullish(),
  iCalUId: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
});

const Removed = z.object({ id: z.string().min(1), '@removed': z.object({}) });
const Named = z.object({
  id: z.string().min(1),
  start: time.optional().catch(undefined),
  end: time.optional().catch(undefined),
});

/** A row of a list or of delta. Null: a row without an id, which nothing can be done with (graph-calendar §1.4). */
function remoteChange(raw: unknown): RemoteChange | null {
  const removed = Removed.safeParse(raw);
  if (removed.success) return { what: 'removed', remoteId: removed.data.id };
  const event = GraphEvent.safeParse(raw);
  const read = event.success ? remoteEvent(event.data) : null;
  if (read) return read;
  const named = Named.safeParse(raw);
  if (!named.success) return null;
  const { id, start, end } = named.data;
  return { what: 'malformed', remoteId: id, start: start ? instantOf(start) : null, end: end ? instantOf(end) : null };
}

function remoteEvent(raw: z.output<typeof GraphEvent>): RemoteEvent | null {
  const allDay = raw.isAllDay ?? false;
  const read = allDay ? dateOf : instantOf;
  const [start, end] = [read(raw.start), read(raw.end)];
  if (!start || !end || end < start) return null;
  return {
    what: 'event',
    remoteId: raw.id,
    etag: raw['@odata.etag'] ?? null,
    type: raw.type ?? 'singleInstance',
    seriesMasterId: raw.seriesMasterId ?? null,
    start,
    end,
    allDay,
    showAs: raw.showAs ?? null,
    cancelled: raw.isCancelled ?? null,
    response: raw.responseStatus?.response ?? null,
    isPrivate: raw.sensitivity == null ? null : raw.sensitivity === 'private' || raw.sensitivity === 'confidential',
    transactionId: raw.transactionId ?? null,
    icalUid: raw.iCalUId ?? null,
    createdAt: momentOf(raw.createdDateTime),
    changedAt: momentOf(raw.lastModifiedDateTime),
  };
}

function momentOf(text: string | null | undefined): Date | null {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** One event as an answer; unreadable counts as no answer. */
export const eventAnswer = z.unknown().transform((raw, context): RemoteEvent => {
  const event = GraphEvent.safeParse(raw);
  const read = event.success ? remoteEvent(event.data) : null;
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'no event' });
  return z.NEVER;
});

/** A page of events; rows without an id are left out. */
export const eventPage = z
  .object({
    value: z.array(z.unknown()),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  })
  .transform((page) => ({
    changes: page.value.map(remoteChange).filter((change) => change !== null),
    nextLink: page['@odata.nextLink'] ?? null,
    deltaLink: page['@odata.deltaLink'] ?? null,
  }));

/** What we ask for where Graph lets us choose: subjects are not even sent. */
export const EVENT_FIELDS = [
  'id',
  'type',
  'seriesMasterId',
  'start',
  'end',
  'isAllDay',
  'showAs',
  'isCancelled',
  'responseStatus',
  'sensitivity',
  'transactionId',
  'iCalUId',
  'createdDateTime',
  'lastModifiedDateTime',
].join(',');
