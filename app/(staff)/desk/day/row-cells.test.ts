import { expect, test } from 'vitest';
import { rowCells } from './row-cells';
import type { Bar, DaySpace } from './types';

const bar = (from: number, to: number): Bar => ({
  ...{ from, to, publicId: `b${from}`, version: 1, who: 'Rosa', mark: null, minutes: to - from, movable: true },
});
const space: DaySpace = {
  ...{ id: 1, name: 'Quiet room', stepMinutes: 30 },
  open: [{ from: 60, to: 540 }],
  closed: [{ from: 300, to: 360, kind: 'outlook' }],
  bars: [bar(120, 180), bar(480, 600)],
};
const drawn = (one: DaySpace, minutes = 600) =>
  rowCells(one, minutes).map(({ kind, from, to }) => `${kind} ${from}-${to}`);

test('cells cover the day once, in order, bookings before all else', () => {
  expect(drawn(space)).toEqual([
    ...['closed 0-60', 'free 60-120', 'booking 120-180', 'free 180-300', 'outlook 300-360', 'free 360-480'],
    'booking 480-600',
  ]);
});

test('times between two columns are drawn in the earlier, and neighbours never meet', () => {
  const bars = [bar(120, 187), bar(187, 240), bar(242, 244)];
  const cells = rowCells({ ...space, closed: [], bars }, 600);
  expect(cells.filter(({ kind }) => kind === 'booking').map(({ from, to }) => [from, to])).toEqual([
    ...[
      [120, 185],
      [185, 240],
      [240, 245],
    ],
  ]);
  for (const [at, cell] of cells.slice(1).entries()) expect(cell.from).toBe(cells[at]?.to);
});

test('a day without anything is shut from end to end', () => {
  expect(drawn({ ...space, open: [], closed: [], bars: [] })).toEqual(['closed 0-600']);
});
