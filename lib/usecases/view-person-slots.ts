import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Kind } from '@/lib/booking/appointment-types';
import { lastOpenDate } from '@/lib/booking/booking-window';
import type { PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { askedAppointment } from './appointment-of';
import { groupOnPage } from './group-on-page';
import { type AppointmentOffer, personOffers } from './person-offers';
import { maySee } from './shown-to';
import { patronFor } from './view-space-day';

const viewPersonSlotsInput = z.object({
  slug: z.string().min(1).max(100),
  from: z.string().refine(isLocalDate, 'not_date').optional(),
  ...askedAppointment,
});

export type PersonSlots = {
  person: ResourceRecord;
  offering: PersonOffering;
  /** What the times are of, and where they were asked for; place null: wherever. */
  kind: Kind;
  placeId: number | null;
  /** The group on whose page it is asked. */
  group: string | null;
  today: LocalDate;
  from: LocalDate;
  /** Two weeks, days without a free time included. */
  days: { date: LocalDate; offers: AppointmentOffer[] }[];
  /** Where the page may turn to; null: nothing to see there. */
  earlierFrom: LocalDate | null;
  laterFrom: LocalDate | null;
};

const SHOWN_DAYS = 14;

/** A person's free times for one kind of appointment, day by day for two weeks, each with the places. */
export async function viewPersonSlots(actor: Actor, raw: unknown, now: Date): Promise<Result<PersonSlots>> {
  const input = parse(viewPersonSlotsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { slug, kindId, placeId, group, from: asked } = input.value;
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });

  const { timeZone, policy } = person;
  const today = localDateOf(now, timeZone);
  const groupId = await groupOnPage(db(), person.id, group);
  const kindOf = ({ kinds }: PersonOffering) =>
    kindId === undefined ? kinds[0] : kinds.find(({ id }) => id === kindId);
  const look = async (from: LocalDate) => {
    const to = addDays(from, SHOWN_DAYS - 1);
    const frame = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
    const filter = { kindOf, placeId, groupId };
    const [found] = await personOffers(db(), { people: [person], frame, patron: patronFor(actor), filter }, now);
    return found;
  };
  const first = await look(asked === undefined || asked < today ? today : asked);
  if (!first?.kind) return refuse({ code: 'not_offered' });
  const { kind, offering } = first;
  const lastDate = lastOpenDate({ ...policy, windowDays: kind.windowDays }, now, timeZone);
  const from = asked === undefined || asked < today ? today : asked > lastDate ? lastDate : asked;
  const { offers } = from === asked || from === today ? first : ((await look(from)) ?? first);
  const earlier = addDays(from, -SHOWN_DAYS);
  const later = addDays(from, SHOWN_DAYS);
  return ok({
    ...{
      person,
      offering,
      kind,
      placeId: placeId ?? null,
      group: groupId === null ? null : (group ?? null),
      today,
      from,
    },
    days: datesBetween(from, addDays(from, SHOWN_DAYS - 1)).map((date) => ({
      date,
      offers: offers.filter(({ start }) => localDateOf(start, timeZone) === date),
    })),
    earlierFrom: from > today ? (earlier < today ? today : earlier) : null,
    laterFrom: later <= lastDate ? later : null,
  });
}
