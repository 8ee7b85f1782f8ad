import type { BookingOrigin } from '@/lib/booking/types';
import { Prisma } from '@/lib/db/generated/client';
import { type StatisticsRange, statisticsItems } from '@/lib/db/statistics-items';

/**
 * Bookings that are alike in these, and their minutes. `ending`: it `stood`; was cancelled by its patron, by staff or by a
 * change in Outlook; Outlook said no before it stood; as a request it was denied or lapsed; nobody followed the link in the
 * mail; or it still waits. `presence` of one that stood: `in`, somebody checked in; `released`, given free since nobody did;
 * `noted`, staff noted that nobody came; `unknown`, over, and nobody checked in though it was asked; `open`, not over yet;
 * `not_asked`. `origin` null: made before it was kept.
 */
export type Outcome = {
  ending: 'stood' | Ended | 'waiting';
  presence: Presence;
  origin: BookingOrigin | null;
  count: number;
  minutes: number;
};

export type Ended =
  | `cancelled_${'patron' | 'staff' | 'outlook'}`
  | 'refused_outlook'
  | 'denied'
  | `lapsed_${'request' | 'link'}`;
type Presence = 'in' | 'released' | 'noted' | 'unknown' | 'open' | 'not_asked';

/** The items with their ending, presence, and how a request went; blocked time is left out. For a WITH, as `told`. */
export const toldItems = (range: StatisticsRange, now: Date) => Prisma.sql`
  told AS MATERIALIZED (
    SELECT item.*,
      CASE WHEN stood THEN 'stood'
        WHEN status = 'cancelled' AND status_reason IN ('taken_in_outlook', 'calendar_unreachable') THEN 'refused_outlook'
        WHEN status = 'cancelled' THEN CASE cause WHEN 'user' THEN 'cancelled_patron' WHEN 'remote' THEN 'cancelled_outlook'
          ELSE 'cancelled_staff' END
        WHEN status = 'denied' THEN 'denied'
        WHEN status = 'expired' THEN CASE status_reason WHEN 'undecided' THEN 'lapsed_request' ELSE 'lapsed_link' END
        ELSE 'waiting' END AS ending,
      CASE WHEN checked_in_at IS NOT NULL THEN 'in' WHEN status = 'released' THEN 'released'
        WHEN no_show_at IS NOT NULL THEN 'noted' WHEN booked_until > ${now}::timestamptz THEN 'open'
        WHEN NOT check_in_asked THEN 'not_asked' ELSE 'unknown' END AS presence,
      CASE WHEN status = 'denied' THEN 'denied' WHEN mediated_at IS NOT NULL THEN 'approved'
        WHEN status = 'expired' AND status_reason = 'undecided' THEN 'lapsed' WHEN status = 'mediation' THEN 'waiting'
        END AS request
    FROM (${statisticsItems(range)}) item WHERE NOT is_block
  )`;

/** Of `told`: what became of them. */
export const outcomeRows = Prisma.sql`
  SELECT ending, presence, origin, count(*)::int AS count, sum(minutes)::float8 AS minutes
  FROM told GROUP BY ending, presence, origin ORDER BY ending, presence, origin`;
