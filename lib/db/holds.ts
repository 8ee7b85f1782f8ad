import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** A time that somebody keeps while they fill in its form. */
export type Hold = {
  bookingId: number;
  publicId: string;
  until: Date;
  /** How often it was kept for longer. */
  extensions: number;
  items: (Interval & { resourceId: number })[];
};

/** Of whom: the visitor may be known by several keys (an account, a cookie from before signing in). */
type Keys = readonly string[];

/** The hold of a visitor that still closes time, or null. */
export async function holdOf(tx: Tx, keys: Keys, now: Date): Promise<Hold | null> {
  if (keys.length === 0) return null;
  const row = await tx.hold.findFirst({
    where: { visitor: { in: [...keys] }, booking: { status: 'hold', holdUntil: { gt: now } } },
    select: {
      bookingId: true,
      extensions: true,
      booking: {
        select: {
          publicId: true,
          holdUntil: true,
          items: { orderBy: { resourceId: 'asc' }, select: { resourceId: true, startsAt: true, endsAt: true } },
        },
      },
    },
  });
  if (!row?.booking.holdUntil) return null;
  const { bookingId, extensions, booking } = row;
  const items = booking.items.map(({ resourceId, startsAt, endsAt }) => ({ resourceId, start: startsAt, end: endsAt }));
  return { bookingId, extensions, publicId: booking.publicId, until: row.booking.holdUntil, items };
}

/** One hold of a visitor at a time: whoever makes or ends one waits for the other. */
export async function lockVisitor(tx: Tx, keys: Keys): Promise<void> {
  for (const key of [...keys].sort())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`visitor ${key}`}, 7))`;
}

/** Whose a booking with the status `hold` is. */
export async function putHold(
  tx: Tx,
  hold: { bookingId: number; visitor: string; network: string | null },
): Promise<void> {
  await tx.hold.create({ data: hold });
}

/** What a visitor holds is free again, and nothing of it stays. `publicId`: that one only. Returns how many. */
export async function dropHolds(tx: Tx, keys: Keys, publicId?: string): Promise<number> {
  if (keys.length === 0) return 0;
  const { count } = await tx.booking.deleteMany({
    where: { publicId, status: { in: ['hold', 'expired'] }, hold: { visitor: { in: [...keys] } } },
  });
  return count;
}

/** Kept until `until`, unless it is over, somebody else's, or was kept longer `most` times already. */
export async function keepHold(
  tx: Tx,
  keys: Keys,
  { publicId, until, most }: { publicId: string; until: Date; most: number },
  now: Date,
): Promise<{ extensions: number } | null> {
  const [row] = await tx.$queryRaw<{ extensions: number }[]>`
    WITH kept AS (
      UPDATE booking SET hold_until = ${until}::timestamptz FROM hold
      WHERE hold.booking_id = booking.id AND booking.public_id = ${publicId} AND hold.visitor = ANY(${[...keys]}::text[])
        AND booking.status = 'hold' AND booking.hold_until > ${now}::timestamptz AND hold.extensions < ${most}
      RETURNING booking.id
    )
    UPDATE hold SET extensions = extensions + 1 WHERE booking_id IN (SELECT id FROM kept) RETURNING extensions`;
  return row ?? null;
}

/** How many visitors without an account hold a time from a network now; the visitor's own is not counted. */
export const holdsFromNetwork = (tx: Tx, network: string, keys: Keys, now: Date): Promise<number> =>
  tx.hold.count({
    where: { network, visitor: { notIn: [...keys] }, booking: { status: 'hold', holdUntil: { gt: now } } },
  });

/** Holds that are over and that nobody made a booking of leave no row. */
export const forgetHolds = (tx: Tx): Promise<number> => tx.$executeRaw`
  DELETE FROM booking USING hold WHERE hold.booking_id = booking.id AND booking.status = 'expired'`;
