import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';

testDatabase();

/**
 * Whatever is sent to a use case, it answers: in words when it cannot be, and then nothing has changed. Every use case that
 * takes outside input is found by its shape, so a new one is asked too. Signing in speaks through a request of its own.
 */
const folder = path.join(process.cwd(), 'lib/usecases');
const SHAPE =
  /export (?:async function|const) (\w+)(?: = (?:async )?)?\(\s*(actor: Actor,\s*)?(visitor: Visitor,\s*)?raw: unknown[^)]*\): Promise</g;
const found = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.includes('.test') && file !== 'sign-in.ts')
  .flatMap((file) =>
    [...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(SHAPE)].map(([, name = '', actor, visitor]) => {
      return { file, name, takesActor: actor !== undefined, takesVisitor: visitor !== undefined };
    }),
  );

const JUNK: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['blanks', '   '],
  ['a NUL', 'a\u0000b'],
  ['half a character', '\ud83d'],
  ['other scripts', '‮مرحبا 🙂'],
  ['a path', '../../etc/passwd'],
  ['SQL', "1'; DROP TABLE booking; --"],
  ['markup', '<script>alert(1)</script>'],
  ['a long text', 'x'.repeat(200_000)],
  ['a negative number', '-1'],
  ['nought', '0'],
  ['a number past int4', '4294967296'],
  ['a number past every integer', '1e300'],
  ['no number', Number.NaN],
  ['a fraction', 1.5],
  ['a list', [['a']]],
  ['an object', { a: { b: 'c' } }],
  ['a function', () => 'x'],
  ['a day that is none', '2026-02-30'],
  ['a year far off', '+275760-09-13T00:00:00.000Z'],
];

/** Those that a database, or a calendar, may choke on. */
const MEAN = new Set([
  'a NUL',
  'half a character',
  'a number past int4',
  'a number past every integer',
  'a year far off',
]);

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
  ...['60', '400', 'day', 'ada-park', 'single', '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10', 'ABC', 'bkng2345', 'location'],
  ...['room', 'app', 'poll', 'active', 'booking_confirmed', 1, true, {}],
];

/** A form of whatever fields are asked for; `asked` learns their names. */
const formOf = (held: (field: string) => unknown, asked = new Set<string>()) =>
  new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        asked.add(name);
        return held(name);
      },
      has: (_, name) => typeof name === 'string' && held(name) !== undefined,
    },
  );

type Answer = { ok: boolean; refusal?: { code: string; fields?: Record<string, string> } };

/** A form that gets as far as can be: what a field complains of is tried otherwise. */
async function learn(ask: (what: string, raw: unknown) => Promise<Answer | undefined>, fields: Set<string>) {
  const tried = new Map<string, number>();
  const form = { get: (field: string) => LIKELY[tried.get(field) ?? 0] };
  for (let round = 0; round < 2 * LIKELY.length; round++) {
    const answer = await ask('a likely form', formOf(form.get, fields));
    const complaints = Object.keys(answer?.refusal?.fields ?? {}).map((name) => name.split('.')[0] ?? name);
    if (complaints.length === 0) break;
    for (const field of new Set(complaints)) tried.set(field, ((tried.get(field) ?? 0) + 1) % LIKELY.length);
  }
  return form;
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

const now = new Date('2026-11-20T12:00:00Z');
const visitor = { keys: ['a visitor'], network: null };
let admin: Actor;

beforeAll(async () => {
  const sample = await sampleLibrary();
  const person = await db().person.create({ data: { email: 'admin@example.org', name: 'Ada Admin', role: 'admin' } });
  admin = { kind: 'person', id: person.id, role: 'admin', email: person.email, name: person.name } as Actor;
  await queue();
  const { quiet } = sample;
  const when = { resourceId: quiet.id, startsAt: moment('2026-11-20', '10:00'), endsAt: moment('2026-11-20', '11:00') };
  const patron = { patronName: 'Rosa Reader', patronEmail: 'rosa@example.org' };
  await db().booking.create({
    data: {
      ...{ publicId: 'bkng2345', status: 'confirmed', checkInCode: 'ABC', ...patron },
      ...{ items: { create: when }, occupancy: { create: when } },
    },
  });
});
afterAll(closeQueue);

test('there are many use cases, and they are found by their shape', () => {
  expect(found.length).toBeGreaterThan(70);
});

describe.each(found)('$name', ({ file, name, takesActor, takesVisitor }) => {
  const wrong: string[] = [];
  const ask = async (what: string, raw: unknown) => {
    const module = (await import(path.join(folder, file))) as Record<string, (...args: unknown[]) => Promise<unknown>>;
    try {
      const answer = await module[name]?.(...(takesActor ? [admin] : []), ...(takesVisitor ? [visitor] : []), raw, now);
      if (typeof (answer as Answer | null)?.ok !== 'boolean') wrong.push(`${what}: no answer`);
      return answer as Answer;
    } catch (error) {
      wrong.push(`${what}: ${String(error).replace(/\s+/g, ' ').slice(0, 200)}`);
      return undefined;
    }
  };

  test('answers whatever it is sent', async () => {
    wrong.length = 0;
    const before = await everything();
    const fields = new Set<string>();
    for (const [what, value] of JUNK) {
      await ask(
        `${what} in every field`,
        formOf(() => value, fields),
      );
      await ask(`${what} instead of fields`, value);
    }
    expect(await everything()).toBe(before);
    // With one mistake in a form that may be right for the rest, more is reached; then it may be one that nobody minds.
    const form = await learn(ask, fields);
    for (const field of fields)
      for (const [what, value] of JUNK.filter(([junk]) => MEAN.has(junk)))
        await ask(
          `${what} as ${field}`,
          formOf((one) => (one === field ? value : form.get(one)), fields),
        );
    expect(wrong).toEqual([]);
  });
});
