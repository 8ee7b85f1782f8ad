import type { CheckInFacts, CheckInRules } from '@/lib/booking/check-in-types';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** A booking as the door knows it: where and when, by which rules; nothing of whose it is. */
export type CheckInRecord = CheckInFacts & {
  id: number;
  publicId: string;
  code: string | null;
  noShowAt: Date | null;
  spaces: { id: number; name: string }[];
  locationName: string;
  timeZone: string;
};

const include = {
  appointment: { select: { bookingId: true } },
  items: {
    orderBy: [{ startsAt: 'asc' }, { resourceId: 'asc' }],
    include: { resource: { include: { category: { include: { location: true } } } } },
  },
} as const satisfies Prisma.BookingInclude;

/** Null: there is none, or time that is blocked. */
export async function checkInById(tx: Tx, id: number): Promise<CheckInRecord | null> {
  const row = await tx.booking.findUnique({ where: { id }, include });
  return row && asCheckIn(row);
}

/** The same of several, by id. */
export async function checkInsOf(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, CheckInRecord>> {
  const rows = await tx.booking.findMany({ where: { id: { in: [...ids] } }, include });
  return new Map(rows.flatMap((row) => asCheckIn(row) ?? []).map((record) => [record.id, record]));
}

/** Bookings of a day around now with this code; their windows do not meet, so at most one is open. */
export async function checkInsByCode(tx: Tx, code: string, now: Date): Promise<CheckInRecord[]> {
  const day = 24 * 60 * 60_000;
  const near = { startsAt: { lt: new Date(now.getTime() + day) }, endsAt: { gt: new Date(now.getTime() - day) } };
  const rows = await tx.booking.findMany({
    where: { checkInCode: code, items: { some: near } },
    orderBy: { id: 'asc' },
    include,
  });
  return rows.flatMap((row) => asCheckIn(row) ?? []);
}

/**
 * Confirmed bookings under way at locations with check-in, that nobody has checked in to and that there is still something
 * to do about: a reminder, or the release. In order of their ids, those behind `after`.
 */
export async function awaitedAtDoors(tx: Tx, now: Date, after: number, take: number): Promise<{ id: number }[]> {
  return tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT booking.id FROM booking_item item
    JOIN booking ON booking.id = item.booking_id AND booking.status = 'confirmed' AND booking.checked_in_at IS NULL
      AND NOT booking.is_block
    JOIN resource ON resource.id = item.resource_id AND resource.kind = 'space'
      AND NOT EXISTS (SELECT FROM appointment WHERE booking_id = booking.id)
    JOIN category ON category.id = resource.category_id
    JOIN location ON location.id = category.location_id AND location.check_in_before IS NOT NULL
      AND (location.release_no_shows OR booking.check_in_reminded_at IS NULL)
    WHERE item.starts_at <= ${now}::timestamptz AND item.starts_at > ${now}::timestamptz - interval '1 day'
      AND item.ends_at > ${now}::timestamptz AND booking.id > ${after}
    ORDER BY booking.id LIMIT ${take}`;
}

export const markCheckedIn = (tx: Tx, id: number, now: Date) =>
  tx.booking.update({ where: { id }, data: { checkedInAt: now, noShowAt: null }, select: { id: true } });

export const markCheckedOut = (tx: Tx, id: number, now: Date) =>
  tx.booking.update({ where: { id }, data: { checkedOutAt: now }, select: { id: true } });

/** Null takes it back. */
export const markNoShow = (tx: Tx, id: number, at: Date | null) =>
  tx.booking.update({ where: { id }, data: { noShowAt: at }, select: { id: true } });

/** True for the one who may remind. */
export async function claimCheckInReminder(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.booking.updateMany({
    where: { id, status: 'confirmed', checkedInAt: null, checkInRemindedAt: null },
    data: { checkInRemindedAt: now },
  });
  return count === 1;
}

type LocationRow = {
  checkInBefore: number | null;
  checkInAfter: number;
  releaseNoShows: boolean;
  checkOutAfter: number;
  checkInSince: Date | null;
};

export const checkInRulesOf = (row: LocationRow): CheckInRules => ({
  before: row.checkInBefore,
  after: row.checkInAfter,
  release: row.releaseNoShows,
  outAfter: row.checkOutAfter,
  since: row.checkInSince,
});

/**
 * Nobody checks in to an appointment, in a room or not, and none is given free by itself (own reading of libcal-domain §2.6):
 * whoever is met sees who came, and says so when nobody does.
 */
function asCheckIn(row: Prisma.BookingGetPayload<{ include: typeof include }>): CheckInRecord | null {
  const isAppointment = row.appointment !== null || row.items.some(({ resource }) => resource.kind === 'person');
  const [first] = row.items;
  if (!first || row.isBlock) return null;
  const { location } = first.resource.category;
  const rules = checkInRulesOf(location);
  const { id, publicId, status, checkInCode, checkedInAt, checkedOutAt, noShowAt, settledAt, createdAt } = row;
  return {
    ...{ id, publicId, status, code: checkInCode, checkedInAt, checkedOutAt, noShowAt },
    madeAt: settledAt ?? createdAt,
    start: first.startsAt,
    end: new Date(Math.max(...row.items.map(({ endsAt }) => endsAt.getTime()))),
    rules: isAppointment ? { ...rules, before: null, release: false } : rules,
    spaces: row.items.map(({ resource }) => ({ id: resource.id, name: resource.name })),
    locationName: location.name,
    timeZone: location.timeZone,
  };
}
