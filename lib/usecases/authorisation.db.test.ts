import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';
import { forgetEnvironment } from '@/lib/env';
import {
  EVERYBODY,
  FORMS,
  GROUPS,
  type Group,
  HIDDEN,
  LEADING_OUT,
  PARTS,
  RECORDED_ELSEWHERE,
  TABLE,
  type Who,
} from './authorisation.test-data';
import { authorisedWorld, SECRET_NAME, type Things } from './authorised-world.test-data';
import { type FoundUse, findUseCases } from './find-use-cases.test-data';
import { takeWrites, watchWrites } from './watched-writes.test-data';

testDatabase();

const found = findUseCases().filter(({ kind, name }) => kind === 'asked' && !PARTS.has(name));

/** `as`: the name, and of one that is asked in two ways which of them: `makeFeed:own`. `id`: what its field `id` is of. */
type Line = { use: FoundUse; as: string; group: Group; id: string | undefined };
type Written = Omit<Line, 'use'>;
const written: Written[] = (Object.keys(TABLE) as Group[]).flatMap((group) =>
  TABLE[group].split(/\s+/).map((word) => {
    const [as = '', id] = word.split('=');
    return { as, group, id };
  }),
);
const isOf = ({ key, name }: FoundUse, { as }: Written) => as === key || as.split(':')[0] === name;
const lines: Line[] = found.flatMap((use) =>
  written.filter((line) => isOf(use, line)).map((line) => ({ ...line, use })),
);

const now = new Date('2026-11-20T12:00:00Z');
let actors = {} as Record<Who, Actor>;
let things: Things = {};

/** What a field may want, the likeliest first. */
const LIKELY = [
  ...['1', 'Some words', undefined, [], '2026-11-21', '2026-11-21T15:00:00.000Z', '2026-11-21T16:00:00.000Z', '08:00'],
  ...[
    'rosa@example.org',
    'America/New_York',
    'space',
    'public',
    'confirm',
    'keep',
    'cancel',
    'approve',
    'remove',
    'sent',
  ],
  ...['60', '400', 'day', 'sam-page', 'single', '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10', 'ABC', 'bkng2345', 'location'],
  ...[
    'room',
    'app',
    'poll',
    'active',
    'booking_confirmed',
    'on',
    'staff',
    'https://site.example',
    'line',
    'kind',
    'up',
  ],
  ...[
    'in_person',
    'desk',
    'daily',
    'check',
    'make',
    'enabled',
    '1/2',
    'x'.repeat(64),
    'spaces',
    'week',
    'inherit',
    'lift',
  ],
  ...['online', 'both', 'at_once', 'en', '12', 1, true, {}],
];

beforeAll(async () => {
  ({ actors, things } = await authorisedWorld(now));
});
afterAll(closeQueue);

/** Of a form, the fields that name a thing; the others are tried. */
function known(field: string, { use: { name }, as, id, group }: Line): unknown {
  if (field === 'id') return id ? things[id] : undefined;
  const publicId = { decideRequest: 'rqst2345', cancelVisit: 'vist2345', viewAppointmentChange: 'appt2345' }[name];
  const { space, location, person } = things;
  const names: Record<string, unknown> = {
    ...{ publicId: publicId ?? 'bkng2345', booking: publicId ?? 'bkng2345', bookingId: things.booking },
    ...{ spaceId: space, resourceId: space, spaces: `${space}`, space: `${space}`, locationId: location, location },
    ...{ seriesId: group === 'maker' ? things.draft : things.series, banId: things.ban, caseId: things.case },
    ...{ changeId: things.change, whom: person, person, ruleId: things.rule, absenceId: things.absence },
    ...{ placeId: things.place, linkId: things.link, parts: '', level: 'location', listed: '', place: 'location' },
    of: as === 'makeFeed:own' ? `person ${things.ownPage}` : `space ${space}`,
    categoryId: /Appointment|Person|Kind/.test(name) ? things.desks : things.category,
    kind: name === 'saveCategory' || name === 'moveInOrder' ? 'space' : undefined,
    ...(id === 'location' && { kind: 'location', level: 'location' }),
    ...(id === 'kind' && { what: 'kind', categoryId: undefined, resourceId: undefined }),
    ...(name === 'saveQuestion' && { categoryId: undefined, resourceId: undefined, kindId: undefined }),
    ...(name === 'giveAppointmentPage' && { personId: things.account }),
    ...(name === 'proposeSeries' && { repeat: 'no' }),
  };
  return names[field];
}

