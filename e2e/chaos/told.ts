import { db } from '@/lib/db/client';
import type { Verdict } from '../two-sides/verdict';

/**
 * Whatever Outlook did to a patron's booking has its case and its one letter, and every case was told to staff once (I6).
 */
export async function untold(): Promise<Verdict[]> {
  const withdrawn = await db().$queryRaw<{ id: number; cases: number; mails: number }[]>`
    SELECT booking.id, (SELECT count(*)::int FROM sync_conflict WHERE booking_id = booking.id) AS cases,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail' AND (data->>'bookingId')::int = booking.id
        AND data->>'template' = 'booking_withdrawn') AS mails
    FROM booking WHERE status_reason IN ('displaced_in_outlook', 'removed_in_outlook', 'withdrawn_by_staff')`;
  const moved = await db().$queryRaw<{ id: number; mails: number }[]>`
    SELECT conflict.id, (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail'
      AND data->>'template' = 'booking_moved' AND (data->>'conflictId')::int = conflict.id) AS mails
    FROM sync_conflict conflict WHERE resolution IN ('applied', 'accepted', 'moved')`;
  const [cases] = await db().$queryRaw<{ all: number; silent: number; twice: number }[]>`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE noticed_at IS NULL AND state = 'open')::int AS silent,
      (SELECT count(*)::int FROM (SELECT 1 FROM pgboss.job WHERE name = 'case_mail'
        GROUP BY data->>'template', data->>'conflictId', data->>'personId' HAVING count(*) > 1) doubled) AS twice
    FROM sync_conflict`;
  const [mails] = await db().$queryRaw<{ all: number; unsent: number }[]>`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE state::text <> 'completed')::int AS unsent
    FROM pgboss.job WHERE name IN ('mail', 'case_mail')`;
  const amiss = (what: string, count: number | undefined) => (count ? [`${count} ${what}`] : []);
  return [
    {
      ...{ invariant: 'I6 taken back', looked: withdrawn.length + moved.length, at: 'bookings withdrawn or moved' },
      wrong: [
        ...withdrawn
          .filter((row) => row.cases === 0 || row.mails !== 1)
          .map(
            ({ id, cases: has, mails: sent }) => `booking ${id} was withdrawn with ${has} cases and ${sent} letters`,
          ),
        ...moved
          .filter(({ mails: sent }) => sent !== 1)
          .map(({ id, mails: sent }) => `case ${id}: ${sent} letters about the move`),
      ],
    },
    {
      ...{ invariant: 'I6 cases', looked: cases?.all ?? 0, at: 'cases' },
      wrong: [
        ...amiss('open cases were told to nobody', cases?.silent),
        ...amiss('cases were told twice', cases?.twice),
      ],
    },
    {
      ...{ invariant: 'I6 letters', looked: mails?.all ?? 0, at: 'letters in the outbox' },
      wrong: amiss('letters were never sent', mails?.unsent),
    },
  ];
}
