import { fromPrisma } from 'pg-boss';
import type { Tx } from '@/lib/db/client';
import { type QueueName, queue } from '@/lib/db/queue';
import type { SeriesMail } from '@/lib/db/series-mail';
import type { StaffMail } from '@/lib/db/staff-mail';
import type { VisitMail } from '@/lib/db/visit-mail';

/**
 * Work that must follow a change, asked for in the change's own transaction. Jobs carry ids, never contents: doing one
 * twice, late or out of order does no harm. `push_booking` upserts a `push_job` for every calendar concerned,
 * `pull_calendar` raises the link's `dirty_seq`, all else is pg-boss.
 */
export type Job =
  | { kind: 'push_booking'; bookingId: number; urgent?: boolean }
  /** A calendar that is only read is asked before the booking is promised. */
  | { kind: 'look_before_promise'; bookingId: number; linkId: number }
  | { kind: 'pull_calendar'; linkId: number }
  | { kind: 'mail'; mail: Mail }
  | { kind: 'mediation_mail'; mail: MediationMail }
  | { kind: 'cancel_mail'; mail: CancelMail }
  | { kind: 'staff_mail'; mail: StaffMail }
  | { kind: 'case_mail'; mail: CaseMail }
  | { kind: 'connection_mail'; mail: ConnectionMail }
  /** What was chosen for the bookings of a change of hours, one after the other. */
  | { kind: 'hours_change'; changeId: number }
  /** What is left to book of a series, and its one mail once all of it is settled. */
  | { kind: 'series'; seriesId: number }
  | { kind: 'series_mail'; mail: SeriesMail }
  /** The one mail of a visit, once all of it is settled. */
  | { kind: 'visit'; visitId: string }
  | { kind: 'visit_mail'; mail: VisitMail }
  | { kind: 'keep_subscription'; linkId: number }
  | { kind: 'drop_subscriptions'; linkId: number };

/**
 * Which message to the patron about which booking; the words are made when it is sent. One that is overtaken by then (a
 * reminder of what was cancelled) is not sent: lib/mail/is-timely.
 */
export type Mail =
  | {
      template: /** A guest's link: it stands once that is followed. */
        | 'booking_verify'
        /** The link was not followed in time. */
        | 'booking_lapsed'
        | 'booking_confirmed'
        /** Kept until a mediator decides. */
        | 'booking_received'
        | 'booking_approved'
        | 'booking_denied'
        | 'booking_reminder'
        | 'check_in_reminder'
        /** Nobody came: given free. */
        | 'booking_released'
        | 'booking_checked_out'
        | 'booking_refused'
        /** It stands, but staff have to look: Outlook could not be asked. */
        | 'booking_to_confirm'
        /** It begins, and nobody of the staff has said anything: it stands. */
        | 'booking_stands'
        /** Outlook did not answer in time, and the space's choice is to refuse then. */
        | 'booking_unconfirmed'
        /** Of an appointment online: where to meet is known now, or is elsewhere. */
        | 'meeting_link'
        /** So long after an appointment, with the words of whoever was met. */
        | 'follow_up';
      bookingId: number;
    }
  /** By whomever. Where it was the library, a notice may have staff's own words. */
  | { template: 'booking_cancelled'; bookingId: number; noticeId?: number }
  /** Taken back by the library: with an apology and what is free near it. The notice has staff's own words. */
  | { template: 'booking_withdrawn'; bookingId: number; noticeId?: number }
  /** The case, or the notice of a move by staff alone, says where it was before. */
  | ({ template: 'booking_moved'; bookingId: number } & MovedBy)
  /** Staff changed it. `before`: where it was, as ISO instants, when time or space are others now; no row keeps that. */
  | { template: 'booking_changed'; bookingId: number; before?: { resourceId: number; start: string; end: string } };

export type MovedBy = { conflictId: number } | { noticeId: number };

/** One message to one mediator; the words are made when it is sent, about those requests that still wait then. */
export type MediationMail =
  | { template: 'mediation_wanted'; bookingId: number; personId: number }
  | { template: 'mediation_digest'; bookingIds: number[]; personId: number };

/** One message to the address that a location has for it; the words are made when it is sent. */
export type CancelMail = { template: 'patron_cancelled'; bookingIds: number[] };

/** One message to one member of staff about a case; the words are made when it is sent. */
export type CaseMail = {
  template:
    | 'case_opened'
    /** Whoever was asked first has not decided: now everybody is. */
    | 'case_passed_on'
    /** The patron cannot come at the time that it was moved to. */
    | 'case_refused';
  conflictId: number;
  personId: number;
};

