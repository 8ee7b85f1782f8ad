import { randomUUID } from 'node:crypto';
import type { BookingStatus } from '@/lib/booking/types';
import { asRecord, type BookingRecord, WITH_ITEMS } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';

export async function insertVisit(tx: Tx, now: Date): Promise<string> {
  const { id } = await tx.visit.create({ data: { id: randomUUID(), createdAt: now } });
  return id;
}

/** All bookings of a visit, in the order in which they were made. */
export async function bookingsOfVisit(tx: Tx, visitId: string): Promise<BookingRecord[]> {
  const rows = await tx.booking.findMany({ where: { visitId }, orderBy: { id: 'asc' }, include: WITH_ITEMS });
  return rows.map(asRecord);
}

/** While one of them waits, nothing is told of the others. */
const UNSETTLED = ['unverified', 'pending_remote'] as const satisfies BookingStatus[];

/**
 * The one mail about a visit, once nothing of it waits for Outlook or for its guest any more; true: it was asked for now.
 * The lock makes those who come at the same time wait, and what is looked at is looked at after it was got.
 */
export async function mailSettledVisit(tx: Tx, visitId: string, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM visit WHERE id = ${visitId}::uuid FOR UPDATE`;
  const settled = await tx.$executeRaw`
    UPDATE visit SET mailed_at = ${now}::timestamptz WHERE id = ${visitId}::uuid AND mailed_at IS NULL
      AND NOT EXISTS (SELECT FROM booking WHERE visit_id = visit.id AND status::text = ANY(${[...UNSETTLED]}::text[]))`;
  if (settled === 0) return false;
  await enqueue(tx, { kind: 'visit_mail', mail: { template: 'visit_booked', visitId } });
  return true;
}
