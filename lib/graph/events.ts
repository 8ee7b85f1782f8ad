import { z } from 'zod';
import { type CalendarAddress, calendarPath, mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest } from './client';
import { GraphFailure } from './failure';
import { createdEvent, type OnlineMeeting } from './online-meeting';
import { graphTime, queryTime } from './times';
import { EVENT_FIELDS, eventAnswer, eventPage, type RemoteEvent } from './wire';

/** What we write of an event; a patch holds the changed members only. */
export type EventContent = {
  start: Date;
  end: Date;
  showAs: 'busy' | 'tentative';
  subject: string;
  /** Plain text. */
  body: string;
  /** Where it takes place, as a name. */
  place?: string;
  /** With a Teams meeting. Only ever asked for: it cannot be unset, and goes with a body that is written anew. */
  online?: true;
  /** A series becomes a single event again (graph-calendar §2.5). */
  once?: true;
};

/** The identity that a create carries: what makes a repeat harmless, and what finds the event again. */
export type EventIdentity = { transactionId: string; marker: Marker };
/** A named property, e.g. id 'String {guid} Name CarrelBooking' (graph-calendar §1.6). */
export type Marker = { id: string; value: string };

/**
 * Creates it without attendees, recurrence or reminder: Exchange then mails nobody. `meeting`: as far as the answer tells of
 * it, which may be less than there will be.
 */
export async function createEvent(
  session: GraphSession,
  calendar: CalendarAddress,
  content: EventContent,
  { transactionId, marker }: EventIdentity,
  timeoutMs?: number,
): Promise<RemoteEvent & { meeting: OnlineMeeting }> {
  return graphRequest(session, {
    op: 'event.create',
    mailbox: calendar.mailbox,
    method: 'POST',
    path: `${calendarPath(calendar)}/events`,
    body: {
      ...wireOf(content),
      isReminderOn: false,
      transactionId,
      singleValueExtendedProperties: [marker],
    },
    shape: createdEvent,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** Null: there is no such event any more. */
export async function getEvent(session: GraphSession, mailbox: string, remoteId: string): Promise<RemoteEvent | null> {
  return orNull(
    graphRequest(session, {
      op: 'event.get',
      mailbox,
      method: 'GET',
      path: `${eventPath(mailbox, remoteId)}?$select=${EVENT_FIELDS}`,
      shape: eventAnswer,
    }),
  );
}

/** With `etag`, `changed_meanwhile` says that it is stale. Null: there is no such event any more. */
export async function patchEvent(
  session: GraphSession,
  mailbox: string,
  remoteId: string,
  changes: Partial<EventContent>,
  etag: string | null,
): Promise<RemoteEvent | null> {
  return orNull(
    graphRequest(session, {
      op: 'event.patch',
      mailbox,
      method: 'PATCH',
      path: eventPath(mailbox, remoteId),
      headers: etag ? { 'If-Match': etag } : {},
      body: wireOf(changes),
      shape: eventAnswer,
    }),
  );
}

/**
 * Says no to a meeting that the mailbox was invited to; its organizer is told by Microsoft, and the event leaves the
 * calendar (graph-calendar §2.7). False: there is no such event any more. `rejected`: it is no such meeting.
 */
export async function declineEvent(session: GraphSession, mailbox: string, remoteId: string): Promise<boolean> {
  const done = await orNull(
    graphRequest(session, {
      op: 'event.decline',
      mailbox,
      method: 'POST',
      path: `${eventPath(mailbox, remoteId)}/decline`,
      body: { sendResponse: true },
      shape: z.unknown().transform(() => true),
    }),
  );
  return done !== null;
}

/** Gone already counts as done. */
export async function deleteEvent(session: GraphSession, mailbox: string, remoteId: string): Promise<void> {
  await orNull(
    graphRequest(session, {
      op: 'event.delete',
      mailbox,
      method: 'DELETE',
      path: eventPath(mailbox, remoteId),
      shape: z.unknown(),
    }),
  );
}

/**
 * The events that carry our marker, oldest first (LOOKUP, sync-design §4.1). `/events` searches the whole mailbox. Only
 * two empty answers ten seconds apart mean that there is none: the second try is the caller's.
 */
export async function findByMarker(session: GraphSession, mailbox: string, marker: Marker): Promise<RemoteEvent[]> {
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(marker.id)} and ep/value eq ${quoted(marker.value)})`;
  return lookup(session, mailbox, 'event.find', filter);
}

/**
 * The second way to look: by start time, for when the property filter has not caught up (V3). Only an event with our
 * `transactionId` counts.
 */
export async function findByStart(
  session: GraphSession,
  mailbox: string,
  start: Date,
  transactionId: string,
): Promise<RemoteEvent[]> {
  const at = decodeURIComponent(queryTime(start)).slice(0, 19);
  const found = await lookup(session, mailbox, 'event.find_by_start', `start/dateTime eq ${quoted(at)}`);
  return found.filter((event) => event.transactionId === transactionId);
}

async function lookup(session: GraphSession, mailbox: string, op: string, filter: string): Promise<RemoteEvent[]> {
  const page = await graphRequest(session, {
    op,
    mailbox,
    method: 'GET',
    path: `${mailboxPath(mailbox)}/events?$filter=${encodeURIComponent(filter)}&$select=${EVENT_FIELDS}&$top=50`,
    shape: eventPage,
  });
  const events = page.changes.filter((change) => change.what === 'event');
  return events.sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    // 410 on a single event means the same as 404; only in delta does it speak of a sync state.
    if (error instanceof GraphFailure && (error.kind === 'not_found' || error.kind === 'gone')) return null;
    throw error;
  }
}

const eventPath = (mailbox: string, remoteId: string) =>
  `${mailboxPath(mailbox)}/events/${encodeURIComponent(remoteId)}`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function wireOf({ start, end, showAs, subject, body, place, online, once }: Partial<EventContent>): object {
  return {
    ...(start && end ? { start: graphTime(start), end: graphTime(end), isAllDay: false } : {}),
    ...(once ? { recurrence: null } : {}),
    ...(showAs ? { showAs } : {}),
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body: { contentType: 'text', content: body } }),
    ...(place === undefined ? {} : { location: { displayName: place } }),
    ...(online ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
  };
}
