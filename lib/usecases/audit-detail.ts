import type { Thing, ThingKind } from '@/lib/db/audit-things';
import { auditSubject } from './audit-subject';

/** Text, and numbers of things between it. Empty: nothing. 'yes' and 'no' are codes that the page says. */
export type AuditText = (string | Thing)[];

/** One thing that an entry says: a value, or what was before and after. */
export type AuditFact<Text = AuditText> = { name: string; before?: Text; after?: Text; value?: Text };

const SECRET = /secret|token|password|hash|key$|enc$/i;
const MASK = '•••';
const MOST = 400;

/** Numbers by the name of their field. Lists of them, or one. */
const FIELDS: Record<string, ThingKind> = {
  ...{ location: 'location', locationId: 'location', locations: 'location' },
  ...{ category: 'category', categoryId: 'category', zone: 'zone', zoneId: 'zone' },
  ...{ groups: 'patron_group', features: 'feature', kindId: 'kind' },
  ...{ resourceId: 'resource', spaceId: 'resource', spaces: 'resource', members: 'resource', person: 'resource' },
  ...{ personIds: 'account', linkId: 'link', bookingId: 'booking', client: 'api_client' },
};
/** Of these there may be so many, too: only a list of them is of numbers of things. */
const LISTS: ReadonlySet<string> = new Set(['locations', 'groups', 'features', 'spaces', 'members', 'personIds']);

/** What before and after are numbers of, where they are no fields. */
function kindOfWhole(act: string, subject: string): ThingKind | undefined {
  if (act === 'space.parts_saved') return 'resource';
  if (act === 'person.category_changed') return 'category';
  return act.endsWith('.ordered') ? auditSubject(act, subject)?.kind : undefined;
}

type Entry = { act: string; subject: string; detail: Record<string, unknown> };

/**
 * What an entry's detail says, flat: of `before` and `after` what differs, else each value by its name. What has the name of
 * a secret is masked, unless it is a yes, a no or a day: none should be there (`audit`), and none is shown.
 */
export function auditFacts({ act, subject, detail }: Entry): AuditFact[] {
  const { before, after, ...rest } = detail;
  const facts: AuditFact[] = [];
  if (isFields(before) || isFields(after)) {
    const [old, fresh] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
    for (const name of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
      const [was, is] = [textOf(name, old[name]), textOf(name, fresh[name])];
      // What the other side does not name at all did not change.
      const isKnown = (!isFields(before) || name in old) && (!isFields(after) || name in fresh);
      if (JSON.stringify(was) !== JSON.stringify(is) && isKnown) facts.push({ name, before: was, after: is });
    }
    if (before !== undefined && before !== null && !isFields(before))
      facts.push({ name: 'before', value: textOf('before', before) });
  } else if (before !== undefined || after !== undefined) {
    const kind = kindOfWhole(act, subject);
    facts.push({ name: '', before: textOf('before', before, kind), after: textOf('after', after, kind) });
  }
  for (const [name, value] of Object.entries(rest)) facts.push({ name, value: textOf(name, value) });
  return facts;
}

/** When a secret ends is none. */
const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** As JSON has it; the page says it by the clock of the library. */
export const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value);

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A time and where: said as a whole. */
const isPlace = (value: unknown): value is { resourceId: number; start: string; end: string } =>
  isFields(value) && isInstant(value.start) && isInstant(value.end) && Number.isSafeInteger(value.resourceId);

function textOf(name: string, value: unknown, kind?: ThingKind): AuditText {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (SECRET.test(name) && !isDay(value)) return [MASK];
  if (Array.isArray(value)) {
    const of = kind ?? FIELDS[name];
    return short(
      joined(
        value.map((one) => textOf(name, one, of)),
        ', ',
      ),
    );
  }
  if (isPlace(value)) return [...textOf('resourceId', value.resourceId), ', ', value.start, ' – ', value.end];
  if (isFields(value))
    return short(
      joined(
        Object.entries(value).map(([key, one]) => [`${key}: `, ...textOf(key, one)]),
        '; ',
      ),
    );
  const of = kind ?? (LISTS.has(name) ? undefined : FIELDS[name]);
  if (of && Number.isSafeInteger(value)) return [{ kind: of, id: Number(value) }];
  return [ofFeed(name, value) ?? String(value).slice(0, MOST)];
}

/** 'space 12', as the form of feeds has it. */
function ofFeed(name: string, value: unknown): Thing | null {
  const [, word, number] = (name === 'of' && /^(space|person|category) (\d{1,9})$/.exec(String(value))) || [];
  return word ? { kind: word === 'category' ? 'category' : 'resource', id: Number(number) } : null;
}

const joined = (texts: AuditText[], between: string): AuditText =>
  texts.flatMap((text, index) => (index === 0 ? text : [between, ...text]));

/** No more than is read: so many things and letters. */
function short(text: AuditText): AuditText {
  let left = MOST;
  const kept: AuditText = [];
  for (const part of text) {
    if (left <= 0) return kept;
    kept.push(typeof part === 'string' ? part.slice(0, left) : part);
    left -= typeof part === 'string' ? part.length : 10;
  }
  return kept;
}
