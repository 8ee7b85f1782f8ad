import { badRequest, invalidRequest } from './problem';

/** `$top`, `$skip`, `$select`, `$orderby` and the pages they make. */
export type Row = Record<string, unknown>;

export function refuseOptions(url: URL, names: string[]): void {
  for (const name of names) {
    if (option(url, name) !== null) {
      throw invalidRequest(
        `The following parameters are not supported with change tracking over the 'Events' resource: '${name}'.`,
      );
    }
  }
}

/** Option names compare without case, with or without the dollar sign in old writing. */
export function option(url: URL, name: string): string | null {
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}

export function pageBounds(url: URL, defaultTop: number, mostTop = 1000): { top: number; skip: number } {
  const top = wholeNumber(option(url, '$top'), '$top', defaultTop);
  const skip = wholeNumber(option(url, '$skip'), '$skip', 0);
  if (top < 1 || top > mostTop) {
    throw badRequest(
      `Invalid value '${top}' for $top query option found. The $top query option requires a value between 1 and ${mostTop}.`,
    );
  }
  return { top, skip };
}

export function selectFrom(row: Row, url: URL): Row {
  const wanted = selected(url);
  if (!wanted) return row;
  const kept: Row = {};
  for (const [name, value] of Object.entries(row)) {
    if (name.includes('@') || name === 'id' || wanted.has(name)) kept[name] = value;
  }
  return kept;
}

export function selected(url: URL): Set<string> | null {
  const text = option(url, '$select');
  return text ? new Set(text.split(',').map((name) => name.trim())) : null;
}

export function ordered<Item>(items: Item[], url: URL, valueIn: (item: Item, path: string) => unknown): Item[] {
  const text = option(url, '$orderby');
  if (!text) return items;
  const rules = text.split(',').map((part) => {
    const [path = '', direction = 'asc'] = part.trim().split(/\s+/);
    if (path === 'start' || path === 'end') {
      throw badRequest('The $orderby expression must evaluate to a single value of primitive type.');
    }
    return { path, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return [...items].sort((a, b) => {
    for (const { path, sign } of rules) {
      const left = String(valueIn(a, path) ?? '');
      const right = String(valueIn(b, path) ?? '');
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

/** One page, with a link to the next that repeats every other option. */
export function page<Item>(items: Item[], url: URL, origin: string, bounds: { top: number; skip: number }) {
  const { top, skip } = bounds;
  const rows = items.slice(skip, skip + top);
  if (skip + top >= items.length) return { rows };
  const next = new URL(url.pathname + url.search, origin);
  next.searchParams.set('$top', String(top));
  next.searchParams.set('$skip', String(skip + top));
  return { rows, nextLink: origin + next.pathname + next.search.replaceAll('%24', '$') };
}

/** `$expand=singleValueExtendedProperties($filter=id eq '…' or id eq '…')`: the ids asked for. */
export function expandedProperties(url: URL): string[] {
  const text = option(url, '$expand');
  if (!text) return [];
  if (!/singleValueExtendedProperties/i.test(text)) return [];
  return [...text.matchAll(/\bid\s+eq\s+'((?:[^']|'')*)'/gi)].map((match) => (match[1] ?? '').replaceAll("''", "'"));
}

export function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Row)[name];
  }
  return value;
}

function wholeNumber(text: string | null, name: string, fallback: number): number {
  if (text === null) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw badRequest(`Invalid value '${text}' for ${name} query option found.`);
  return number;
}
