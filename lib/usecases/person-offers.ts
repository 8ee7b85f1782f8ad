import { factsForAppointment, factsForRoom, modeOf, suits, usualKind } from '@/lib/booking/appointment';
import type { AppointmentWish, Kind, Mode, Place } from '@/lib/booking/appointment-types';
import { decideAdmission } from '@/lib/booking/decide-admission';
import { patronObjection } from '@/lib/booking/decide-booking';
import { offers } from '@/lib/booking/slots';
import type { BookingFacts, Offer } from '@/lib/booking/types';
import type { PersonOffering } from '@/lib/db/appointment-world';
import type { Tx } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import type { Patron } from '@/lib/db/patron-bookings';
import type { ResourceRecord } from '@/lib/db/resources';
import type { Refusal } from '@/lib/refusal';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { peopleFacts } from './people-facts';

/** A start, and everywhere it is offered, with the lengths there. Of itself it has those of the first place. */
export type AppointmentOffer = Offer & { at: (Omit<Offer, 'start'> & { place: Place })[] };

/** What somebody looks for; what is left out is all the same to them. */
export type OfferFilter = {
  /** Which of a person's kinds; their usual one unless said. */
  kindOf?: (offering: PersonOffering) => Kind | undefined;
  placeId?: number;
  mode?: Mode;
  groupId?: number | null;
};

export type PersonOffers = {
  person: ResourceRecord;
  offering: PersonOffering;
  /** What `offers` are of; null: the person does not offer what is looked for. */
  kind: Kind | null;
  offers: AppointmentOffer[];
  /** Why nothing is offered to whoever asks, whatever the time: sign-in, groups, bans; null: no reason. */
  barred: Refusal | null;
};

type Asking = {
  people: readonly ResourceRecord[];
  frame: Interval;
  patron: Patron | null;
  filter?: OfferFilter;
  /** A booking that is not in the way: what the visitor holds. */
  without?: number;
  /** A program of the library asks, which knows its patrons: neither sign-in nor groups stand against nobody yet. */
  vouched?: boolean;
};

/**
 * Every start inside `frame` at which these people can be met, with the places. People and the rooms they meet in are read
 * together: as many queries for thirty as for one. What it says is offered `bookAppointment` accepts, by the same rules.
 * `kept`: for what admins and staff have written (lib/db/kept).
 */
export async function personOffers(
  tx: Tx,
  { people, frame, patron, filter = {}, without = 0, vouched = false }: Asking,
  now: Date,
  kept: Kept = (_, read) => read(),
): Promise<PersonOffers[]> {
  if (people.length === 0) return [];
  const { offeringOf, ...facts } = await peopleFacts(tx, { people, frame, patron, without }, now, kept);
  const known = facts.known();
  return people.map((person) => {
    const offering = offeringOf(person);
    const { kindOf = ({ kinds, places }) => usualKind(kinds, places) } = filter;
    const kind = kindOf(offering) ?? null;
    const own = vouched ? admitted(known.get(person.id)) : known.get(person.id);
    const offered = kind && own ? offersAt(own, known, offering, kind, { filter, frame, now }) : [];
    const barred = own ? decideAdmission(own.admission, now, 'patron') : null;
    return { person, offering, kind, offers: offered, barred };
  });
}

const admitted = (facts: BookingFacts | undefined): BookingFacts | undefined =>
  facts && { ...facts, admission: { ...facts.admission, signInRequired: false, groups: null } };

type Look = { filter: OfferFilter; frame: Interval; now: Date };

/** The same start may be offered at several places, and not for as long at each. */
function offersAt(
  facts: BookingFacts,
  known: ReadonlyMap<number, BookingFacts>,
  { places, usualPlaceId }: PersonOffering,
  kind: Kind,
  { filter: { placeId, mode, groupId = null }, frame, now }: Look,
): AppointmentOffer[] {
  const found = new Map<number, AppointmentOffer>();
  for (const place of places) {
    const isAsked = (placeId === undefined || place.id === placeId) && (mode === undefined || modeOf(place) === mode);
    if (!isAsked || !suits(kind, place)) continue;
    for (const offer of offersOf(facts, known, { kind, place, usualPlaceId, groupId }, frame, now)) {
      const { start, ...lengths } = offer;
      const before = found.get(start.getTime());
      if (before) before.at.push({ place, ...lengths });
      else found.set(start.getTime(), { ...offer, at: [{ place, ...lengths }] });
    }
  }
  return [...found.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Where somebody meets in a room, the room has to be free for as long. */
function offersOf(
  facts: BookingFacts,
  known: ReadonlyMap<number, BookingFacts>,
  wish: AppointmentWish,
  frame: Interval,
  now: Date,
): Offer[] {
  const offered = offers(factsForAppointment(facts, wish), frame, now);
  if (wish.place.spaceId === null) return offered;
  const room = known.get(wish.place.spaceId);
  if (!room) return [];
  const isRefused = patronObjection(factsForRoom(room), now);
  const { stepMinutes } = facts.policy;
  return offered.flatMap((offer) => {
    let longest: number | null = null;
    for (let minutes = offer.minMinutes; minutes <= offer.maxMinutes; minutes += stepMinutes) {
      if (isRefused({ start: offer.start, end: addMinutes(offer.start, minutes) })) break;
      longest = minutes;
    }
    return longest === null ? [] : [{ ...offer, maxMinutes: longest }];
  });
}
