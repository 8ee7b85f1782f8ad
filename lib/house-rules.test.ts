import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** What the linter cannot say: how long a file may be, and that plans are pure however far one follows their imports. */
const ROOMS = ['app', 'lib', 'prisma', 'scripts', 'e2e'];
const LINES = 200;

const files = ROOMS.flatMap((room) => readdirSync(room, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(tsx?|mjs|js|css)$/.test(entry.name))
  .map(({ parentPath, name }) => path.join(parentPath, name))
  .filter((file) => !file.startsWith('lib/db/generated/'));
const textOf = (file: string) => readFileSync(file, 'utf8');

/** Style sheets of the stand-in's pages read as one list of what can be on a page. */
const isLongByNature = (file: string) => file.startsWith('e2e/tenant/panel/assets/');

test('no source file has more than 200 lines', () => {
  const sources = files.filter((file) => !/\.(test|spec)\.tsx?$/.test(file) && !isLongByNature(file));
  const long = sources.filter((file) => textOf(file).trimEnd().split('\n').length > LINES);
  expect(sources.length).toBeGreaterThan(500);
  expect(long).toEqual([]);
});

describe('planners', () => {
  const planners = files.filter(
    (file) => /^lib\/(sync\/plan-|booking\/decide-)[\w-]+\.ts$/.test(file) && !isTest(file),
  );
  const reached = [...new Set(planners.flatMap((file) => reach(file)))];

  test('reach nothing but rules, time, words about events and leaves', () => {
    expect(planners.length).toBeGreaterThan(10);
    const allowed =
      /^lib\/(booking\/|time\/|sync\/(plan-[\w-]+|owned-fields|busy|remote-change)\.ts$|(result|refusal|show-as)\.ts$)/;
    expect(reached.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('read no clock, no chance and no environment', () => {
    const impure = /Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|Temporal\.Now|fetch\(/;
    expect(reached.filter((file) => impure.test(textOf(file)))).toEqual([]);
  });
});

function isTest(file: string): boolean {
  return /\.test(-data)?\.ts$/.test(file);
}

/** The file and everything that it runs, imports of types left out. */
function reach(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = [...textOf(file).matchAll(/^(?:import|export) (?!type )[^;]*? from '([^']+)';/gms)];
  const next = imports.flatMap(([, from = '']) => {
    if (from.startsWith('@/')) return [`${from.slice(2)}.ts`];
    return from.startsWith('.') ? [`${path.join(path.dirname(file), from)}.ts`] : [];
  });
  return [file, ...next.flatMap((one) => reach(one, seen))];
}
