import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';

/** At one of these locations; null: at any. */
const isAt = (at: readonly number[] | null) =>
  at === null ? Prisma.sql`true` : Prisma.sql`location.id = ANY(${[...at]}::int[])`;

/** A series with something still to come. */
export type ListedSeries = {
  id: number;
  rule: unknown;
  isBlock: boolean;
  state: 'working' | 'done';
  spaces: string[];
  timeZone: string;
  patronName: string;
  note: string;
  next: Date;
  upcoming: number;
  /** Times that were wanted and could not be booked, or that Outlook refused. */
  lost: number;
};

/** Those whose next time comes first, first. */
export const upcomingSeries = (
  tx: Tx,
  now: Date,
  take: number,
  at: readonly number[] | null,
): Promise<ListedSeries[]> =>
  tx.$queryRaw<ListedSeries[]>`
    SELECT series.id, series.rule, series.is_block AS "isBlock", series.state, ahead.*,
      (SELECT count(*)::int FROM series_occurrence time LEFT JOIN booking ON booking.id = time.booking_id
        WHERE time.series_id = series.id AND (time.outcome NOT IN ('booked', 'skipped')
          OR (booking.status = 'cancelled' AND booking.cause = 'remote'))) AS lost
    FROM booking_series series JOIN LATERAL (
      SELECT min(item.starts_at) AS next, count(*)::int AS upcoming, array_agg(DISTINCT resource.name) AS spaces,
        min(location.time_zone) AS "timeZone", max(booking.patron_name) AS "patronName", max(booking.note) AS note
      FROM booking JOIN booking_item item ON item.booking_id = booking.id
        JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
        JOIN location ON location.id = category.location_id
      WHERE booking.series_id = series.id AND item.ends_at > ${now}::timestamptz
        AND booking.status IN ('pending_remote', 'to_confirm', 'confirmed') AND ${isAt(at)}
    ) ahead ON ahead.upcoming > 0
    WHERE series.state <> 'draft' ORDER BY ahead.next, series.id LIMIT ${take}`;

export type ListedBlock = Interval & {
  publicId: string;
  spaceName: string;
  locationName: string;
  timeZone: string;
  note: string;
  seriesId: number | null;
};

/** Time that staff blocked and that is not over, in order. */
export const upcomingBlocks = (tx: Tx, now: Date, take: number, at: readonly number[] | null): Promise<ListedBlock[]> =>
  tx.$queryRaw<ListedBlock[]>`
    SELECT booking.public_id AS "publicId", resource.name AS "spaceName", location.name AS "locationName",
      location.time_zone AS "timeZone", booking.note, booking.series_id AS "seriesId",
      item.starts_at AS start, item.ends_at AS end
    FROM booking_item item JOIN booking ON booking.id = item.booking_id
      JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
      JOIN location ON location.id = category.location_id
    WHERE booking.is_block AND booking.status = 'confirmed' AND item.ends_at > ${now}::timestamptz
      AND ${isAt(at)}
    ORDER BY item.starts_at, resource.position, resource.id LIMIT ${take}`;
