import { z } from 'zod';
import { directionsFor, suits, usualKind } from '@/lib/booking/appointment';
import type { AppointmentWish, AskedAs, Kind } from '@/lib/booking/appointment-types';
import type { BookingFacts } from '@/lib/booking/types';
import type { PersonOffering } from '@/lib/db/appointment-world';
import type { NewAppointment } from '@/lib/db/appointments';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import type { WantedTime } from './judge-items';

const idOrNothing = z.preprocess(
  (given) => (given === '' ? undefined : given),
  z.coerce.number().int().positive().optional(),
);

/** What is asked for, as forms and addresses send it. */
export const askedAppointment = {
  kindId: idOrNothing,
  placeId: idOrNothing,
  /** The address of the group on whose page it is asked for. */
  group: z.string().max(100).optional(),
};

/** Left out: the first kind that suits a place, and the first place that suits it. */
export type AskedAppointment = { kindId?: number; placeId?: number };

/** The kind and the place that somebody asks a person for; `not_offered` where there is no such, or they do not go together. */
export function appointmentOf(
  offering: PersonOffering,
  asked: AskedAppointment,
  groupId: number | null,
): Result<AppointmentWish> {
  const [first] = appointmentsOf(offering, asked, groupId);
  return first ? ok(first) : refuse({ code: 'not_offered' });
}

/** The same where no place may be named: one for each that suits, in their order. Which of them is open depends on the time. */
export function appointmentsOf(
  { kinds, places, usualPlaceId }: PersonOffering,
  { kindId, placeId }: AskedAppointment,
  groupId: number | null,
): AppointmentWish[] {
  const kind: Kind | undefined =
    kindId === undefined ? usualKind(kinds, places) : kinds.find(({ id }) => id === kindId);
  if (!kind) return [];
  const fitting = places.filter((place) => suits(kind, place) && (placeId === undefined || place.id === placeId));
  return fitting.map((place) => ({ kind, place, usualPlaceId, groupId }));
}

/** The person, and the room they meet in: judged and booked together. */
export function itemsOf(resourceId: number, wish: AppointmentWish, { start, end }: Interval): WantedTime[] {
  const { spaceId } = wish.place;
  const person = { resourceId, start, end, as: wish };
  return spaceId === null ? [person] : [person, { resourceId: spaceId, start, end, as: 'room' }];
}

/** For pages: whether a kind may take place there. */
export const suitsKind = suits;

type JudgedItem = Interval & { as?: AskedAs; facts: BookingFacts };

/** The same with the directions of its time, where the person's availability has some of its own. */
export function toldOfTime(
  appointment: NewAppointment | undefined,
  [item]: readonly JudgedItem[],
): NewAppointment | undefined {
  if (!appointment || !item?.as || item.as === 'room') return appointment;
  return { ...appointment, directions: directionsFor(item.as, item.facts, item) };
}
