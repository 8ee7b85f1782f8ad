import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { usualKind } from '@/lib/booking/appointment';
import type { Kind } from '@/lib/booking/appointment-types';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { kindKey } from '@/lib/booking/team-kinds';
import type { PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { holdOf } from '@/lib/db/holds';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { askedAppointment } from './appointment-of';
import { groupOnPage } from './group-on-page';
import { asHeld, type Held } from './hold-view';
import { type AppointmentOffer, personOffers } from './person-offers';
import { maySee } from './shown-to';
import { ownSubject } from './subjects';
import { timeInput } from './time-input';
import { patronFor } from './view-space-day';

const viewPersonSlotsInput = z.object({
  slug: z.string().min(1).max(100),
  from: z.string().refine(isLocalDate, 'not_date').optional(),
  /** A chosen time: where nothing else is said, the page begins with its date. */
  start: timeInput.start.optional(),
  ...askedAppointment,
  /** As a link to one kind has it (`kindKey`); `kindId` goes before it. Unknown: the usual one. */
  kind: z.string().max(200).optional(),
  /** What it is to be about; kept as far as the person helps with it. */
  subject: z.string().max(100).optional(),
});

export type PersonSlots = {
  person: ResourceRecord;
  offering: PersonOffering;
  /** What the times are of, and where they were asked for; place null: wherever. */
  kind: Kind;
  placeId: number | null;
  /** The group on whose page it is asked. */
  group: string | null;
  /** What was looked for on the way here; null: nothing that they help with. */
  subject: string | null;
  today: LocalDate;
  from: LocalDate;
  /** Two weeks, days without a free time included. */
  days: { date: LocalDate; offers: AppointmentOffer[] }[];
  /** Where the page may turn to; null: nothing to see there. */
  earlierFrom: LocalDate | null;
  laterFrom: LocalDate | null;
  /** Why nothing is offered to whoever asks, whatever the time; null: no reason. */
  barred: Refusal | null;
  /** What the visitor holds of the person's time, while a form is open. */
  hold: (Held & { start: Date }) | null;
};

const SHOWN_DAYS = 14;

/**
 * A person's free times for one kind of appointment, day by day for two weeks, each with the places. What the visitor holds
 * is not in their own way.
 */
export async function viewPersonSlots(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Pick<Visitor, 'keys'> = { keys: [] },
): Promise<Result<PersonSlots>> {
  const input = parse(viewPersonSlotsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { slug, kind: asKey, kindId, placeId, group, subject, start, from } = input.value;
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });

  const { timeZone, policy } = person;
  const today = localDateOf(now, timeZone);
  const asked = from ?? (start && localDateOf(start, timeZone));
  const groupId = await groupOnPage(db(), actor, person.id, group);
  const kindOf = ({ kinds, places }: PersonOffering) =>
    kindId === undefined
      ? (kinds.find((one) => kindKey(one) === asKey) ?? usualKind(kinds, places))
      : kinds.find(({ id }) => id === kindId);
  const hold = await holdOf(db(), visitor.keys, now);
  const held = hold?.items.find(({ resourceId }) => resourceId === person.id);
  const look = async (first: LocalDate) => {
    const to = addDays(first, SHOWN_DAYS - 1);
    const frame = { start: localDay(first, timeZone).start, end: localDay(to, timeZone).end };
    const filter = { kindOf, placeId, groupId };
    const asking = { people: [person], frame, patron: patronFor(actor), filter, without: hold?.bookingId };
    const [found] = await personOffers(db(), asking, now);
    return found;
  };
  const first = await look(asked === undefined || asked < today ? today : asked);
  if (!first?.kind) return refuse({ code: 'not_offered' });
  const { kind, offering, barred } = first;
  const lastDate = lastOpenDate({ ...policy, windowDays: kind.windowDays }, now, timeZone);
  const shown = asked === undefined || asked < today ? today : asked > lastDate ? lastDate : asked;
  const { offers } = shown === asked || shown === today ? first : ((await look(shown)) ?? first);
  const earlier = addDays(shown, -SHOWN_DAYS);
  const later = addDays(shown, SHOWN_DAYS);
  return ok({
    ...{ person, offering, kind, today, from: shown, barred },
    placeId: placeId ?? null,
    group: groupId === null ? null : (group ?? null),
    subject: ownSubject(person, subject) ?? null,
    hold: hold && held ? { ...asHeld(hold, person.holdMinutes), start: held.start } : null,
    days: datesBetween(shown, addDays(shown, SHOWN_DAYS - 1)).map((date) => ({
      date,
      offers: offers.filter(({ start }) => localDateOf(start, timeZone) === date),
    })),
    earlierFrom: shown > today ? (earlier < today ? today : earlier) : null,
    laterFrom: later <= lastDate ? later : null,
  });
}
