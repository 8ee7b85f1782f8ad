import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** Where and when a booking was before staff moved it or took it back, and what they tell its patron beside that. */
export type BookingNotice = Interval & { name: string; words: string };

type NewNotice = Interval & { bookingId: number; resourceId: number; words: string; byId: number | null };

/** The new row's id, for the mail that says it. */
export async function addNotice(tx: Tx, { start, end, ...notice }: NewNotice, now: Date): Promise<number> {
  const data = { ...notice, startsAt: start, endsAt: end, createdAt: now };
  return (await tx.bookingNotice.create({ data, select: { id: true } })).id;
}

export async function bookingNotice(tx: Tx, id: number): Promise<BookingNotice | null> {
  const row = await tx.bookingNotice.findUnique({ where: { id }, include: { resource: { select: { name: true } } } });
  return row && { start: row.startsAt, end: row.endsAt, name: row.resource.name, words: row.words };
}

/** The newest of a booking; null: staff never moved it by themselves. */
export async function lastNotice(tx: Tx, bookingId: number): Promise<(BookingNotice & { at: Date }) | null> {
  const row = await tx.bookingNotice.findFirst({
    where: { bookingId },
    orderBy: { id: 'desc' },
    select: { id: true, createdAt: true },
  });
  const notice = row && (await bookingNotice(tx, row.id));
  return notice && { ...notice, at: row.createdAt };
}
