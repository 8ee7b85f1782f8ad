import type { AppointmentWish, Fairness, Kind, OtherChance, Place } from '@/lib/booking/appointment-types';
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
  /** One of the person's; empty: not known which of several. */
  subject: string;
  chosenBy: 'patron' | 'fair' | 'staff';
  fairness: Fairness | null;
  /** Of a choice by fair distribution that Outlook may still say no to. */
  others?: OtherChance[];
};

export type AppointmentRecord = Omit<NewAppointment, 'others'> & { bookingId: number; followedUpAt: Date | null };

export async function insertAppointment(tx: Tx, bookingId: number, appointment: NewAppointment): Promise<void> {
  await tx.appointment.create({ data: { bookingId, ...(await rowOf(tx, appointment)) } });
}

/** The same appointment with somebody else, before anything was promised of it: nothing is left of the one before. */
export async function giveAppointmentTo(tx: Tx, bookingId: number, appointment: NewAppointment): Promise<void> {
  const forgotten = { meetingAskedAt: null, heldMail: null, heldUntil: null };
  await tx.appointment.update({ where: { bookingId }, data: { ...(await rowOf(tx, appointment)), ...forgotten } });
}

/** The appointment that a wish becomes, about `subject`, or else the only one that the person helps with. Directions: of the place, and of what it is for; those of its time come when it is judged. */
export function appointmentFrom(
  { id: resourceId, subjects }: Pick<ResourceRecord, 'id' | 'subjects'>,
  { kind, place, groupId }: AppointmentWish,
  { subject, ...more }: Pick<NewAppointment, 'chosenBy' | 'fairness' | 'others'> & { subject?: string },
): NewAppointment {
  const [only = ''] = subjects.length === 1 ? subjects : [];
  return {
    subject: subject ?? only,
    ...{ resourceId, kindId: kind.id, kindName: kind.name, placeId: place.id, placeKind: place.kind, groupId },
    ...{ placeName: place.name, link: place.link, teams: place.kind === 'online' && place.teams },
    directions: [place.directions, kind.directions].filter(Boolean).join('\n'),
    ...more,
  };
}

/** The same subject, as whoever it is given to writes it; left out: they do not help with it. */
export async function subjectFor(
  tx: Tx,
  bookingId: number,
  { subjects }: Pick<ResourceRecord, 'subjects'>,
): Promise<string | undefined> {
  const row = await tx.appointment.findUnique({ where: { bookingId }, select: { subject: true } });
  return subjects.find((one) => one.toLowerCase() === row?.subject.toLowerCase());
}

/** Whom else its patron may meet; none once it is settled. */
export async function otherChances(tx: Tx, bookingId: number): Promise<OtherChance[]> {
  const row = await tx.appointment.findUnique({ where: { bookingId }, select: { others: true } });
  return (row?.others ?? []) as OtherChance[];
}

/** It is settled whom they meet: what they said for others is of no use any more. */
export const forgetOthers = (tx: Tx, bookingId: number) =>
  tx.appointment.updateMany({
    where: { bookingId, NOT: { others: { equals: Prisma.DbNull } } },
    data: { others: Prisma.DbNull },
  });

async function rowOf(tx: Tx, { fairness, others = [], ...data }: NewAppointment) {
  const meeting = await meetingAt(tx, data.resourceId, data);
  const kept = others.length > 0 ? others : Prisma.DbNull;
  return { ...data, ...meeting, fairness: fairness ?? Prisma.DbNull, others: kept };
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
  {
    link,
    teams,
    ...data
  }: Partial<Omit<NewAppointment, 'resourceId' | 'chosenBy' | 'fairness' | 'others' | 'subject'>>,
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
