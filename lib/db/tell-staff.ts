import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import type { StaffMail } from '@/lib/db/staff-mail';

/** Whoever is met hears of it, if it is an appointment and they work here still; also of what was booked without a mail. */
export async function tellStaff(tx: Tx, mail: StaffMail): Promise<void> {
  const { bookingId } = mail;
  const met = await tx.appointment.count({ where: { bookingId, resource: { person: { disabledAt: null } } } });
  if (met > 0) await enqueue(tx, { kind: 'staff_mail', mail });
}

/** Before the status changes: only what was promised is taken back; of all else nobody was told. */
export async function tellStaffIfOver(tx: Tx, bookingId: number): Promise<void> {
  const promised = await tx.booking.count({
    where: { id: bookingId, status: 'confirmed', appointment: { isNot: null } },
  });
  if (promised > 0) await tellStaff(tx, { template: 'appointment_cancelled', bookingId });
}

/** Before the time changes: the mail says where it was. */
export async function tellStaffOfMove(tx: Tx, bookingId: number): Promise<void> {
  const item = await tx.bookingItem.findFirst({
    where: { bookingId, booking: { status: 'confirmed', appointment: { isNot: null } } },
    orderBy: { startsAt: 'asc' },
  });
  if (!item) return;
  const before = { start: item.startsAt.toISOString(), end: item.endsAt.toISOString() };
  await tellStaff(tx, { template: 'appointment_changed', bookingId, before });
}
