import type { World } from '../world';
import { badRequest } from './problem';

/**
 * Which query parameters a resource understands. Everything else is refused, as Graph does: an option that were
 * silently passed over would hide a mistake of the caller.
 */
export type QueryOptions = readonly string[];

export const NO_OPTIONS: QueryOptions = [];
export const ONE_ROW: QueryOptions = ['$select', '$expand'];
export const ROWS: QueryOptions = ['$select', '$top', '$skip', '$filter', '$orderby', '$expand', '$count'];
export const PLAIN_ROWS: QueryOptions = ['$select', '$top', '$skip', '$count'];
export const WINDOW: QueryOptions = ['startdatetime', 'enddatetime'];

const KNOWN_TO_ODATA = new Set(
  '$select $expand $filter $orderby $search $top $skip $count $skiptoken $deltatoken $format'.split(' '),
);

/** Names compare without case; `$format=json` changes nothing and is fine everywhere. */
export function checkOptions(world: World, url: URL, allowed: QueryOptions): void {
  if (!url.search) return;
  const seen = new Set<string>();
  for (const [name, value] of url.searchParams) {
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    seen.add(key);
    if (allowed.includes(key)) {
      if (key.startsWith('$') && key !== '$deltatoken' && value.trim() === '')
        throw badRequest(`The value of '${name}' must not be empty.`);
      continue;
    }
    if (key === '$format' && value.toLowerCase() === 'json') continue;
    refuse(world, name, key);
  }
}

function refuse(world: World, name: string, key: string): void {
  if (KNOWN_TO_ODATA.has(key)) {
    const title = key.charAt(1).toUpperCase() + key.slice(2);
    throw badRequest(
      `Query option '${title}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
    );
  }
  if (!key.startsWith('$') && world.behaviour.get('plainQueryParameters') === 'ignored') return;
  throw badRequest(`The query parameter '${name}' is not supported.`);
}
