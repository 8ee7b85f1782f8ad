import { describe, expect, it } from 'vitest';
import { lanesOf, sideBySide } from './columns';

const span = (from: number, to: number) => ({ from, to });
const places = (...spans: [number, number][]) =>
  sideBySide(spans.map(([from, to]) => span(from, to))).map(({ column, columns, width }) => [column, columns, width]);

describe('events of a day stand side by side', () => {
  it('alone, each has the whole width; one that begins when the other ends does not overlap', () => {
    expect(places([540, 600], [600, 660])).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
  });

  it('two at once share the width', () => {
    expect(places([540, 600], [570, 630])).toEqual([
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });

  it('a chain of overlaps uses a column again as soon as it is free', () => {
    expect(places([540, 600], [570, 660], [600, 690])).toEqual([
      [0, 2, 1],
      [1, 2, 1],
      [0, 2, 1],
    ]);
  });

  it('takes what is free to the right, and no more', () => {
    // Three at nine; later in the same cluster only the long one remains beside it.
    expect(places([540, 720], [540, 600], [540, 570], [630, 660])).toEqual([
      [0, 3, 1],
      [1, 3, 1],
      [2, 3, 1],
      [1, 3, 2],
    ]);
  });

  it('never draws two overlapping events over each other, whatever they are', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const spans = Array.from({ length: 1 + next(12) }, () => {
        const from = next(1380);
        return span(from, from + 15 + next(240));
      });
      const placed = sideBySide(spans);
      expect(placed).toHaveLength(spans.length);
      for (const a of placed) {
        expect(a.column + a.width).toBeLessThanOrEqual(a.columns);
        for (const b of placed) {
          if (a === b || a.item.from >= b.item.to || b.item.from >= a.item.to) continue;
          expect(a.columns).toBe(b.columns);
          expect(a.column + a.width <= b.column || b.column + b.width <= a.column).toBe(true);
        }
      }
    }
  });
});

describe('bars of a week', () => {
  it('lie one below the other, and fill gaps', () => {
    const lanes = lanesOf([span(0, 3), span(1, 2), span(3, 5), span(2, 4)]);
    expect(lanes.map(({ item, lane }) => [item.from, lane])).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 0],
    ]);
  });
});
