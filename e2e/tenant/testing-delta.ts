import { expect } from 'vitest';
import type { Json } from './testing';
import { type Caller, WINDOW } from './testing-graph';

/** Delta rounds over one path, each read to its end; what every page must have is asserted on the way. */
const IMMUTABLE_IDS = 'IdType="ImmutableId"';

export type Round = {
  status: number;
  code?: string;
  location: string | null;
  rows: Json[];
  pages: number;
  link: string;
};

export function deltaRounds(caller: Caller, path: string) {
  const page = (query: string, prefer = IMMUTABLE_IDS) =>
    caller.get(query.startsWith('http') ? query : path + query, { Prefer: prefer });
  const follow = async (link: string, prefer = IMMUTABLE_IDS): Promise<Round> => {
    const rows: Json[] = [];
    let pages = 0;
    for (let next = link; ; ) {
      const { status, body, headers } = await page(next, prefer);
      pages += 1;
      const location = headers.get('location');
      if (status !== 200) return { status, code: body.error.code, location, rows, pages, link: '' };
      expect(headers.get('preference-applied')).toContain('odata.track-changes');
      expect('@odata.nextLink' in body).not.toBe('@odata.deltaLink' in body);
      rows.push(...body.value);
      if (body['@odata.deltaLink']) return { status, location, rows, pages, link: body['@odata.deltaLink'] };
      next = body['@odata.nextLink'];
    }
  };
  const begin = (prefer = IMMUTABLE_IDS, query = WINDOW) => follow(`?${query}`, prefer);
  return { page, follow, begin };
}
