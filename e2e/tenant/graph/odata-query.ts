import { extendedPropertyId } from './extended-property';
import { badRequest, unknownProperty } from './problem';

/** `$select`, `$expand`, `$orderby`, and the pages that `$top` and `$skip` make. */
export type Row = Record<string, unknown>;

/** Option names compare without case. */
export function option(url: URL, name: string): string | null {
  if (!url.search) return null;
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}

/** What of a row was asked for; annotations and the id come always. */
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
  const names = text?.split(',').map((name) => name.trim());
  return names && !names.includes('*') ? new Set(names) : null;
}

/** Refuses a name that the type does not have; case counts. */
export function checkSelect(url: URL, known: ReadonlySet<string>, type: string): void {
  for (const name of selected(url) ?? []) if (!known.has(name)) throw unknownProperty(name, type);
}

export type SortRule = { path: string; sign: 1 | -1 };

/** `known`: the paths that may be sorted by. A complex member is none, and dots are no way into it. */
export function sortRules(url: URL, known: ReadonlySet<string>, type: string): SortRule[] {
  const text = option(url, '$orderby');
  if (!text) return [];
  return text.split(',').map((part) => {
    const [path = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (path.includes('.')) {
      throw badRequest(
        `The child type '${path}' in a cast was not an entity type. Casts can only be performed on entity types.`,
      );
    }
    if (!known.has(path)) {
      const isPart = [...known].some((one) => one.startsWith(`${path}/`));
      if (isPart) throw badRequest('The $orderby expression must evaluate to a single value of primitive type.');
      throw unknownProperty(path, type);
    }
    if (rest.length > 0 || !/^(asc|desc)$/i.test(direction)) throw badRequest(`Syntax error in '${text}'.`);
    return { path, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
}

export function sorted<Item>(items: Item[], rules: SortRule[], valueIn: (item: Item, path: string) => unknown): Item[] {
  if (rules.length === 0) return items;
  return [...items].sort((a, b) => {
    for (const { path, sign } of rules) {
      const order = orderOf(valueIn(a, path), valueIn(b, path));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

export type Expansion = { properties: string[]; others: string[] };

/** `$expand=singleValueExtendedProperties($filter=id eq '…' or id eq '…'),other`. */
export function expansion(url: URL): Expansion {
  const text = option(url, '$expand');
  const found: Expansion = { properties: [], others: [] };
  for (const part of text ? topLevelParts(text) : []) {
    if (!/^singleValueExtendedProperties\b/i.test(part)) found.others.push(part);
    else found.properties.push(...idsIn(part));
  }
  return found;
}

/** The ids of extended properties that were asked for. */
export function expandedProperties(url: URL): string[] {
  return expansion(url).properties;
}

export function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Row)[name];
  }
  return value;
}

const PROPERTIES = /^singleValueExtendedProperties\s*\(\s*\$filter\s*=(.*)\)\s*$/is;

/** All of them at once cannot be listed: the filter on the id is needed. */
function idsIn(part: string): string[] {
  const clause = PROPERTIES.exec(part)?.[1] ?? '';
  const ids = [...clause.matchAll(/\bid\s+eq\s+'((?:[^']|'')*)'/gi)].map((match) => match[1] ?? '');
  const rest = clause.replace(/\b\w*\/?id\s+eq\s+'(?:[^']|'')*'/gi, '').replace(/\bor\b|[()\s]/gi, '');
  if (ids.length === 0 || rest !== '') {
    throw badRequest("Expanding 'singleValueExtendedProperties' needs a $filter on the id of each property.");
  }
  return ids.map((id) => extendedPropertyId(id.replaceAll("''", "'")));
}

function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let part = '';
  for (const char of text) {
    if (char === "'") isQuoted = !isQuoted;
    if (!isQuoted && char === '(') depth += 1;
    if (!isQuoted && char === ')') depth -= 1;
    if (!isQuoted && char === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  return [...parts, part.trim()].filter(Boolean);
}

function orderOf(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a ?? '').toLowerCase();
  const right = String(b ?? '').toLowerCase();
  return left === right ? 0 : left < right ? -1 : 1;
}
