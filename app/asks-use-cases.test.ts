import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PARTS, TABLE } from '@/lib/usecases/authorisation.test-data';
import { type FoundUse, findUseCases } from '@/lib/usecases/find-use-cases.test-data';
import { OPEN } from '@/lib/usecases/open-uses.test-data';

/**
 * The way from a request to the tables of rights: whatever a page, a route, an action or an endpoint of the API may read or
 * write goes through a use case that stands in one of them, as whoever the session says.
 */
const FILES = ['app', 'lib/api', 'lib/content-security-policy.ts', 'proxy.ts'].flatMap((one) =>
  fs.statSync(one).isFile()
    ? [one]
    : fs.readdirSync(one, { recursive: true, encoding: 'utf8' }).map((file) => path.join(one, file)),
);
const sources = FILES.filter((file) => /\.tsx?$/.test(file) && !/\.test(-data)?\.tsx?$/.test(file)).map((file) => ({
  file,
  text: fs.readFileSync(file, 'utf8'),
}));

/** Values that a file takes from a module, by the names they have there and here. */
function importsOf(text: string, from: RegExp): { module: string; name: string; as: string }[] {
  return [...text.matchAll(/^import (?!type )(?:\w+, )?\{([^}]*)\} from '([^']+)';/gm)].flatMap(
    ([, names = '', module = '']) =>
      from.test(module)
        ? names
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '' && !one.startsWith('type '))
            .map((one) => {
              const [name = '', as = name] = one.split(' as ');
              return { module, name, as };
            })
        : [],
  );
}

const USE_CASES = /^@\/lib\/usecases\//;
const uses = new Map(findUseCases().map((use) => [use.key, use]));
/** What may read or write of what a file takes from the use cases; the rest is words and plain reckoning. */
const usesIn = (text: string): (FoundUse & { as: string })[] =>
  importsOf(text, USE_CASES).flatMap(({ module, name, as }) => {
    const use = uses.get(`${name}@${module.replace(USE_CASES, '')}`);
    return use ? [{ ...use, as }] : [];
  });

const inTable = new Set(
  Object.values(TABLE).flatMap((words) => words.split(/\s+/).map((word) => word.split(/[=:]/)[0])),
);
const isOpen = new Set(Object.values(OPEN).flatMap((words) => words.split(/\s+/)));

test('whatever pages, routes, actions and endpoints ask stands in a table of rights', () => {
  const asked = sources.flatMap(({ file, text }) => usesIn(text).map((use) => ({ ...use, by: file })));
  expect(asked.length).toBeGreaterThan(300);
  const astray = asked.filter(({ key, name, kind }) =>
    kind === 'asked' ? PARTS.has(name) || !(inTable.has(name) || inTable.has(key)) : !isOpen.has(name),
  );
  expect(astray.map(({ by, name }) => `${by}: ${name}`)).toEqual([]);
  const names = new Set(asked.map(({ name }) => name));
  expect([...isOpen].filter((name) => !names.has(name))).toEqual([]);
});

test('nothing here reaches the database, the queue or Microsoft by itself', () => {
  const ROOMS = /^@\/lib\/(db|sync|graph|worker)\/|^(pg|pg-boss|@prisma\/)/;
  const direct = sources.filter(({ text }) => importsOf(text, ROOMS).length > 0).map(({ file }) => file);
  expect(direct).toEqual([]);
});

test('who asks is who the session says, or the program of the token', () => {
  const made: string[] = [];
  for (const { file, text } of sources) {
    for (const { as, kind } of usesIn(text)) {
      if (kind === 'open') continue;
      const calls = [...text.matchAll(new RegExp(`(?<![.\\w'"])${as}\\(\\s*([^,()]*(?:\\([^()]*\\))?)`, 'g'))].map(
        ([, first = '']) => first.trim(),
      );
      for (const first of calls)
        if (
          !/^(await currentActor\(\)|await personOrSignIn\(.*\)|actor|caller\.actor|\{ kind: 'guest' \})$/.test(first)
        )
          made.push(`${file}: ${as}(${first}`);
    }
    // `actor` itself.
    for (const [, given = ''] of text.matchAll(/\bactor = ([^;,]+)[;,]/g))
      if (!/^(await currentActor\(\)|await personOrSignIn\(.*|caller\?\.actor \?\? \{ kind: 'guest' \})$/.test(given))
        made.push(`${file}: actor = ${given}`);
  }
  expect(made).toEqual([]);
});

const actions = sources.filter(({ text }) => /^['"]use server['"];/m.test(text));

/** They read and write nothing of the library's. */
const OWN_ALONE: Record<string, string> = {
  'app/_ui/set-locale.ts setLocale': 'a cookie with the language',
  'app/(dev)/gallery/wait-a-moment.ts waitAMoment': 'shows what waiting looks like',
};

test('every server action goes through a use case', () => {
  const exported = actions.flatMap(({ file, text }) => {
    const names = usesIn(text).map(({ as }) => as);
    const blocks = blocksOf(text);
    const reached = (name: string, seen = new Set<string>()): boolean => {
      const body = blocks.get(name) ?? '';
      seen.add(name);
      if (names.some((one) => new RegExp(`\\b${one}\\b`).test(body))) return true;
      return [...blocks.keys()].some(
        (one) => !seen.has(one) && new RegExp(`\\b${one}\\(`).test(body) && reached(one, seen),
      );
    };
    return [...text.matchAll(/^export (?:async function|const|default async function) (\w+)/gm)].map(
      ([, name = '']) => ({
        action: `${file} ${name}`,
        asks: reached(name),
      }),
    );
  });
  expect(exported.length).toBeGreaterThan(100);
  expect(
    exported
      .filter(({ asks }) => !asks)
      .map(({ action }) => action)
      .sort(),
  ).toEqual(Object.keys(OWN_ALONE).sort());
});

test('server actions stand in files of their own, where they are found', () => {
  const inside = sources.filter(({ text }) => /^\s+['"]use server['"]/m.test(text)).map(({ file }) => file);
  expect(inside).toEqual([]);
  // Exported another way they would not be.
  const listed = actions.filter(({ text }) => /^export (\{|\*|default)/m.test(text)).map(({ file }) => file);
  expect(listed).toEqual([]);
});

/** What stands at the beginning of a line and all below it, by its name. */
function blocksOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=(?:export )?(?:async function|function|const) \w+)/m);
  return new Map(
    parts.flatMap((part) => {
      const [, name] = /^(?:export )?(?:async function|function|const) (\w+)/.exec(part) ?? [];
      return name ? [[name, part.slice(part.indexOf(name) + name.length)] as const] : [];
    }),
  );
}
