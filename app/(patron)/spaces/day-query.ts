import type { QueryParts } from '@/app/_ui/query-of';
import type { SpaceFilter } from '@/lib/usecases/space-filter';
import type { SpaceDay } from '@/lib/usecases/view-space-day';

/** The address of the day of a location: what it shows, of which spaces, and how. */
export type DayQuery = {
  location?: string;
  date?: string;
  zone?: string;
  people?: string;
  feature?: string | string[];
  view?: string;
};

/** What a link to another day, or another view of this one, keeps. */
export function keptParts({ location }: SpaceDay, { zone, people, features }: SpaceFilter, view: string): QueryParts {
  return { location: location.id, zone, people, feature: features, view: view === 'list' ? view : null };
}
