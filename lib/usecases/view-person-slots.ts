import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { offers } from '@/lib/booking/slots';
import type { Offer } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { maySee } from './shown-to';
import { patronFor } from './view-space-day';

const viewPersonSlotsInput = z.object({
  slug: z.string().min(1).max(100),
  from: z.string().refine(isLocalDate, 'not_date').optional(),
});

export type PersonSlots = {
  person: ResourceRecord;
  today: LocalDate;
  from: LocalDate;
  /** Two weeks, days without a free time included. */
  days: { date: LocalDate; offers: Offer[] }[];
  /** Where the page may turn to; null: nothing to see there. */
  earlierFrom: LocalDate | null;
  laterFrom: LocalDate | null;
};

const SHOWN_DAYS = 14;

/** A person's free times, day by day for two weeks. */
export async function viewPersonSlots(actor: Actor, raw: unknown, now: Date): Promise<Result<PersonSlots>> {
  const input = parse(viewPersonSlotsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const [person] = await resources(db(), { slug: input.value.slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });

  const { timeZone, policy } = person;
  const today = localDateOf(now, timeZone);
  const lastDate = lastOpenDate(policy, now, timeZone);
  const asked = input.value.from ?? today;
  const from = asked < today ? today : asked > lastDate ? lastDate : asked;
  const to = addDays(from, SHOWN_DAYS - 1);
  const frame = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
  const range = { start: frame.start, end: addMinutes(frame.end, policy.maxMinutes) };
  const [known] = await bookingFacts(db(), [person], range, patronFor(actor), now);
  const offered = known ? offers(known.facts, frame, now) : [];
  const earlier = addDays(from, -SHOWN_DAYS);
  const later = addDays(from, SHOWN_DAYS);
  return ok({
    ...{ person, today, from },
    days: datesBetween(from, to).map((date) => ({
      date,
      offers: offered.filter(({ start }) => localDateOf(start, timeZone) === date),
    })),
    earlierFrom: from > today ? (earlier < today ? today : earlier) : null,
    laterFrom: later <= lastDate ? later : null,
  });
}