type Answer = { ok: boolean; refusal?: { code: string; fields?: Record<string, string> } };
const modules = new Map<string, Record<string, (...args: unknown[]) => Promise<Answer>>>();

/** What is thrown is an answer too: it is never the right one. */
async function ask({ use }: Line, who: Who, form: unknown): Promise<Answer> {
  const module = modules.get(use.file) ?? (await import(path.join(import.meta.dirname, use.file)));
  modules.set(use.file, module);
  const values: Record<string, unknown> = {
    ...{ raw: form, now, _now: now, visitor: { keys: ['x'], network: null }, network: 'n' },
    ...{ categoryId: things.desks, place: { categoryId: things.category } },
  };
  const args = use.takes.filter((one) => one in values).map((one) => values[one]);
  try {
    return await module[use.name]?.(actors[who], ...args);
  } catch (error) {
    return { ok: false, refusal: { code: `thrown: ${error}` } };
  }
}

/** A form of which nothing is complained: found as somebody who may not send it, so that nothing is done meanwhile. */
async function learn(line: Line): Promise<unknown> {
  const form = forms.get(line.as) ?? (await formOf(line));
  forms.set(line.as, form);
  return form;
}
const forms = new Map<string, unknown>();

async function formOf(line: Line): Promise<unknown> {
  const whole = FORMS[line.as] ?? FORMS[line.use.name];
  if (whole) return whole(things);
  const tried = new Map<string, number>();
  const held = (field: string) => known(field, line) ?? LIKELY[tried.get(field) ?? 2];
  const form = new Proxy(
    {},
    {
      get: (_, name) => (typeof name === 'string' && name !== 'then' ? held(name) : undefined),
      has: (_, name) => typeof name === 'string' && held(name) !== undefined,
    },
  );
  for (let round = 0; round < LIKELY.length + 4; round++) {
    const answer = await ask(line, 'guest', form);
    const fields = answer.refusal?.code === 'invalid' ? Object.keys(answer.refusal.fields ?? {}) : [];
    if (fields.length === 0) break;
    for (const field of new Set(fields.map((name) => name.split('.')[0] ?? name)))
      tried.set(field, ((tried.get(field) ?? -1) + 1) % LIKELY.length);
  }
  return form;
}

const saidBy = (answer: Answer) => (answer.ok ? 'done' : (answer.refusal?.code ?? ''));
const wrongOf = ({ as }: Line, who: Who, answer: Answer) =>
  `${as} as ${who}: ${saidBy(answer)} ${JSON.stringify(answer.refusal ?? '')}`.slice(0, 200);

test('every use case that takes an actor stands in the table, and none else', () => {
  expect(found.length).toBeGreaterThan(250);
  const missing = found.filter((use) => !written.some((line) => isOf(use, line))).map(({ key }) => key);
  expect(missing, 'say in authorisation.test-data.ts who may ask them').toEqual([]);
  expect(written.filter((line) => !found.some((use) => isOf(use, line))).map(({ as }) => as)).toEqual([]);
  const all = new Set(findUseCases().map(({ name }) => name));
  expect(
    [...PARTS, ...HIDDEN, ...LEADING_OUT, ...Object.keys(FORMS)].filter((one) => !all.has(one.split(':')[0] ?? '')),
  ).toEqual([]);
});

test('whoever may not ask hears so, whatever it is, also of another location; and nothing changes', async () => {
  const wrong: string[] = [];
  const before = await everything();
  for (const line of lines) {
    if (line.group === 'everybody') continue;
    const form = await learn(line);
    const may = GROUPS[line.group].split(' ');
    for (const who of EVERYBODY.filter((one) => !may.includes(one))) {
      const answer = await ask(line, who, form);
      const said = saidBy(answer);
      // Of what is one's own, guests are asked to sign in.
      const isNo =
        said === 'not_allowed' ||
        (said === 'not_signed_in' && line.group === 'people') ||
        (said === 'not_found' && HIDDEN.has(line.use.name) && who.endsWith('Elsewhere'));
      if (!isNo) wrong.push(wrongOf(line, who, answer));
    }
  }
  expect(wrong).toEqual([]);
  expect(await everything()).toBe(before);
}, 120_000);

