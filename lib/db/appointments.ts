import type { AppointmentWish, Fairness, Kind, Place } from '@/lib/booking/appointment-types';
import { appointmentWorld, kindById, kindOfPolicy } from '@/lib/db/appointment-world';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { meetingsPossible } from '@/lib/db/online-meetings';
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
  const meeting = await meetingAt(tx, data.resourceId, data);
  await tx.appointment.create({ data: { bookingId, ...data, ...meeting, fairness: fairness ?? Prisma.DbNull } });
}

/** A Teams meeting that no calendar of the person's can make is not waited for: the place's own link is told. */
async function meetingAt(tx: Tx, resourceId: number, place: Pick<NewAppointment, 'teams' | 'link'>) {
  const teams = place.teams && (await meetingsPossible(tx, resourceId));
  return { teams, link: teams ? '' : place.link };
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

/** It is to be of another kind, or at another place, or both. */
export type MeetingChange = { kindId?: number; placeId?: number };

/**
 * What a booking's appointment is for and where, as its kind and place are now, as far as they are still there: so a new time
 * is judged. `change`: as it would be. Null: a booking of spaces, or what it is to become is not on offer.
 */
export async function wishOfBooking(
  tx: Tx,
  bookingId: number,
  person: ResourceRecord,
  change: MeetingChange = {},
): Promise<AppointmentWish | null> {
  const stored = await readAppointment(tx, bookingId);
  if (!stored) return null;
  const { kinds, places, usualPlaceId } = (await appointmentWorld(tx, [person]))(person);
  const { kindId = stored.kindId, placeId = stored.placeId } = change;
  const offered = kinds.find(({ id }) => id === kindId);
  const kind = offered ?? (kindId === stored.kindId && (await keptKind(tx, kindId, person)));
  const kept = placeId === stored.placeId && { ...placeOf(stored), id: usualPlaceId };
  const place = places.find(({ id }) => id === placeId) ?? kept;
  return kind && place ? { kind, place, usualPlaceId, groupId: stored.groupId } : null;
}

/**
 * It is of another kind or at another place from now on; who chose the person, and why, stays, and so does the link of a
 * meeting at the place where it was.
 */
export async function rewriteAppointment(
  tx: Tx,
  bookingId: number,
  { link, teams, ...data }: Partial<Omit<NewAppointment, 'resourceId' | 'chosenBy' | 'fairness'>>,
): Promise<void> {
  const was = await tx.appointment.findUniqueOrThrow({ where: { bookingId } });
  const isMoved = data.placeId !== undefined && data.placeId !== was.placeId;
  const meeting =
    isMoved && link !== undefined && teams !== undefined ? await meetingAt(tx, was.resourceId, { link, teams }) : {};
  await tx.appointment.update({ where: { bookingId }, data: { ...data, ...meeting }, select: { bookingId: true } });
}

/** What is not offered any more still says how long its appointments are, and what is kept free around them. */
const keptKind = async (tx: Tx, kindId: number | null, { policy }: ResourceRecord): Promise<Kind> =>
  (kindId === null ? null : await kindById(tx, kindId)) ?? kindOfPolicy(policy);

/** A place that is no longer there, as the appointment remembers it. */
const placeOf = ({ placeKind, placeName, directions, link, teams }: AppointmentRecord): Place => ({
  ...{ id: null, kind: placeKind, name: placeName, directions, link, teams, spaceId: null },
});
