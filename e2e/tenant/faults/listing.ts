import type { Fault } from '../faults';
import { createRandom } from '../random';
import type { RowFlaw } from './effects';

/** Listings that are wrong in the ways that were seen: empty, half empty, doubled, malformed, replayed. */
type Row = Record<string, unknown>;
type Page = Row & { value: unknown[] };

export async function distortListing(response: Response, faults: Fault[], asked: string): Promise<Response> {
  const mine = faults.filter(({ effect }) => isListingEffect(effect));
  if (mine.length === 0 || response.status !== 200) return response;
  let page = JSON.parse(await response.text()) as Page;
  if (Array.isArray(page.value)) for (const fault of mine) page = distorted(page, fault, asked);
  return new Response(JSON.stringify(page), { status: response.status, headers: response.headers });
}

function isListingEffect(effect: Fault['effect']): boolean {
  if (typeof effect === 'object') return 'hideEvents' in effect || 'malformedRow' in effect;
  return effect === 'empty_listing' || effect === 'repeat_rows' || effect === 'replay_page';
}

function distorted(page: Page, { effect, seed }: Fault, asked: string): Page {
  if (effect === 'empty_listing') return { ...page, value: [] };
  if (effect === 'repeat_rows') return { ...page, value: [...page.value, ...[...page.value].reverse()] };
  if (effect === 'replay_page') return replayed(page, asked);
  if (typeof effect === 'string') return page;
  if ('hideEvents' in effect) {
    const isHidden = (row: unknown) => chanceOf(seed, row) < effect.hideEvents;
    return { ...page, value: page.value.filter((row) => isRemoval(row) || !isHidden(row)) };
  }
  return 'malformedRow' in effect
    ? { ...page, value: [...page.value, flawed(page.value[0], effect.malformedRow)] }
    : page;
}

/** The way on leads to the same page once more. */
function replayed(page: Page, asked: string): Page {
  const { '@odata.deltaLink': _, ...rest } = page;
  return { ...rest, value: page.value, '@odata.nextLink': asked };
}

/** The same row is hidden on every page and in every listing that one fault spoils. */
function chanceOf(seed: string, row: unknown): number {
  return createRandom(`${seed}:${String((row as Row | null)?.id)}`).next();
}

function isRemoval(row: unknown): boolean {
  return typeof row === 'object' && row !== null && '@removed' in row;
}

function flawed(model: unknown, flaw: RowFlaw): unknown {
  if (flaw === 'null') return null;
  const time = { dateTime: '2026-01-01T00:00:00.0000000', timeZone: 'UTC' };
  const base = { '@odata.etag': 'W/"x"', id: 'AAMkflawed', start: time, end: time, showAs: 'busy' };
  const row: Row = { ...base, ...(model as Row | undefined) };
  if (flaw === 'emptyId') return { ...row, id: '', iCalUId: '' };
  if (flaw === 'noId') return without(row, ['id', 'iCalUId']);
  if (flaw === 'noEnd') return without(row, ['end']);
  if (flaw === 'noTimes') return without(row, ['start', 'end']);
  if (flaw === 'nullTimes') return { ...row, start: null, end: null };
  if (flaw === 'noShowAs') return without(row, ['showAs']);
  return { ...row, start: { ...time, dateTime: 'soon' }, end: { ...time, dateTime: '' } };
}

function without(row: Row, names: string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}
