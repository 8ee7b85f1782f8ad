import { type Actor, can } from '@/lib/auth/can';
import { locationRow } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { hoursOwner } from '@/lib/db/hours-owners';
import { exceptionsOf, weeksOf } from '@/lib/db/hours-rows';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type DateGroup, groupDates } from '@/lib/time/group-dates';
import { DAY_MS, includes } from '@/lib/time/interval';
import { type HoursLevel, openingIn, spansOn, type WallSpan } from '@/lib/time/opening';
import { addDays, type LocalDate, localDateOf } from '@/lib/time/zone';
import { hoursOwnerInput } from './view-hours';

export type Opening = {
  /** What the library says of it, and how to find it; empty: nothing. */
  description: string;
  directions: string;
  timeZone: string;
  today: LocalDate;
  spans: WallSpan[];
  /** Open now, until then; null: closed now, or always open. */
  openUntil: Date | null;
  isOpen: boolean;
  /** Days of the next weeks that are not as usual, today included. */
  exceptions: DateGroup[];
};

/** How far exceptions are told ahead. */
const AHEAD_DAYS = 42;
/** Open without end for so long is open always. */
const ALWAYS_DAYS = 7;

/** What everybody may know of a location: what it is, where, today's hours, and what is coming. */
export async function viewOpening(actor: Actor, raw: unknown, now: Date): Promise<Result<Opening>> {
  const input = parse(hoursOwnerInput.pick({ id: true }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const owner = await hoursOwner(db(), { level: 'location', id: input.value.id });
  if (!owner) return refuse({ code: 'not_found' });
  const place = await locationRow(db(), owner.id);
  const { timeZone } = owner;
  const today = localDateOf(now, timeZone);
  const dates = await exceptionsOf(db(), owner, addDays(today, -1), addDays(today, AHEAD_DAYS));
  const weeks = (await weeksOf(db(), owner)).map(({ from, to, spans }) => ({ validFrom: from, validTo: to, spans }));
  const levels: HoursLevel[] = [{ weeks, dates }];
  const soon = { start: now, end: new Date(now.getTime() + ALWAYS_DAYS * DAY_MS) };
  const stretch = openingIn(levels, soon, timeZone).open.find((one) => includes(one, now));
  return ok({
    ...{ description: place?.description ?? '', directions: place?.directions ?? '' },
    ...{ timeZone, today, spans: spansOn(levels, today), isOpen: stretch !== undefined },
    openUntil: stretch && stretch.end < soon.end ? stretch.end : null,
    exceptions: groupDates(dates.filter(({ date }) => date >= today)),
  });
}
