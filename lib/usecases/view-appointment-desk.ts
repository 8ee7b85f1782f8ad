import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { suits, usualKind } from '@/lib/booking/appointment';
import type { Kind, Place } from '@/lib/booking/appointment-types';
import type { PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { type AppointmentOffer, personOffers } from './person-offers';

/** What an address may bring along; whatever it cannot be is left out. */
const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const viewAppointmentDeskInput = z.object({
  whom: id,
  kindId: id,
  placeId: id,
  from: z.string().refine(isLocalDate).optional().catch(undefined),
});

export type AppointmentDesk = {
  /** Everybody who can be met, oneself first. */
  people: { id: number; name: string; locationName: string; isOwn: boolean }[];
  /** Null: nobody can be met. */
  chosen: {
    person: ResourceRecord;
    kinds: Kind[];
    kind: Kind;
    /** Those that suit the kind. */
    places: Place[];
    place: Place;
    today: LocalDate;
    from: LocalDate;
    /** What patrons would be offered there in the next days, by date; staff may book at any other time too. */
    days: { date: LocalDate; offers: AppointmentOffer[] }[];
  } | null;
};

const SHOWN_DAYS = 7;

/** What the desk's form for an appointment offers: whom, for what, where, and what is free. */
export async function viewAppointmentDesk(actor: Actor, raw: unknown, now: Date): Promise<Result<AppointmentDesk>> {
  const input = parse(viewAppointmentDeskInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const { whom, kindId, placeId, from: asked } = input.value;
  const all = await resources(db(), { kind: 'person', activeOnly: true });
  const people = [...all].sort((a, b) => Number(b.personId === actor.id) - Number(a.personId === actor.id));
  const person = people.find((one) => one.id === whom) ?? people[0];
  const listed = people.map(({ id, name, locationName, personId }) => {
    return { id, name, locationName, isOwn: personId === actor.id };
  });
  if (!person) return ok({ people: listed, chosen: null });

  const { timeZone } = person;
  const today = localDateOf(now, timeZone);
  const from = asked === undefined || asked < today ? today : asked;
  const frame = {
    start: localDay(from, timeZone).start,
    end: localDay(addDays(from, SHOWN_DAYS - 1), timeZone).end,
  };
  const kindOf = ({ kinds, places }: PersonOffering) =>
    kinds.find((one) => one.id === kindId) ?? usualKind(kinds, places);
  const [found] = await personOffers(db(), { people: [person], frame, patron: null, filter: { kindOf } }, now);
  const kind = found?.kind;
  if (!found || !kind) return ok({ people: listed, chosen: null });
  const { kinds, places: everywhere } = found.offering;
  const places = everywhere.filter((place) => suits(kind, place));
  const place = places.find((one) => one.id === placeId) ?? places[0];
  if (!place) return ok({ people: listed, chosen: null });
  const offers = found.offers.filter(({ at }) => at.some((one) => one.place.id === place.id));
  const dates = [...new Set(offers.map(({ start }) => localDateOf(start, timeZone)))];
  const days = dates.map((date) => ({
    date,
    offers: offers.filter(({ start }) => localDateOf(start, timeZone) === date),
  }));
  return ok({ people: listed, chosen: { person, kinds, kind, places, place, today, from, days } });
}
