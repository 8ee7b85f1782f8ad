import { describe, expect, it } from 'vitest';
import { bookingHref } from './booking-href';
import { columnMinutes, endFor, endsOf, freeUntil, spaceCells } from './cells';
import type { GridSpace } from './types';

const room: GridSpace = {
  id: 7,
  name: 'Linden Room',
  href: '/spaces/7',
  capacity: 6,
  features: [],
  open: [{ from: 60, to: 300 }],
  taken: [{ from: 130, to: 170, kind: 'outlook' }],
  offers: [
    { from: 60, min: 30, max: 60 },
    { from: 90, min: 30, max: 30 },
    { from: 180, min: 60, max: 120 },
    { from: 210, min: 60, max: 90 },
  ],
};

const cells = spaceCells(room, 360, 30);

describe('the cells of a space', () => {
  it('cover the whole day once, in order', () => {
    expect(cells[0]?.from).toBe(0);
    expect(cells.at(-1)?.to).toBe(360);
    for (const [place, cell] of cells.slice(1).entries()) expect(cell.from).toBe(cells[place]?.to);
  });

  it('give each start on offer a cell of its own', () => {
    expect(cells.filter(({ offer }) => offer).map(({ from, to }) => [from, to])).toEqual([
      [60, 90],
      [90, 120],
      [180, 210],
      [210, 240],
    ]);
  });

  it('show a fixed period as one cell, from its start to its end', () => {
    const periods = { ...room, taken: [], offers: [60, 180].map((from) => ({ from, min: 120, max: 120 })) };
    expect(spaceCells(periods, 360, 30).filter(({ free }) => free)).toMatchObject([
      { from: 60, to: 180, offer: { from: 60 } },
      { from: 180, to: 300, offer: { from: 180 } },
    ]);
  });

  it('let a booking reach time that no booking may start in', () => {
    expect(cells.filter(({ free, offer }) => free && !offer).map(({ from, to }) => [from, to])).toEqual([
      [240, 270],
      [270, 300],
    ]);
  });

  it('join what lies between into one cell, with bars at their true minutes', () => {
    const between = cells.find(({ from }) => from === 120);
    expect(between).toMatchObject({ to: 180, free: false });
    expect(between?.bars[0]).toEqual({ kind: 'outlook', left: 1 / 6, width: 4 / 6, begins: true, ends: true });
  });

  it('mark what is neither taken nor on offer, from now on', () => {
    const others = (passed: number) =>
      spaceCells(room, 360, 30, passed).flatMap(({ from, to, bars }) =>
        bars
          .filter(({ kind }) => kind === 'unavailable')
          .map(({ left, width }) => [from + left * (to - from), from + (left + width) * (to - from)].map(Math.round)),
      );
    expect(others(0)).toEqual([
      [120, 130],
      [170, 180],
    ]);
    expect(others(125)).toEqual([
      [125, 130],
      [170, 180],
    ]);
    expect(others(360)).toEqual([]);
  });

  it('hatch all that is not open', () => {
    expect(cells[0]).toMatchObject({ from: 0, to: 60, bars: [{ kind: 'closed', left: 0, width: 1 }] });
    expect(spaceCells({ ...room, open: [], offers: [], taken: [] }, 360, 30)).toEqual([
      { from: 0, to: 360, free: false, bars: [{ kind: 'closed', left: 0, width: 1, begins: true, ends: true }] },
    ]);
  });
});

describe('ends', () => {
  const offer = { from: 180, min: 60, max: 120 };

  it('run from the shortest to the longest booking in steps', () => {
    expect(endsOf(offer, 30)).toEqual([240, 270, 300]);
    expect(endsOf({ from: 0, min: 45, max: 45 }, 30)).toEqual([45]);
  });

  it('are the first that cover the chosen cell', () => {
    expect(endFor({ from: 180, to: 210 }, offer, 30)).toBe(240);
    expect(endFor({ from: 240, to: 270 }, offer, 30)).toBe(270);
    expect(endFor({ from: 300, to: 330 }, offer, 30)).toBeUndefined();
    expect(endFor({ from: 150, to: 180 }, offer, 30)).toBeUndefined();
  });
});

it('a space is free until the next taken time or closing, not until the longest booking', () => {
  expect(freeUntil(room, 60)).toBe(130);
  expect(freeUntil(room, 180)).toBe(300);
});

it('columns are as wide as all boundaries allow', () => {
  expect(columnMinutes([room], 360, 30, [0, 60])).toBe(30);
  expect(columnMinutes([{ ...room, offers: [{ from: 75, min: 30, max: 60 }] }], 360, 30, [0, 60])).toBe(15);
});

describe('the address a choice leads to', () => {
  const choice = { id: 7, start: '2026-11-21T14:30:00.000Z' };

  it('carries start and end', () => {
    const end = '2026-11-21T15:30:00.000Z';
    expect(bookingHref('/spaces/{id}?start={start}&end={end}', { ...choice, end })).toBe(
      '/spaces/7?start=2026-11-21T14%3A30%3A00.000Z&end=2026-11-21T15%3A30%3A00.000Z',
    );
  });

  it('leaves the end out while there is none', () => {
    expect(bookingHref('/spaces/{id}?start={start}&end={end}', choice)).toBe(
      '/spaces/7?start=2026-11-21T14%3A30%3A00.000Z',
    );
    expect(bookingHref('/spaces/{id}?end={end}&start={start}', choice)).toBe(
      '/spaces/7?start=2026-11-21T14%3A30%3A00.000Z',
    );
  });
});
