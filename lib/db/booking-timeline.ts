import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { ConflictKind } from '@/lib/db/conflicts';
import { movesOf, type RecordedMove } from '@/lib/db/moves-on-record';

/** What one line of the history of a booking is about; each but the booking's own stamps names its calendar or its person. */
export type TimelineLine = { at: Date } & (
  | { what: 'made'; by: string | null; cause: 'user' | 'staff' | 'remote' | 'system' }
  /** It came to stand, or to wait for staff, after it had waited. */
  | { what: 'settled'; stands: boolean }
  | { what: 'ended'; status: BookingStatus; reason: string | null; cause: 'user' | 'staff' | 'remote' | 'system' }
  | { what: 'checked_in' | 'checked_out' | 'no_show' }
  /** Asked of Microsoft; `http` null: no answer. */
  | {
      what: 'request';
      op: string;
      outcome: string;
      http: number | null;
      requestId: string | null;
      ms: number | null;
      calendar: string | null;
    }
  /** What Carrel answered by itself to something that was done in Outlook. */
  | { what: 'answer'; kind: string; answer: string; calendar: string | null }
  | { what: 'mail'; template: string; outcome: string }
  | { what: 'case_opened'; kind: ConflictKind; calendar: string }
  | {
      what: 'case_closed';
      kind: ConflictKind;
      resolution: string | null;
      by: string | null;
      calendar: string;
      moved: RecordedMove | null;
    }
  /** `moved`: from when to when, where it is on record. */
  | { what: 'act'; act: string; by: string | null; moved: RecordedMove | null }
);

/** A write that waits, or was given up. */
export type TimelineJob = {
  calendar: string;
  askedAt: Date;
  runAfter: Date;
  attempts: number;
  lastClass: string | null;
  isGivenUp: boolean;
};

const ENDED: ReadonlySet<BookingStatus> = new Set(['cancelled', 'denied', 'expired', 'released']);

/** Everything that is known of a booking, in no order yet: the latest `most` requests and mails, and all else. */
export async function timelineOf(tx: Tx, bookingId: number, most: number): Promise<TimelineLine[]> {
  return [
    ...(await stamps(tx, bookingId)),
    ...(await logLines(tx, bookingId, most)),
    ...(await caseLines(tx, bookingId)),
    ...(await actLines(tx, bookingId)),
  ];
}

async function stamps(tx: Tx, id: number): Promise<TimelineLine[]> {
  const booking = await tx.booking.findUnique({
    where: { id },
    select: {
      ...{ createdAt: true, cause: true, settledAt: true, status: true, statusReason: true, cancelledAt: true },
      ...{ checkedInAt: true, checkedOutAt: true, noShowAt: true, person: { select: { name: true } } },
    },
  });
  if (!booking) return [];
  const { createdAt, settledAt, cancelledAt, status, statusReason: reason, cause } = booking;
  const { checkedInAt, checkedOutAt, noShowAt } = booking;
  // Whoever ended it is its cause by then: only one that stands still says who made it.
  const isOver = ENDED.has(status);
  const endedAt = cancelledAt ?? (isOver ? settledAt : null);
  return [
    { what: 'made', at: createdAt, by: null, cause: isOver ? 'system' : cause },
    ...(settledAt && settledAt > createdAt && !isOver
      ? [{ what: 'settled' as const, at: settledAt, stands: status === 'confirmed' }]
      : []),
    ...(endedAt ? [{ what: 'ended' as const, at: endedAt, status, reason, cause }] : []),
    ...(checkedInAt ? [{ what: 'checked_in' as const, at: checkedInAt }] : []),
    ...(checkedOutAt ? [{ what: 'checked_out' as const, at: checkedOutAt }] : []),
    ...(noShowAt ? [{ what: 'no_show' as const, at: noShowAt }] : []),
  ];
}

type LogRow = {
  at: Date;
  op: string;
  outcome: string;
  http: number | null;
  requestId: string | null;
  ms: number | null;
  calendar: string | null;
};

