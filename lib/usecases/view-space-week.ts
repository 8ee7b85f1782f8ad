import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { offers } from '@/lib/booking/slots';
import { type WeekTable, weekTable } from '@/lib/booking/week-table';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { hurryReading } from '@/lib/db/links';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, includes, overlaps } from '@/lib/time/interval';
import { openingOn } from '@/lib/time/opening';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { maySee } from './shown-to';
import { patronFor } from './view-space-day';

const viewSpaceWeekInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  /** The first of the seven days; today unless said. */
  date: z.string().refine(isLocalDate, 'not_date').optional(),
});

export type SpaceWeek = {
  space: Pick<ResourceRecord, 'id' | 'name' | 'locationId' | 'locationName' | 'timeZone'>;
  today: LocalDate;
  /** The last date that may be booked now. */
  lastDate: LocalDate;
  dates: LocalDate[];
  table: WeekTable;
};

/** Seven days of one space that can be booked, by the library's clock; hours past midnight belong to the day that opened. */
export async function viewSpaceWeek(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceWeek>> {
  const input = parse(viewSpaceWeekInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const space = await resourceById(db(), input.value.spaceId);
  if (space?.kind !== 'space' || !maySee(actor, space.access) || !space.active || space.isContainer)
    return refuse({ code: 'not_found' });
  await hurryReading(db(), [space.id], now);

  const { timeZone, policy } = space;
  const today = localDateOf(now, timeZone);
  const first = input.value.date ?? today;
  const dates = datesBetween(first, addDays(first, 6));
  // To the end of what may begin past midnight of the last day.
  const frame = { start: localDay(first, timeZone).start, end: localDay(addDays(first, 7), timeZone).end };
  const range = { ...frame, end: addMinutes(frame.end, policy.maxMinutes) };
  const [known] = await bookingFacts(db(), [space], range, patronFor(actor), now);
  if (!known) return refuse({ code: 'not_found' });
  const { facts, hours } = known;
  const offered = offers(facts, frame, now);
  const days = dates.map((date) => {
    const open = openingOn(hours, date, timeZone);
    return {
      ...{ date, open },
      taken: facts.closed.filter((taken) => open.some((one) => overlaps(one, taken))),
      offers: offered.filter(({ start }) => open.some((one) => includes(one, start))),
    };
  });
  const { id, name, locationId, locationName } = space;
  return ok({
    space: { id, name, locationId, locationName, timeZone },
    ...{ today, lastDate: lastOpenDate(policy, now, timeZone), dates },
    table: weekTable(days, policy.stepMinutes, timeZone, now),
  });
}
