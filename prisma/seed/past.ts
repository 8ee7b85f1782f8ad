import { occupancyRows } from '@/lib/booking/occupancy';
import type { Tx } from '@/lib/db/client';
import { addDays } from '@/lib/time/zone';
import { type Bookable, type Draft, dayOf, seeded } from './bookings';
import { type History, historyOf } from './history';

/** Twice the twelve weeks that statistics show unless asked otherwise, so that they have something to be compared with. */
const DAYS = 168;
/** The days before that are the seed's own (`seedBookings`). */
const RECENT = 8;

/** The weeks before the last one, a little busier from week to week: what Admin > Statistics counts. */
export async function seedPast(tx: Tx, spaces: readonly Bookable[], today: string): Promise<void> {
  const random = seeded(7_084);
  const parts = new Set(spaces.flatMap((space) => space.partIds));
  const made: (Draft & History)[] = [];
  for (let day = DAYS; day >= RECENT; day--)
    for (const space of spaces) {
      if (parts.has(space.id)) continue;
      const busy = 0.6 - (0.35 * day) / DAYS;
      for (const draft of dayOf(space, addDays(today, -day), random))
        if (random() < busy) made.push({ ...draft, ...historyOf(draft, random) });
    }
  await insertAll(tx, made);
}

/** Three statements, whatever their number: one each would take a newcomer's first start seconds. */
async function insertAll(tx: Tx, made: readonly (Draft & History)[]): Promise<void> {
  const bookings = made.map(({ publicId, patronName, space, start, end, ...history }) => ({
    ...{ publicId, patronName, ...history, resourceId: space.id, start, end },
    patronEmail: patronName && `${patronName.toLowerCase().replace(/[^a-z]+/g, '.')}@patrons.example`,
  }));
  await tx.$executeRaw`
    INSERT INTO booking (public_id, patron_name, patron_email, status, cause, origin, is_block, created_at, settled_at,
      cancelled_at, no_show_at)
    SELECT "publicId", "patronName", "patronEmail", status::booking_status, cause::cause, origin, "isBlock", "createdAt",
      coalesce("cancelledAt", "createdAt"), "cancelledAt", "noShowAt"
    FROM jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb) AS made("publicId" text, "patronName" text,
      "patronEmail" text, status text, cause text, origin text, "isBlock" boolean, "createdAt" timestamptz,
      "cancelledAt" timestamptz, "noShowAt" timestamptz)`;
  await tx.$executeRaw`
    INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
    SELECT booking.id, "resourceId", start, "end"
    FROM jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb) AS made("publicId" text, "resourceId" int,
      start timestamptz, "end" timestamptz) JOIN booking ON public_id = "publicId"`;
  const rows = made.flatMap(({ publicId, status, space: { id: resourceId, partIds, policy }, start, end }) =>
    occupancyRows([{ resourceId, partIds, start, end, ...policy }]).map((row) => ({
      ...{ publicId, active: status === 'confirmed', ...row },
    })),
  );
  await tx.$executeRaw`
    INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at, pad, active)
    SELECT booking.id, "resourceId", start, "end", pad, active
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made("publicId" text, "resourceId" int, start timestamptz,
      "end" timestamptz, pad boolean, active boolean) JOIN booking ON public_id = "publicId"`;
}
