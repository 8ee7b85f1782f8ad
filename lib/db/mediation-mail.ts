import { type BookingForMail, bookingForMail } from '@/lib/db/booking-mail';
import type { Tx } from '@/lib/db/client';

/** What a message to a mediator needs. `requests`: those of them that still wait, the earliest first. */
export type MediationForMail = {
  to: { name: string; address: string; locale: string };
  libraryName: string;
  requests: BookingForMail[];
};

/** Null: the mediator has left, or everything is decided. */
export async function mediationForMail(
  tx: Tx,
  personId: number,
  bookingIds: readonly number[],
): Promise<MediationForMail | null> {
  const person = await tx.person.findFirst({ where: { id: personId, disabledAt: null } });
  if (!person) return null;
  const waiting = await tx.booking.findMany({
    where: { id: { in: [...bookingIds] }, status: 'mediation' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  const found = await Promise.all(waiting.map(({ id }) => bookingForMail(tx, id)));
  const requests = found.filter((one) => one !== null);
  const [first] = requests;
  if (!first) return null;
  const to = { name: person.name, address: person.email, locale: person.locale };
  return { to, libraryName: first.libraryName, requests };
}