/** They see no booking of the first location but their own. */
const STRANGERS: Who[] = ['guest', 'otherPatron', 'staffElsewhere', 'managerElsewhere'];

test('what strangers may ask does not say whose bookings they are; of another location everybody is a stranger', async () => {
  const told: string[] = [];
  for (const line of lines.filter(({ use }) => /^(view|find|search|take|export|preview)/.test(use.name))) {
    const form = await learn(line);
    const may = GROUPS[line.group].split(' ');
    for (const who of STRANGERS.filter((one) => may.includes(one))) {
      const answer = JSON.stringify(await ask(line, who, form));
      if (/Rosalind|rosa@example/.test(answer)) told.push(`${line.as} to ${who}`);
    }
  }
  expect(SECRET_NAME).toMatch(/Rosalind/);
  expect(told).toEqual([]);
}, 120_000);

/** What takes things away comes last, so that the others find what they are about. */
const LAST = /^(saveMediators|remove|withdraw|revoke|forget|end|cancel|disconnect|set|decide|drop)/;

/** What one does for oneself, or for nobody in particular, is no act of the library's. */
const OWN: readonly Group[] = ['everybody', 'bookers', 'people', 'holder', 'programs', 'program', 'seesHere', 'sees'];
/** Kept beside what was done, and nothing that anybody did. */
const COUNTERS = new Set(['taken_version', 'catalogue_version', 'sign_in_failure']);

test('whoever may ask is not turned away, also where the role counts for this location alone; what they change is on record', async () => {
  const wrong: string[] = [];
  const unrecorded: string[] = [];
  const recorded = new Set<string>();
  await watchWrites();
  const turn = ({ as }: Line) => (LEADING_OUT.has(as) ? 2 : LAST.test(as) ? 1 : 0);
  for (const line of [...lines].sort((a, b) => turn(a) - turn(b))) {
    if (turn(line) === 2) await noMicrosoft();
    const form = await learn(line);
    // Those with the least: what they may, an admin may.
    const may = line.group === 'everybody' ? 'guest reader' : GROUPS[line.group].replace(/(.) admin$/, '$1');
    for (const who of EVERYBODY.filter((one) => may.split(' ').includes(one))) {
      await takeWrites();
      const answer = await ask(line, who, form);
      const said = saidBy(answer);
      if (['not_allowed', 'not_signed_in'].includes(said) || said.includes(' ')) wrong.push(wrongOf(line, who, answer));
      if (OWN.includes(line.group) || RECORDED_ELSEWHERE.has(line.as) || !answer.ok) continue;
      const { tables, entries } = await takeWrites();
      const changed = tables.filter((name) => !COUNTERS.has(name));
      if (changed.length > 0 && entries.length === 0) unrecorded.push(`${line.as} as ${who} wrote ${changed}`);
      unrecorded.push(
        ...entries.filter(lacksBefore).map(({ act }) => `${line.as} as ${who}: ${act} without before and after`),
      );
      for (const { act } of entries) recorded.add(act);
    }
  }
  expect(wrong).toEqual([]);
  expect(unrecorded).toEqual([]);
  expect(recorded.size).toBeGreaterThan(50);
}, 120_000);

/** Of what is written over, both; of what is taken away, what was there. */
const lacksBefore = ({ act, detail }: { act: string; detail: Record<string, unknown> }) =>
  (/\.(saved|changed|ordered|described|category_changed|mode_chosen)$/.test(act) &&
    !('before' in detail && 'after' in detail)) ||
  (/^(zone|feature|patron_group|picture|question|absence)\.removed$/.test(act) && !('before' in detail));

async function noMicrosoft(): Promise<void> {
  Object.assign(process.env, { MICROSOFT_LOGIN_URL: 'http://127.0.0.1:9', MICROSOFT_GRAPH_URL: 'http://127.0.0.1:9' });
  forgetEnvironment();
  await db().integration.deleteMany();
}

/** All rows of all tables but the queue's own. */
async function everything(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations' ORDER BY 1`;
  const each = tables.map(
    ({ name }) => `(SELECT '${name} ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '-') FROM ${name} t)`,
  );
  const [row] = await db().$queryRawUnsafe<{ all: string }[]>(`SELECT concat_ws(E'\\n', ${each.join(', ')}) AS all`);
  return row?.all ?? '';
}
