import { z } from 'zod';
import type { About, Check } from './about';
import { collection, compare, linkProblems, selectedFrom, takeContext } from './compare';
import { disagreements } from './disagreements';
import { askedForShape, type EventAnswer, eventShape, removedRow, sparseOccurrence } from './event';
import { itemId } from './forms';

/** Checks of single events, of lists of them and of delta pages. */
export const oneEvent: Check = (body, about) => {
  const { context, rest } = takeContext(body, about);
  return [...context, ...eventProblems(rest, about, '')];
};

/** Written events come back whole; own properties are not echoed (GC §1.6). */
export const writtenEvent: Check = (body, about) => oneEvent(body, { ...about, selected: null, expanded: [] });

export const eventRows: Check = collection((about) => (row, at) => eventProblems(row, about, at));

/** A view was seen to hold rows without a name. */
export const viewRows: Check = collection((about) => (row, at) => {
  const { id, iCalUId } = Object(row) as { id?: string; iCalUId?: string };
  const name = `${about.idKind === 'immutable' ? 'AAkA' : 'AAMk'}${'A'.repeat(140)}`;
  return eventProblems(id === '' && iCalUId === '' ? { ...Object(row), id: name, iCalUId: name } : row, about, at);
});

/** A page has a nextLink or a deltaLink, never both, and rows of four kinds (GC §3.2, §3.3). */
export const deltaPage: Check = (body, about) => {
  const { context, rest } = takeContext(body, about);
  const frame = compare(DELTA, rest);
  if (frame.length > 0) return [...context, ...frame];
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = DELTA.parse(rest);
  const links =
    (next === undefined) === (delta === undefined) ? ['links: one of nextLink and deltaLink, never both'] : [];
  return [
    ...context,
    ...links,
    ...linkProblems('@odata.nextLink', next, about),
    ...linkProblems('@odata.deltaLink', delta, about),
    ...value.flatMap((row, i) => deltaRowProblems(row, about, `value.${i}`)),
  ];
};

const DELTA = z.strictObject({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.url().optional(),
  '@odata.deltaLink': z.url().optional(),
});

function deltaRowProblems(row: unknown, about: About, at: string): string[] {
  const { '@odata.type': type, ...rest } = (row ?? {}) as Record<string, unknown>;
  if (rest['@removed']) return [...compare(removedRow, row, at), ...kindProblems(rest.id, about, at)];
  if (type !== '#microsoft.graph.event') return [`${at}.@odata.type: not #microsoft.graph.event (found ${type})`];
  if (rest.type === 'occurrence' && !('subject' in rest))
    return [...compare(sparseOccurrence, row, at), ...kindProblems(rest.id, about, at)];
  // Rounds after the first may tell the changed members only (GC §3.2).
  const isLater = /\$(delta|skip)token=/i.test(decodeURIComponent(about.url.search));
  if (isLater && !('type' in rest && 'subject' in rest)) return eventProblems(rest, about, at, true);
  const isWithout = !('transactionId' in rest);
  return eventProblems(isWithout ? { ...rest, transactionId: null } : rest, about, at);
}

function eventProblems(event: unknown, about: About, at: string, isPartial = false): string[] {
  const { type, ...rest } = (event ?? {}) as Partial<EventAnswer>;
  const isPart = type === 'occurrence' || type === 'exception' || (about.selected && 'originalStart' in rest);
  const whole: z.ZodRawShape = isPart ? eventShape : wholeShape;
  const shape = isPartial ? partial(whole) : withoutOmitted(whole, event, about);
  const problems = compare(selectedFrom(shape, askedForShape, about), event, at);
  const among = disagreements(event as Partial<EventAnswer>).map((one) => `${at}${at && '.'}${one}`);
  return [...problems, ...among, ...kindProblems(rest.id, about, at), ...kindProblems(rest.seriesMasterId, about, at)];
}

/** What `Calendars.ReadBasic` may leave out (GC §15 point 13): one of these sets, as a whole. */
const OMITTED = [
  ['body'],
  ['body', 'bodyPreview'],
  'body bodyPreview subject categories location locations attendees organizer onlineMeeting webLink transactionId'.split(
    ' ',
  ),
];

function withoutOmitted(shape: z.ZodRawShape, event: unknown, { selected }: About): z.ZodRawShape {
  const isWanted = (name: string) => selected === null || selected.includes(name);
  const missing = Object.keys(shape).filter((name) => isWanted(name) && !(name in Object(event)));
  const omitted = OMITTED.map((names) => names.filter(isWanted)).find(
    (names) =>
      names.join() === [...names].filter((name) => missing.includes(name)).join() && names.length === missing.length,
  );
  if (!omitted || omitted.length === 0) return shape;
  return without(shape, omitted);
}

const reduced = new WeakMap<z.ZodRawShape, Map<string, z.ZodRawShape>>();

/** The same shape again for the same names, so that schemas made of it are found again. */
function without(shape: z.ZodRawShape, names: string[]): z.ZodRawShape {
  const known = reduced.get(shape) ?? new Map<string, z.ZodRawShape>();
  reduced.set(shape, known);
  const key = names.join();
  const made = known.get(key) ?? Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
  known.set(key, made);
  return made;
}

function partial(shape: z.ZodRawShape): z.ZodRawShape {
  const made =
    partials.get(shape) ??
    Object.fromEntries(
      Object.entries(shape).map(([name, member]) => [
        name,
        ALWAYS.includes(name) ? member : (member as z.ZodType).optional(),
      ]),
    );
  partials.set(shape, made);
  return made;
}
const partials = new Map<z.ZodRawShape, z.ZodRawShape>();
const ALWAYS = ['@odata.etag', 'id'];

const { originalStart: _, ...wholeShape } = eventShape;

/** The two formats never mix within an answer; `Prefer` decides (GC §1.3). */
function kindProblems(id: unknown, { idKind }: About, at: string): string[] {
  if (!itemId.safeParse(id).success) return [];
  const isImmutable = String(id).startsWith('AAkA');
  return isImmutable === (idKind === 'immutable')
    ? []
    : [`${at}.id: not the ${idKind} kind (found ${String(id).slice(0, 20)}…)`];
}
