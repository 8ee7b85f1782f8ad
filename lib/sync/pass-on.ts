import { directionsFor, factsForAppointment, factsForRoom } from '@/lib/booking/appointment';
import type { AppointmentWish, OtherChance } from '@/lib/booking/appointment-types';
import { decideFooting, type Footing } from '@/lib/booking/decide-footing';
import { fairnessOf, fairOrder, fairWindow } from '@/lib/booking/fair-order';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { judgeTeam } from '@/lib/booking/team-offers';
import type { CalendarTrust } from '@/lib/booking/types';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { appointmentFrom, giveAppointmentTo, otherChances, subjectFor } from '@/lib/db/appointments';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingById, lockBooking } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { fairFacts } from '@/lib/db/fair-facts';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { changeTime } from '@/lib/db/move-booking';
import { lockPatron } from '@/lib/db/patron-bookings';
import { recordAnswer } from '@/lib/db/record-answer';
import { lockResources, type ResourceRecord, resources } from '@/lib/db/resources';
import { minutesIn } from '@/lib/time/interval';
import { askNext } from './ask-next';

/** The calendar that said no; and the room, if it was one that is not to be had. */
export type Refused = { linkId: number; spaceId: number | null };

/**
 * Outlook says no to whoever fair distribution chose, and nothing was promised yet: the booking goes to the next in the fair
 * order who is free by all that is known, and their calendar is asked (docs/decisions/0028). False: there is nobody, or
 * somebody in particular was wanted. Everything in the caller's transaction and under the locks of all who may be met, so
 * that the time of one ends when the time of the other begins.
 */
export async function passOn(tx: Tx, bookingId: number, refused: Refused, now: Date): Promise<boolean> {
  await lockWithOthers(tx, bookingId);
  const booking = await bookingById(tx, bookingId);
  const { appointment } = booking ?? {};
  if (booking?.status !== 'pending_remote' || appointment?.chosenBy !== 'fair') return false;
  const left = (await otherChances(tx, bookingId)).filter((one) => one.resourceId !== appointment.resourceId);
  const next = await nextInOrder(tx, booking, left, refused.spaceId, now);
  if (!next) return false;
  const { chance, order, calendars, footing } = next;
  const { person, wish, room, other } = chance;
  const [when] = booking.items;
  if (!when) return false;
  const [candidate] = order.filter(({ id }) => id === person.resource.id);
  if (!candidate) return false;
  const passedOver = (appointment.fairness?.passedOver ?? 0) + 1;
  await giveAppointmentTo(tx, bookingId, {
    ...appointmentFrom(person.resource, wish, {
      subject: await subjectFor(tx, bookingId, person.resource),
      chosenBy: 'fair',
      fairness: { ...fairnessOf(candidate, order, when.start), passedOver },
      others: left.filter((one) => one.resourceId !== person.resource.id),
    }),
    directions: directionsFor(wish, factsForAppointment(person.facts, wish), when),
  });
  const { kind } = wish;
  const items = [
    { ...itemOf(person, when), setupMinutes: kind.setupMinutes, cleanupMinutes: kind.cleanupMinutes },
    ...(room ? [{ ...itemOf(room, when), ...padsOf(room.resource) }] : []),
  ];
  const facts = [person.facts, ...(room ? [room.facts] : [])];
  await changeTime(tx, { bookingId, items, occupancy: keptPads(occupancyRows(items), facts) }, now);
  await recordAnswer(tx, { linkId: refused.linkId, bookingId, kind: 'taken', answer: 'next' }, now);
  await askNext(tx, booking, { items, answers: other.answers, calendars, footing }, now);
  return true;
}

/** Everybody whom the booking may go to, in one statement with those it has: whoever locks some of them first waits for nobody. */
export async function lockWithOthers(tx: Tx, bookingId: number): Promise<void> {
  const others = await otherChances(tx, bookingId);
  const items = await tx.bookingItem.findMany({ where: { bookingId }, select: { resourceId: true } });
  const placeIds = others.flatMap(({ placeId }) => placeId ?? []);
  const places = await tx.appointmentPlace.findMany({ where: { id: { in: placeIds } }, select: { spaceId: true } });
  const ids = [...items, ...others].map(({ resourceId }) => resourceId);
  await lockResources(tx, [...new Set([...ids, ...places.flatMap(({ spaceId }) => spaceId ?? [])])]);
  await lockBooking(tx, bookingId);
}

