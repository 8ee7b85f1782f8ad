import { z } from 'zod';
import type { About, Check } from './about';

/** Holds a value against a schema and tells each difference with its path and what was found there. */
export function compare(schema: z.ZodType, value: unknown, at: string = ''): string[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => {
    const path = [at, ...issue.path.map(String)].filter(Boolean).join('.') || 'body';
    const found = JSON.stringify(valueAt(value, issue.path))?.slice(0, 120) ?? 'nothing';
    return `${path}: ${issue.message} (found ${found})`;
  });
}

export const against =
  (schema: z.ZodType): Check =>
  (body) =>
    compare(schema, body);

export const noBody: Check = (body) =>
  body === null ? [] : [`body: there should be none (found ${JSON.stringify(body)})`];

/** One thing with its `@odata.context`, whole or as `$select` asked for it. */
export function entity(shape: z.ZodRawShape, more: z.ZodRawShape = {}): Check {
  return (body, about) => {
    const { context, rest } = takeContext(body, about);
    return [...context, ...compare(selectedFrom(shape, more, about), rest)];
  };
}

/** A collection: `value`, and a nextLink when there is more. */
export function collection(row: (about: About) => (row: unknown, at: string) => string[]): Check {
  return (body, about) => {
    const { context, rest } = takeContext(body, about);
    const frame = compare(COLLECTION, rest);
    if (frame.length > 0) return [...context, ...frame];
    const { value, '@odata.nextLink': next } = COLLECTION.parse(rest);
    const check = row(about);
    return [
      ...context,
      ...linkProblems('@odata.nextLink', next, about),
      ...value.flatMap((one, i) => check(one, `value.${i}`)),
    ];
  };
}

export function rowsOf(shape: z.ZodRawShape, more: z.ZodRawShape = {}): Check {
  return collection((about) => {
    const schema = selectedFrom(shape, more, about);
    return (row, at) => compare(schema, row, at);
  });
}

/** Names are matched as Graph matches them: exactly. What was not asked for must not come; what was must. */
export function selectedFrom(shape: z.ZodRawShape, more: z.ZodRawShape, { selected, expanded }: About): z.ZodType {
  const key = [selected?.join(), expanded.join()].join('|');
  const known = made.get(shape) ?? new Map<string, z.ZodType>();
  made.set(shape, known);
  const schema = known.get(key) ?? makeSelected(shape, more, selected, expanded);
  known.set(key, schema);
  return schema;
}

export function takeContext(body: unknown, { origin }: About): { context: string[]; rest: unknown } {
  if (typeof body !== 'object' || body === null) return { context: [], rest: body };
  const { '@odata.context': context, ...rest } = body as Record<string, unknown>;
  const isRight = typeof context === 'string' && context.startsWith(`${origin}/v1.0/$metadata#`);
  return { context: isRight ? [] : [`@odata.context: not under ${origin}/v1.0/$metadata# (found ${context})`], rest };
}

/** Links begin with the address asked at and stay on the path that was asked for. */
export function linkProblems(name: string, link: string | undefined, { origin, url }: About): string[] {
  if (link === undefined) return [];
  const start = `${origin}${url.pathname}?`;
  return link.startsWith(start) ? [] : [`${name}: does not begin with ${start} (found ${link.slice(0, 120)})`];
}

const COLLECTION = z.strictObject({
  '@odata.count': z.int().min(0).optional(),
  value: z.array(z.unknown()),
  '@odata.nextLink': z.url().optional(),
});
const ALWAYS = ['@odata.etag', 'id'];
const made = new WeakMap<z.ZodRawShape, Map<string, z.ZodType>>();

function makeSelected(
  shape: z.ZodRawShape,
  more: z.ZodRawShape,
  selected: string[] | null,
  expanded: string[],
): z.ZodType {
  const all: z.ZodRawShape = { ...shape, ...more };
  const wanted = selected?.includes('*') || selected === null ? Object.keys(shape) : [...selected, ...ALWAYS];
  const names = [...new Set([...wanted.filter((name) => name in all), ...expanded.filter((name) => name in more)])];
  const isOptional = (name: string) => expanded.includes(name) || name in more;
  const chosen = names.map((name) => {
    const member = all[name] as z.ZodType;
    return [name, isOptional(name) ? member.optional() : member] as const;
  });
  return z.strictObject(Object.fromEntries(chosen));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((held, key) => (held as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}
