import type { AppointmentWish, Fairness, Place } from '@/lib/booking/appointment-types';
import { appointmentWorld, kindOfPolicy } from '@/lib/db/appointment-world';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { ResourceRecord } from '@/lib/db/resources';

/** What is kept of an appointment beside its booking: kind and place as they were when it was made. */
export type NewAppointment = {
  resourceId: number;
  kindId: number | null;
  kindName: string;
  placeId: number | null;
  placeKind: Place['kind'];
  placeName: string;
  directions: string;
  link: string;
  teams: boolean;
  groupId: number | null;
  chosenBy: 'patron' | 'fair' | 'staff';
  fairness: Fairness | null;
};

export type AppointmentRecord = NewAppointment & { bookingId: number; followedUpAt: Date | null };

export async function insertAppointment(
  tx: Tx,
  bookingId: number,
  { fairness, ...data }: NewAppointment,
): Promise<void> {
  await tx.appointment.create({ data: { bookingId, ...data, fairness: fairness ?? Prisma.DbNull } });
}

export async function readAppointment(tx: Tx, bookingId: number): Promise<AppointmentRecord | null> {
  const row = await tx.appointment.findUnique({ where: { bookingId } });
  return (
    row && {
      ...row,
      placeKind: row.placeKind as AppointmentRecord['placeKind'],
      chosenBy: row.chosenBy as AppointmentRecord['chosenBy'],
      fairness: row.fairness as Fairness | null,
    }
  );
}

/**
 * What a booking's appointment is for and where, as its kind and place are now, as far as they are still there: so a new time
 * is judged. Null: a booking of spaces.
 */
export async function wishOfBooking(
  tx: Tx,
  bookingId: number,
  person: ResourceRecord,
): Promise<AppointmentWish | null> {
  const stored = await readAppointment(tx, bookingId);
  if (!stored) return null;
  const { kinds, places, usualPlaceId } = (await appointmentWorld(tx, [person]))(person);
  return {
    kind: kinds.find(({ id }) => id === stored.kindId) ?? kindOfPolicy(person.policy),
    place: places.find(({ id }) => id === stored.placeId) ?? { ...placeOf(stored), id: usualPlaceId },
    ...{ usualPlaceId, groupId: stored.groupId },
  };
}

/** A place that is no longer there, as the appointment remembers it. */
const placeOf = ({ placeKind, placeName, directions, link, teams }: AppointmentRecord): Place => ({
  ...{ id: null, kind: placeKind, name: placeName, directions, link, teams, spaceId: null },
});