async function logLines(tx: Tx, bookingId: number, most: number): Promise<TimelineLine[]> {
  const rows = await tx.$queryRaw<LogRow[]>`
    SELECT line.at, line.op, line.outcome, line.http, line.request_id AS "requestId", line.ms, resource.name AS calendar
    FROM sync_log line
    LEFT JOIN calendar_link link ON link.id = line.link_id LEFT JOIN resource ON resource.id = link.resource_id
    WHERE line.booking_id = ${bookingId} ORDER BY line.id DESC LIMIT ${most}`;
  return rows.map(({ op, outcome, at, calendar, ...asked }) => {
    const [kind = '', ...rest] = op.split('.');
    if (kind === 'mail') return { what: 'mail', at, template: rest.join('.'), outcome };
    if (kind === 'answer') return { what: 'answer', at, kind: rest.join('.'), answer: outcome, calendar };
    return { what: 'request', at, op, outcome, calendar, ...asked };
  });
}

async function caseLines(tx: Tx, bookingId: number): Promise<TimelineLine[]> {
  const rows = await tx.syncConflict.findMany({
    where: { bookingId },
    select: {
      ...{ id: true, kind: true, seenAt: true, resolvedAt: true, resolution: true, resolvedBy: true },
      resource: { select: { name: true } },
    },
  });
  const names = await namesOf(tx, rows.map(({ resolvedBy }) => resolvedBy)); // biome-ignore format: one line says it
  const settled = await tx.auditEntry.findMany({
    where: { act: 'conflict.settled', subject: { in: rows.map(({ id }) => `conflict:${id}`) } },
    select: { subject: true, detail: true },
  });
  const moves = await movesOf(tx, settled.map(({ detail }) => detail)); // biome-ignore format: one line says it
  const movedBy = (id: number) => moves(settled.find(({ subject }) => subject === `conflict:${id}`)?.detail);
  return rows.flatMap(({ id, kind: given, seenAt, resolvedAt, resolution, resolvedBy, resource }): TimelineLine[] => {
    const about = { kind: given as ConflictKind, calendar: resource.name };
    return [
      { what: 'case_opened', at: seenAt, ...about },
      ...(resolvedAt
        ? [
            {
              what: 'case_closed' as const,
              at: resolvedAt,
              resolution,
              by: names(resolvedBy),
              moved: movedBy(id),
              ...about,
            },
          ]
        : []),
    ];
  });
}

async function actLines(tx: Tx, bookingId: number): Promise<TimelineLine[]> {
  const rows = await tx.auditEntry.findMany({
    // What Carrel answered stands among the requests already.
    where: { subject: `booking:${bookingId}`, act: { not: 'conflict.answered' } },
    select: { at: true, act: true, personId: true, detail: true },
  });
  const names = await namesOf(tx, rows.map(({ personId }) => personId)); // biome-ignore format: one line says it
  const moves = await movesOf(tx, rows.map(({ detail }) => detail)); // biome-ignore format: one line says it
  return rows.map(({ at, act, personId, detail }) => ({
    ...{ what: 'act', at, act, by: names(personId), moved: moves(detail) },
  }));
}

async function namesOf(tx: Tx, ids: readonly (number | null)[]): Promise<(id: number | null) => string | null> {
  const known = ids.filter((id) => id !== null);
  const people = known.length === 0 ? [] : await tx.person.findMany({ where: { id: { in: known } } });
  return (id) => people.find((person) => person.id === id)?.name ?? null;
}

export async function timelineJobs(tx: Tx, bookingId: number): Promise<TimelineJob[]> {
  const rows = await tx.pushJob.findMany({
    where: { bookingId },
    select: {
      ...{ askedAt: true, runAfter: true, attempts: true, lastClass: true, deadAt: true },
      link: { select: { resource: { select: { name: true } } } },
    },
  });
  return rows.map(({ link, deadAt, ...job }) => ({ ...job, calendar: link.resource.name, isGivenUp: deadAt !== null }));
}
