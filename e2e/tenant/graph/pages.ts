import { contextOf, type GraphCall } from './graph-call';
import { option, type Row, selected } from './odata-query';
import { badRequest } from './problem';

/** One page of a list, with the link to the next that repeats every other option. */
export type Bounds = { top: number; skip: number };

export function pageBounds(url: URL, defaultTop: number, mostTop = 1000): Bounds {
  const top = wholeNumber(option(url, '$top'), '$top', defaultTop);
  const skip = wholeNumber(option(url, '$skip'), '$skip', 0);
  if (top < 1 || top > mostTop) {
    throw badRequest(
      `Invalid value '${top}' for $top query option found. The $top query option requires a value between 1 and ${mostTop}.`,
    );
  }
  return { top, skip };
}

/** Cut from the present state at every request: what comes or goes meanwhile shifts the later pages. */
export function page<Item>(items: Item[], url: URL, origin: string, { top, skip }: Bounds) {
  const rows = items.slice(skip, skip + top);
  if (skip + top >= items.length) return { rows };
  const next = new URL(url.pathname + url.search, origin);
  for (const name of [...next.searchParams.keys()]) {
    if (/^\$(top|skip)$/i.test(name)) next.searchParams.delete(name);
  }
  next.searchParams.set('$top', String(top));
  next.searchParams.set('$skip', String(skip + top));
  return { rows, nextLink: origin + next.pathname + next.search.replaceAll('%24', '$') };
}

type List<Item> = { what: string; items: Item[]; bounds: Bounds; rowOf: (item: Item) => Row };

/** The answer of a list: context, count if asked for, rows, link. */
export function listAnswer<Item>(g: GraphCall, { what, items, bounds, rowOf }: List<Item>): Response {
  const { rows, nextLink } = page(items, g.url, g.origin, bounds);
  return Response.json({
    '@odata.context': contextOf(g, `${what}${selectedText(g.url)}`),
    ...(wantsCount(g.url) ? { '@odata.count': items.length } : {}),
    value: rows.map(rowOf),
    ...(nextLink ? { '@odata.nextLink': nextLink } : {}),
  });
}

/** The context of one row of a collection. */
export function entityContext(g: GraphCall, what: string): string {
  return contextOf(g, `${what}${selectedText(g.url)}/$entity`);
}

function selectedText(url: URL): string {
  const names = selected(url);
  return names ? `(${[...names].join(',')})` : '';
}

function wantsCount(url: URL): boolean {
  const text = option(url, '$count');
  if (text === null || /^false$/i.test(text)) return false;
  if (/^true$/i.test(text)) return true;
  throw badRequest(`Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`);
}

function wholeNumber(text: string | null, name: string, fallback: number): number {
  if (text === null) return fallback;
  const number = Number(text);
  if (!/^-?\d+$/.test(text.trim()) || number < 0) {
    throw badRequest(`Invalid value '${text}' for ${name} query option found.`);
  }
  return number;
}
