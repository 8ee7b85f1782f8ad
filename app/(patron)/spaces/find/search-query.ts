import type { QueryParts } from '@/app/_ui/query-of';
import type { SpaceSearch } from '@/lib/usecases/search-spaces';

/** The address of a search, as its form writes it. */
export type SearchQuery = {
  when?: string;
  date?: string;
  at?: string;
  minutes?: string;
  people?: string;
  location?: string;
  zone?: string;
  feature?: string | string[];
};

/** A search as its address has it. */
export const searchParts = ({ when, locationId, features, ...wish }: SpaceSearch['wish']): QueryParts => ({
  ...wish,
  when: when === 'next' ? when : null,
  location: locationId,
  feature: features,
});
