import type { Actor } from '@/lib/auth/can';
import type { SearchOutcome } from '@/lib/booking/types';
import type { LocalDate } from '@/lib/time/zone';
import { countSearch } from './count-search';
import type { FoundPerson } from './find-people';
import type { Where } from './team-options';

type Asked = {
  timeZone: string;
  /** As somebody who can be met writes it; left out: any, or one that nobody helps with. */
  subject?: string;
  /** Left out: wherever, or nowhere that there is. */
  where?: Where;
  /** Null: as soon as there is something. */
  day: LocalDate | null;
};

/** Counts a search for people by subject, place or day. By whom it came to be free, or not, is not kept: nobody is counted. */
export function countPeopleSearch(
  actor: Actor,
  { timeZone, subject, where, day }: Asked,
  people: readonly Pick<FoundPerson, 'next' | 'times'>[],
  now: Date,
): Promise<void> {
  const place = { locationId: where?.location?.id ?? null, online: where !== undefined && where.location === null };
  const seen = { kind: 'person', timeZone, subject, date: day, ...place } as const;
  return countSearch(actor, { ...seen, outcome: outcomeOf(people, day) }, now);
}

function outcomeOf(people: readonly Pick<FoundPerson, 'next' | 'times'>[], day: LocalDate | null): SearchOutcome {
  if (people.length === 0) return 'none_suit';
  if (people.some(({ next, times }) => (day === null ? next : times.length > 0))) return 'found';
  return people.some(({ next }) => next) ? 'other_time' : 'all_taken';
}
