import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createBehaviour } from './behaviour';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CONTRACT = path.join(HERE, '../contract');
const upTo = (name: string, last: number) => Array.from({ length: last }, (_, i) => `${name}${i + 1}`);

/** EO §14 point 9 is about Next.js, which no tenant answers. */
const IDENTITY_OPEN = upTo('EO14.', 10).filter((point) => point !== 'EO14.9');

/** Every numbered point of both checklists, what is to be verified on a real tenant, and what the Graph page leaves open. */
const POINTS = [...upTo('GC13.', 17), ...upTo('EO13.', 8), ...upTo('V', 10), ...upTo('GC15.', 15), ...IDENTITY_OPEN];

function testFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const found = path.join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(found);
    return /\.test\.ts$/.test(entry.name) ? [found] : [];
  });
}

/** A tag counts where a test is named; the questions of the contract suite become titles by their point. */
function tagsIn(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/\[((?:GC13|GC15|EO13|EO14)\.\d+|V\d+)\]/g)].map(([, tag]) => tag ?? '');
}

function questionPoints(): string[] {
  const folder = path.join(CONTRACT, 'points');
  const texts = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/point: '([^']+)'/g)].map(([, point]) => point ?? ''));
}

describe('every point is named by a test', () => {
  const own = path.join(HERE, 'coverage.test.ts');
  const files = [...testFiles(HERE), ...testFiles(CONTRACT)].filter((file) => file !== own);
  const tags = new Set([...files.flatMap(tagsIn), ...questionPoints()]);

  it.each(POINTS)('%s', (point) => {
    expect(tags).toContain(point);
  });

  it('no tag names a point that there is not', () => {
    expect([...tags].filter((tag) => !POINTS.includes(tag))).toEqual([]);
  });
});

describe('the table of README.md', () => {
  const text = fs.readFileSync(path.join(HERE, 'README.md'), 'utf8');
  const section = /\n## Points, tests, switches\n([\s\S]*?)(?=\n## |$)/.exec(text)?.[1] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => /^\| *(GC|EO|V)\d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, point = '', , tests = '', switches = '']) => ({ point, tests, switches }));
  const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
  const known = new Set(
    createBehaviour()
      .list()
      .map(({ name }) => name),
  );

  it('names each point once', () => {
    expect(rows.map(({ point }) => point)).toEqual(POINTS);
  });

  it('has a place for every switch', () => {
    const placed = rows.flatMap(({ switches }) => named(switches));
    expect([...known].filter((name) => !placed.includes(name))).toEqual([]);
  });

  it.each(rows)(
    '$point: its tests are there and carry its tag, its switches are there',
    ({ point, tests, switches }) => {
      const files = named(tests);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const where = path.join(HERE, '..', file);
        expect(fs.existsSync(where), file).toBe(true);
        const tags = file.includes('/points/') ? questionPoints() : tagsIn(where);
        expect(tags, `${file} carries [${point}]`).toContain(point);
      }
      for (const name of named(switches).filter((one) => !one.startsWith('/_control'))) expect(known).toContain(name);
    },
  );
});