type Chance = { other: OtherChance; person: ResourceFacts; room: ResourceFacts | null; wish: AppointmentWish };

/** Who is free by what is known here, in the fair order: the first whose calendar can be asked, or has no say. */
async function nextInOrder(
  tx: Tx,
  booking: BookingRecord,
  others: readonly OtherChance[],
  withoutSpace: number | null,
  now: Date,
) {
  const [when] = booking.items;
  if (!when) return null;
  const patron = { personId: booking.personId, email: booking.patronEmail };
  await lockPatron(tx, patron);
  const ids = [...new Set(others.map(({ resourceId }) => resourceId))];
  const people = ids.length === 0 ? [] : await resources(tx, { ids, kind: 'person', activeOnly: true });
  if (people.length === 0) return null;
  const offeringOf = await appointmentWorld(tx, people);
  const wished = others.flatMap((other) => {
    const person = people.find(({ id }) => id === other.resourceId);
    const { kinds = [], places = [], usualPlaceId = null } = person ? offeringOf(person) : {};
    const [kind, place] = [kinds.find(({ id }) => id === other.kindId), places.find(({ id }) => id === other.placeId)];
    if (!person || !kind || !place || kind.defaultMinutes !== minutesIn(when)) return [];
    if (place.spaceId !== null && place.spaceId === withoutSpace) return [];
    const groupId = booking.appointment?.groupId ?? null;
    return [{ other, person, wish: { kind, place, usualPlaceId, groupId } }];
  });
  const roomIds = [...new Set(wished.flatMap(({ wish }) => wish.place.spaceId ?? []))];
  const rooms = roomIds.length === 0 ? [] : await resources(tx, { ids: roomIds });
  const known = await bookingFacts(tx, [...people, ...rooms], when, patron, now, booking.id);
  const factsOf = (id: number | null) => known.find(({ resource }) => resource.id === id) ?? null;
  const options = wished.flatMap(({ other, person: { id }, wish }) => {
    const [person, room] = [factsOf(id), factsOf(wish.place.spaceId)];
    if (!person || (wish.place.spaceId !== null && !room)) return [];
    const judged = { facts: factsForAppointment(person.facts, wish), room: room && factsForRoom(room.facts) };
    const chance: Chance = { other, person, room, wish };
    return [{ personId: id, minutes: wish.kind.defaultMinutes, ...judged, chance }];
  });
  // By the moment at which the patron asked: what was early enough then is so still.
  const { free } = judgeTeam(options, when.start, booking.createdAt);
  const askable = free.filter(({ facts, room }) => !facts.calendarUnknown && !room?.calendarUnknown);
  const order = fairOrder(
    await fairFacts(tx, [...new Set(askable.map(({ personId }) => personId))], fairWindow(when.start)),
  );
  let doubtful = null;
  for (const { id } of order) {
    const chance = askable.find(({ personId }) => personId === id)?.chance;
    if (!chance) continue;
    const asked = { chance, order, ...(await footingOf(tx, chance, now)) };
    if (asked.footing === 'to_confirm') doubtful ??= asked;
    else if (asked.footing !== 'closed') return asked;
  }
  return doubtful;
}

async function footingOf(
  tx: Tx,
  { person, room }: Chance,
  now: Date,
): Promise<{ calendars: CalendarTrust[]; footing: Footing }> {
  const all = [person, ...(room ? [room] : [])].map(({ resource, family: { partIds, wholeIds } }) => ({
    ...syncPolicy(resource.kind, resource.syncPolicy),
    concerns: [resource.id, ...partIds, ...wholeIds],
  }));
  const concerned = [...new Set(all.flatMap(({ concerns }) => concerns))];
  const calendars = await trustOfCalendars(tx, concerned, now);
  return { calendars, footing: decideFooting(calendars, all) };
}

const itemOf = ({ resource, family }: ResourceFacts, { start, end }: BookingRecord['items'][number]) => ({
  ...{ resourceId: resource.id, partIds: family.partIds, start, end },
});

const padsOf = ({ policy: { setupMinutes, cleanupMinutes } }: ResourceRecord) => ({ setupMinutes, cleanupMinutes });
