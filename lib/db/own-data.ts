import type { Tx } from '@/lib/db/client';
import type { Patron } from './patron-bookings';

const owned = ({ personId, email }: Patron) => [
  ...(personId === null ? [] : [{ personId }]),
  ...(email ? [{ email }] : []),
];

type Self = { personId: number; email: string };

const ownBookingsOf = ({ personId, email }: Self) => ({ OR: [{ personId }, { patronEmail: email }] });

/** The next `take` bookings of a person after one, in the order of their ids, as they are stored. */
export const ownBookings = (tx: Tx, self: Self, afterId: number, take: number) =>
  tx.booking.findMany({
    where: { ...ownBookingsOf(self), id: { gt: afterId } },
    orderBy: { id: 'asc' },
    take,
    include: {
      items: { select: { startsAt: true, endsAt: true, resource: { select: { name: true } } } },
      notices: { select: { startsAt: true, endsAt: true, words: true, createdAt: true } },
      appointment: { select: { kindName: true, placeKind: true, placeName: true, directions: true, link: true } },
    },
  });

export type OwnBookingRow = Awaited<ReturnType<typeof ownBookings>>[number];

/** The next `take` entries that a person left in the audit log after one. */
export const ownActs = (tx: Tx, { personId }: Self, afterId: bigint, take: number) =>
  tx.auditEntry.findMany({
    where: { personId, id: { gt: afterId } },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, at: true, act: true, subject: true },
  });

export type OwnActRow = Awaited<ReturnType<typeof ownActs>>[number];

/** All that is kept about a person; bookings and entries of the log are counted only. Nothing of anybody else. */
export async function ownData(tx: Tx, { personId, email }: Self) {
  const account = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, role: true, locale: true, createdAt: true, lastSeenAt: true, disabledAt: true },
  });
  const bookings = await tx.booking.count({ where: ownBookingsOf({ personId, email }) });
  const bans = await tx.ban.findMany({
    where: { OR: owned({ personId, email }) },
    orderBy: { id: 'asc' },
    select: { reason: true, from: true, until: true, liftedAt: true, location: { select: { name: true } } },
  });
  const groups = await tx.patronGroupMember.findMany({
    where: { email },
    select: { group: { select: { name: true } } },
  });
  const signIns = await tx.signInIdentity.findMany({
    where: { personId },
    select: { provider: true, createdAt: true },
  });
  const sessions = await tx.signInSession.findMany({
    where: { personId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { method: true, device: true, createdAt: true, lastSeenAt: true },
  });
  const acts = await tx.auditEntry.count({ where: { personId } });
  return { account, signIns, sessions, groups: groups.map(({ group }) => group.name), bookings, bans, acts };
}

export type OwnData = Awaited<ReturnType<typeof ownData>>;

/**
 * A booking that is over and still says who booked; `limits`: the periods by which it may still be counted; `gapMinutes`:
 * the largest gap in use, since one of the whole library is kept to bookings of any category.
 */
export type Forgettable = { id: number; end: Date; limits: string[]; gapMinutes: number };

/** Locked until the caller's transaction ends. */
export async function forgettable(tx: Tx, self: Self, now: Date): Promise<Forgettable[]> {
  const rows = await tx.booking.findMany({
    where: { scrubbedAt: null, ...ownBookingsOf(self), items: { every: { endsAt: { lte: now } } } },
    select: {
      id: true,
      items: {
        select: {
          endsAt: true,
          resource: {
            select: {
              category: {
                select: {
                  limits: { select: { per: true } },
                  location: { select: { limits: { select: { per: true } } } },
                },
              },
            },
          },
        },
      },
    },
  });
  const { _max: largest } = await tx.category.aggregate({ _max: { gapMinutes: true } });
  return rows.map(({ id, items }) => ({
    id,
    gapMinutes: largest.gapMinutes ?? 0,
    end: new Date(Math.max(...items.map(({ endsAt }) => endsAt.getTime()))),
    limits: items.flatMap(({ resource: { category } }) => [
      ...category.limits.map(({ per }) => per),
      ...category.location.limits.map(({ per }) => per),
    ]),
  }));
}
