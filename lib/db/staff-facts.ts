import type { Tx } from '@/lib/db/client';

/** What only staff see of a booking. */
export type StaffFacts = {
  bookingId: number;
  isBlock: boolean;
  /** Patron rules that staff went beyond, as codes. */
  beyond: string[];
  anywayReason: string;
  note: string;
  seriesId: number | null;
  /** Meetings in Outlook that somebody has let stand beside it. */
  accepted: { by: string | null; at: Date | null }[];
};

export async function staffFactsOf(tx: Tx, publicId: string): Promise<StaffFacts | null> {
  const row = await tx.booking.findUnique({
    where: { publicId },
    select: { id: true, isBlock: true, beyond: true, anywayReason: true, note: true, seriesId: true },
  });
  if (!row) return null;
  const { id, ...facts } = row;
  const accepted = await tx.$queryRaw<StaffFacts['accepted']>`
    SELECT person.name AS by, min(resolved_at) AS at FROM sync_conflict LEFT JOIN person ON person.id = resolved_by
    WHERE booking_id = ${id} AND kind = 'foreign_over_booking' AND resolution = 'kept' GROUP BY person.name ORDER BY 2`;
  return { bookingId: id, ...facts, accepted };
}
