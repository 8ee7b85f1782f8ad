import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { asRecord, type BookingRecord, WITH_ITEMS } from './booking-rows';
import type { Patron } from './patron-bookings';

/** Somebody who may not book: everywhere, or at one location. */
export type BanRecord = {
  id: number;
  /** Of the account, where there is one. */
  name: string | null;
  email: string;
  locationId: number | null;
  locationName: string | null;
  reason: string;
  from: Date;
  /** Null: until somebody lifts it. */
  until: Date | null;
  liftedAt: Date | null;
  /** Who made it, while they have an account. */
  by: string | null;
};

export type NewBan = Patron & {
  locationId: number | null;
  reason: string;
  from: Date;
  until: Date | null;
  byId: number;
};

const WITH_NAMES = {
  person: { select: { name: true } },
  createdBy: { select: { name: true } },
  location: { select: { name: true } },
} as const satisfies Prisma.BanInclude;

const inForce = (now: Date): Prisma.BanWhereInput => ({
  liftedAt: null,
  OR: [{ until: null }, { until: { gt: now } }],
});

/**
 * The newest first: those in force, or those that are over. `query`: part of an address, a name or a reason. `at`: of these
 * locations, and those that hold everywhere; null: all.
 */
export async function bans(
  tx: Tx,
  { query, isOver, at }: { query: string; isOver: boolean; at: readonly number[] | null },
  now: Date,
  take: number,
): Promise<BanRecord[]> {
  const part = { contains: query, mode: 'insensitive' } as const;
  const found: Prisma.BanWhereInput =
    query === '' ? {} : { OR: [{ email: part }, { reason: part }, { person: { name: part } }] };
  const state = isOver ? { NOT: inForce(now) } : inForce(now);
  const there: Prisma.BanWhereInput = at ? { OR: [{ locationId: null }, { locationId: { in: [...at] } }] } : {};
  const where = { AND: [found, state, there] };
  const rows = await tx.ban.findMany({ where, orderBy: { id: 'desc' }, take, include: WITH_NAMES });
  return rows.map(asBan);
}

/** Those in force on an account or its address (as `standingOf` finds them). */
export async function bansOn(tx: Tx, patron: Patron, now: Date): Promise<BanRecord[]> {
  const { ids, emails } = await whoIs(tx, patron);
  const where = { AND: [inForce(now), { OR: [{ personId: { in: ids } }, { email: { in: emails } }] }] };
  const rows = await tx.ban.findMany({ where, orderBy: { id: 'desc' }, include: WITH_NAMES });
  return rows.map(asBan);
}

/** Waits for whoever changes it now. */
export async function lockBan(tx: Tx, id: number): Promise<BanRecord | null> {
  await tx.$queryRaw`SELECT id FROM ban WHERE id = ${id} FOR UPDATE`;
  const row = await tx.ban.findUnique({ where: { id }, include: WITH_NAMES });
  return row && asBan(row);
}

export async function insertBan(tx: Tx, { byId, ...ban }: NewBan): Promise<number> {
  return (await tx.ban.create({ data: { ...ban, createdById: byId }, select: { id: true } })).id;
}

export async function updateBan(tx: Tx, id: number, change: { until?: Date | null; liftedAt?: Date }): Promise<void> {
  await tx.ban.update({ where: { id }, data: change });
}

/** What somebody has that holds time and has not begun, the earliest first; at one location or everywhere. */
export async function bookingsAhead(
  tx: Tx,
  patron: Patron,
  locationId: number | null,
  now: Date,
  take: number,
): Promise<BookingRecord[]> {
  const { ids, emails } = await whoIs(tx, patron);
  const there = locationId === null ? {} : { resource: { category: { locationId } } };
  const rows = await tx.booking.findMany({
    where: {
      OR: [{ personId: { in: ids } }, { patronEmail: { in: emails } }],
      status: { in: ['unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed'] },
      items: { some: there, every: { startsAt: { gt: now } } },
    },
    orderBy: { id: 'asc' },
    take,
    include: WITH_ITEMS,
  });
  const startOf = ({ items }: BookingRecord) => items[0]?.start.getTime() ?? 0;
  return rows.map(asRecord).sort((a, b) => startOf(a) - startOf(b));
}

async function whoIs(tx: Tx, { personId, email }: Patron): Promise<{ ids: number[]; emails: string[] }> {
  const of = [...(personId === null ? [] : [{ id: personId }]), ...(email ? [{ email }] : [])];
  const people = await tx.person.findMany({ where: { OR: of }, select: { id: true, email: true } });
  const emails = [...people.map((person) => person.email), ...(email ? [email] : [])];
  return { ids: people.map(({ id }) => id), emails: [...new Set(emails)] };
}

function asBan(row: Prisma.BanGetPayload<{ include: typeof WITH_NAMES }>): BanRecord {
  const { id, email, locationId, reason, from, until, liftedAt, person, createdBy, location } = row;
  return {
    ...{ id, email, locationId, reason, from, until, liftedAt },
    ...{ name: person?.name ?? null, by: createdBy?.name ?? null, locationName: location?.name ?? null },
  };
}
