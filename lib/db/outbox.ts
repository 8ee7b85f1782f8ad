import { fromPrisma } from 'pg-boss';
import type { ClientCredential } from '@/lib/client-credential';
import type { AlertNews } from '@/lib/db/alert-news';
import type { Tx } from '@/lib/db/client';
import { enqueueLook, enqueuePush } from '@/lib/db/enqueue-push';
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
  /** `afterSeconds`: not before, so that what is not settled yet is told as it turns out. */
  | { kind: 'connection_mail'; mail: ConnectionMail; afterSeconds?: number }
  /** What was chosen for the bookings of a change of hours, one after the other. */
  | { kind: 'hours_change'; changeId: number }
  /** What is left to book of a series, and its one mail once all of it is settled. */
  | { kind: 'series'; seriesId: number }
  | { kind: 'series_mail'; mail: SeriesMail }
  /** The one mail of a visit, once all of it is settled. */
  | { kind: 'visit'; visitId: string }
  | { kind: 'visit_mail'; mail: VisitMail }
  /** One message to another program about what happened to a booking. */
  | { kind: 'webhook'; deliveryId: string }
  /** What is left to ask in a test of the settings. */
  | { kind: 'preflight' }
  | { kind: 'keep_subscription'; linkId: number }
  | { kind: 'drop_subscriptions'; linkId: number }
  /** A question of an admin's about one calendar. */
  | { kind: 'link_check'; checkId: number }
  /** To the address that the library gave for alerts. */
  | { kind: 'alert_hook'; alerts: AlertNews };

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
  /** Microsoft refused the one in force, and the second took its place by itself. */
  | { template: 'credential_took_over'; from: CredentialKind; to: CredentialKind }
  | ({ template: 'health_alert' } & AlertNews)
);

type CredentialKind = ClientCredential['kind'];

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
    case 'series_mail':
    case 'visit_mail':
      return send(tx, job.kind, job.mail);
    case 'connection_mail':
      return send(tx, job.kind, job.mail, job.afterSeconds);
    case 'series':
      return send(tx, job.kind, { seriesId: job.seriesId });
    case 'visit':
      return send(tx, job.kind, { visitId: job.visitId });
    case 'webhook':
      return send(tx, job.kind, { deliveryId: job.deliveryId });
    case 'preflight':
      return send(tx, job.kind, {});
    case 'hours_change':
      return send(tx, job.kind, { changeId: job.changeId });
    case 'link_check':
      return send(tx, job.kind, { checkId: job.checkId });
    case 'alert_hook':
      return send(tx, job.kind, job.alerts);
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

/** Subscriptions of many calendars are to be deleted, or kept: one statement for all. */
export async function enqueueSubscriptions(
  tx: Tx,
  kind: 'drop_subscriptions' | 'keep_subscription',
  linkIds: readonly number[],
): Promise<void> {
  if (linkIds.length === 0) return;
  const boss = await queue();
  await boss.insert(
    kind,
    linkIds.map((linkId) => ({ data: { linkId } })),
    { db: fromPrisma(tx) },
  );
}

export async function wake(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${WAKE_CHANNEL}, '')`;
}

async function send(tx: Tx, name: QueueName, data: object, startAfter = 0): Promise<void> {
  const boss = await queue();
  await boss.send(name, data, { db: fromPrisma(tx), startAfter });
}
