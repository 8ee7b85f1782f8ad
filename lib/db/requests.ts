import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { asRecord, type BookingRecord, WITH_ITEMS } from './booking-rows';

/** Whose requests: everybody's, or those of the places that somebody is named for. */
export type Mediation =
  | 'all'
  | {
      personId: number;
      /** Where the role counts; null: everywhere. */
      locationIds: readonly number[] | null;
      /** Locations where it needs no name. */
      manages: readonly number[];
    };

const decidedBy = (who: Mediation): Prisma.BookingWhereInput => {
  if (who === 'all') return {};
  const named = { mediators: { some: { personId: who.personId } } };
  const where = who.locationIds === null ? {} : { locationId: { in: [...who.locationIds] } };
  const category = { AND: [where, { OR: [named, { location: named }, { locationId: { in: [...who.manages] } }] }] };
  return { items: { some: { resource: { category } } } };
};

/** The oldest first. */
export async function waitingRequests(tx: Tx, who: Mediation, take: number): Promise<BookingRecord[]> {
  const rows = await tx.booking.findMany({
    where: { status: 'mediation', ...decidedBy(who) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take,
    include: WITH_ITEMS,
  });
  return rows.map(asRecord);
}

export const countRequests = (tx: Tx, who: Mediation): Promise<number> =>
  tx.booking.count({ where: { status: 'mediation', ...decidedBy(who) } });

/** Who decided, when there was somebody. */
export async function decidedByWhom(tx: Tx, bookingId: number): Promise<{ by: string | null; at: Date | null } | null> {
  const row = await tx.booking.findUnique({
    where: { id: bookingId },
    select: { mediatedById: true, mediatedAt: true },
  });
  if (!row?.mediatedAt) return null;
  const person = row.mediatedById && (await tx.person.findUnique({ where: { id: row.mediatedById } }));
  return { by: person ? person.name : null, at: row.mediatedAt };
}

/** Under the booking's lock; its new status is another's to write. */
export async function recordDecision(
  tx: Tx,
  bookingId: number,
  { personId, note }: { personId: number; note: string },
  now: Date,
): Promise<void> {
  const data = { mediatedById: personId, mediatedAt: now, mediationNote: note };
  await tx.booking.update({ where: { id: bookingId }, data });
}

/**
 * Requests that nobody decided on in time: their time begins. One for a slot that was under way when it was asked for
 * has until its end.
 */
export const undecidedInTime = async (tx: Tx, now: Date, take: number): Promise<number[]> =>
  (
    await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM booking WHERE status = 'mediation' AND EXISTS (SELECT FROM booking_item item
        WHERE item.booking_id = booking.id AND item.starts_at <= ${now}::timestamptz
          AND (booking.created_at < item.starts_at OR item.ends_at <= ${now}::timestamptz))
      ORDER BY id LIMIT ${take}`
  ).map(({ id }) => id);

/** Awaits Outlook again: what its calendars agreed on was the request, not the booking (sync-design §9). */
export async function askCalendarsAgain(tx: Tx, bookingId: number, until: Date): Promise<void> {
  await tx.booking.update({
    where: { id: bookingId },
    data: { status: 'pending_remote', statusReason: null, holdUntil: until, version: { increment: 1 } },
  });
  await tx.bookingMirror.updateMany({ where: { bookingId }, data: { agreedAt: null } });
  await tx.pushJob.updateMany({ where: { bookingId }, data: { awaited: true } });
}

/** Its patron changed what a mediator may have said yes to: it waits for a yes again, as a request. */
export async function askMediatorsAgain(tx: Tx, bookingId: number): Promise<void> {
  const undecided = { mediatedById: null, mediatedAt: null, mediationNote: '' };
  await tx.booking.update({
    where: { id: bookingId },
    data: { status: 'mediation', statusReason: null, settledAt: null, ...undecided },
  });
}

/** Locations whose hour of waiting is over, each for one caller only; `now` is remembered as their last digest. */
export async function claimDigests(tx: Tx, now: Date, everyMinutes: number): Promise<number[]> {
  const before = new Date(now.getTime() - everyMinutes * 60_000);
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE location SET digest_sent_at = ${now}::timestamptz
    WHERE mediation_digest AND (digest_sent_at IS NULL OR digest_sent_at <= ${before}::timestamptz)
      AND EXISTS (SELECT FROM booking JOIN booking_item item ON item.booking_id = booking.id
        JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
        WHERE booking.status = 'mediation' AND category.location_id = location.id)
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Requests that wait at a location, the oldest first. */
export const requestsAt = async (tx: Tx, locationId: number): Promise<number[]> =>
  (
    await tx.booking.findMany({
      where: { status: 'mediation', items: { some: { resource: { category: { locationId } } } } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
  ).map(({ id }) => id);

/** Its mediators hear of it within the hour, with all others that wait. */
export async function waitsForDigest(tx: Tx, bookingId: number): Promise<boolean> {
  const gathers = { category: { location: { mediationDigest: true } } };
  return (await tx.bookingItem.count({ where: { bookingId, resource: gathers } })) > 0;
}

/** Whether mediators decide on what patrons ask for there. */
export const takesRequests = async (tx: Tx, resourceId: number): Promise<boolean> =>
  (await tx.resource.count({ where: { id: resourceId, category: { mediation: true } } })) > 0;
