import type { Actor } from '@/lib/auth/can';
import { AHEAD_BANDS, bandFrom, bandUpTo, MINUTES_BANDS, PEOPLE_BANDS } from '@/lib/booking/search-bands';
import type { SearchOutcome } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import { addSearch } from '@/lib/db/search-counts';
import { log } from '@/lib/log';
import { DAY_MS, MINUTE_MS } from '@/lib/time/interval';
import { type LocalDate, localDateOf, weekdayOf } from '@/lib/time/zone';

/** What was looked for; left out: any. */
export type SeenSearch = {
  kind: 'space' | 'person';
  outcome: SearchOutcome;
  timeZone: string;
  locationId?: number | null;
  online?: boolean;
  /** The local date that was wanted; null: as soon as there is something. */
  date: LocalDate | null;
  /** Of the wall clock. */
  hour?: number | null;
  people?: number | null;
  minutes?: number | null;
  /** Names or ids of the catalogue's. */
  features?: readonly (string | number)[];
  /** One that somebody helps with. */
  subject?: string | null;
};

/**
 * Counts a search that was made, for the statistics of unmet demand: by whoever looks for themselves, and by programs, which
 * ask again and again and so count once an hour for the same wish, not once a minute. Staff look around; what is past is a slip.
 * A count that cannot be written is no trouble of whoever searched.
 */
export async function countSearch(actor: Actor, search: SeenSearch, now: Date): Promise<void> {
  const byProgram = actor.kind === 'client';
  const isPatron = actor.kind === 'guest' || (actor.kind === 'person' && actor.role === 'patron');
  const day = localDateOf(now, search.timeZone);
  const { kind, outcome, date, locationId = null, online = false, hour = null, features = [], subject } = search;
  if (!(isPatron || byProgram) || (date !== null && date < day)) return;
  const step = byProgram ? 60 * MINUTE_MS : MINUTE_MS;
  const people = search.people ?? null;
  const minutes = search.minutes ?? null;
  const wish = {
    ...{ day, kind, byProgram, outcome, locationId, online, hour, features, subject: subject ?? '' },
    aheadDays: date === null ? null : bandFrom(AHEAD_BANDS, daysBetween(day, date)),
    weekday: date === null ? null : weekdayOf(date),
    people: people && bandFrom(PEOPLE_BANDS, people),
    minutes: minutes && bandUpTo(MINUTES_BANDS, minutes),
  };
  try {
    await addSearch(db(), wish, new Date(Math.floor(now.getTime() / step) * step));
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'a search was not counted');
  }
}

const daysBetween = (from: LocalDate, to: LocalDate) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