/** One message to one person about a connection or the registration; the words are made when it is sent. */
export type ConnectionMail = { personId: number } & (
  | { template: 'connection_lost'; connectionId: number; day: number }
  | { template: 'calendar_paused'; linkId: number; day: number }
  | { template: 'registration_refused' }
  | { template: 'secret_ends'; days: number }
);

/** Woken by NOTIFY on this channel in the same transaction; the worker's 1 s poll is the safety net. */
export const WAKE_CHANNEL = 'carrel_work';

export async function enqueue(tx: Tx, job: Job): Promise<void> {
  switch (job.kind) {
    case 'push_booking':
      await enqueuePush(tx, job.bookingId, job.urgent ? 0 : 10);
      return wake(tx);
    case 'look_before_promise':
      await enqueueLook(tx, job.bookingId, job.linkId);
      return wake(tx);
    case 'pull_calendar':
      await markDirty(tx, job.linkId);
      return wake(tx);
    case 'mail':
    case 'mediation_mail':
    case 'cancel_mail':
    case 'staff_mail':
    case 'case_mail':
    case 'connection_mail':
    case 'series_mail':
    case 'visit_mail':
      return send(tx, job.kind, job.mail);
    case 'series':
      return send(tx, job.kind, { seriesId: job.seriesId });
    case 'visit':
      return send(tx, job.kind, { visitId: job.visitId });
    case 'hours_change':
      return send(tx, job.kind, { changeId: job.changeId });
    case 'keep_subscription':
    case 'drop_subscriptions':
      return send(tx, job.kind, { linkId: job.linkId });
  }
}

/** `dirty_at` is when it was first marked since the last round: many marks in a row put the next round off no longer. */
async function markDirty(tx: Tx, linkId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link SET dirty_seq = dirty_seq + 1,
      dirty_at = CASE WHEN dirty_seq > pulled_seq THEN coalesce(dirty_at, now()) ELSE now() END
    WHERE id = ${linkId}`;
}

/**
 * Every open link that writes and belongs to a resource of the booking, to a part or a whole of one, or that already
 * holds a mirror of it (so that a booking moved away is removed there).
 */
async function enqueuePush(tx: Tx, bookingId: number, priority: number): Promise<void> {
  await tx.$executeRaw`
    WITH RECURSIVE below(id) AS (
      SELECT resource_id FROM booking_item WHERE booking_id = ${bookingId}
      UNION SELECT part_id FROM below JOIN resource_part ON whole_id = below.id
    ), above(id) AS (
      SELECT resource_id FROM booking_item WHERE booking_id = ${bookingId}
      UNION SELECT whole_id FROM above JOIN resource_part ON part_id = above.id
    )
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT link.id, ${bookingId}, ${priority},
      LEAST(item.starts_at, mirror.starts_at), GREATEST(item.ends_at, mirror.ends_at)
    FROM calendar_link link
    CROSS JOIN (SELECT min(starts_at) AS starts_at, max(ends_at) AS ends_at FROM booking_item
      WHERE booking_id = ${bookingId}) item
    LEFT JOIN LATERAL (SELECT (base->>'start')::timestamptz AS starts_at, (base->>'end')::timestamptz AS ends_at
      FROM booking_mirror WHERE link_id = link.id AND booking_id = ${bookingId}) mirror ON true
    WHERE state <> 'unlinked' AND link.id IN (
      SELECT link_id FROM booking_mirror WHERE booking_id = ${bookingId}
      UNION SELECT id FROM calendar_link WHERE writes AND resource_id IN (SELECT id FROM below UNION SELECT id FROM above))
    ON CONFLICT (link_id, booking_id) DO UPDATE SET
      asked = push_job.asked + 1, priority = LEAST(push_job.priority, EXCLUDED.priority),
      starts_at = LEAST(push_job.starts_at, EXCLUDED.starts_at), ends_at = GREATEST(push_job.ends_at, EXCLUDED.ends_at),
      run_after = now(), attempts = 0, last_class = NULL, dead_at = NULL`;
}

async function enqueueLook(tx: Tx, bookingId: number, linkId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT ${linkId}, ${bookingId}, 0, min(starts_at), max(ends_at) FROM booking_item WHERE booking_id = ${bookingId}
    ON CONFLICT (link_id, booking_id) DO UPDATE SET
      asked = push_job.asked + 1, priority = 0, run_after = now(), attempts = 0, last_class = NULL, dead_at = NULL`;
}

export async function wake(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${WAKE_CHANNEL}, '')`;
}

async function send(tx: Tx, name: QueueName, data: object): Promise<void> {
  const boss = await queue();
  await boss.send(name, data, { db: fromPrisma(tx) });
}
