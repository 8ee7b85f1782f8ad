import { expect, test } from 'vitest';
import { errorCorrection, qrModules, qrPath } from './qr';

const drawn = (text: string) => (qrModules(text) ?? []).map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));

test('error correction: the worked example of version 1-M', () => {
  const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  expect(errorCorrection(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

// As another encoder draws it, and as a reader of QR codes reads it.
test('a whole code, module by module', () => {
  expect(drawn('carrel')).toEqual([
    ...['#######..#....#######', '#.....#.#.#.#.#.....#', '#.###.#..#.#..#.###.#', '#.###.#...#...#.###.#'],
    ...['#.###.#.#.###.#.###.#', '#.....#..###..#.....#', '#######.#.#.#.#######', '.........#...........'],
    ...['#.#.#.#..#..#...#..#.', '##.###.....#.#.#.#.##', '#..##.#.##.#.###.####', '.##.#..##.####.##...#'],
    ...['...#..##..##.###.#..#', '........#.#...##.#.##', '#######.....#...#..##', '#.....#...#...##...##'],
    ...['#.###.#.###.#.##.#.##', '#.###.#..###.#.###.#.', '#.###.#.##.#.####...#', '#.....#..#.###.....#.'],
    '#######.#..#.####..##',
  ]);
});

test.each([
  [14, 21],
  [15, 25],
  [26, 25],
  [42, 29],
  [62, 33],
  [84, 37],
  [85, 41],
  [106, 41],
])('%i bytes take %i modules a side', (length, side) => {
  const modules = qrModules('a'.repeat(length));
  expect(modules).toHaveLength(side);
  expect(modules?.every((row) => row.length === side)).toBe(true);
  // Format information, twice: beside the finders of one corner, and split between the other two.
  const format = (at: number) => (at < 6 ? modules?.[at]?.[8] : modules?.[at === 6 ? 7 : 8]?.[8]);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(format)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((at) => modules?.[8]?.[side - 1 - at]),
  );
  expect(modules?.[side - 8]?.[8]).toBe(true);
});

test('more than fits is no code; bytes count, not letters', () => {
  expect(qrModules('a'.repeat(107))).toBeNull();
  expect(qrModules('ü'.repeat(53))).toHaveLength(41);
  expect(qrModules('ü'.repeat(54))).toBeNull();
});

test('a path has one square for each dark module', () => {
  expect(
    qrPath([
      [true, false],
      [false, true],
    ]),
  ).toBe('M0 0h1v1h-1zM1 1h1v1h-1z');
});
