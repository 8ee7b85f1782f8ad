import type { GridSpace, Offer, Stretch, Taken } from './types';

type Obstacle = Stretch & { kind: Taken['kind'] | 'unavailable' };

/** A piece of time that cannot be chosen as one cell shows it: in parts of the cell's width, with its true ends marked. */
export type Bar = { kind: Obstacle['kind']; left: number; width: number; begins: boolean; ends: boolean };

/** One table cell. `offer`: a booking may start here. `free`: a booking that starts earlier may reach its end. */
export type Cell = Stretch & { offer?: Offer; free: boolean; bars: Bar[] };

/** Cells for one space: one for each start on offer and each step a booking may reach, one for any stretch between. */
export function spaceCells(space: GridSpace, minutes: number, stepMinutes: number, passedMinutes = 0): Cell[] {
  const obstacles = obstaclesOf(space, minutes);
  const offers = new Map(space.offers.map((offer) => [offer.from, offer]));
  const ends = new Set(space.offers.flatMap((offer) => endsOf(offer, stepMinutes)));
  const within = (minute: number) => minute > 0 && minute < minutes;
  // What has one length only, as fixed periods have, is one cell from its start to its end.
  const widthOf = ({ min, max }: Offer) => (min === max ? min : stepMinutes);
  const starts = space.offers.flatMap((offer) => [offer.from, offer.from + widthOf(offer)]);
  const cuts = [...new Set([0, ...starts.filter(within), ...[...ends].filter(within), minutes])].sort((a, b) => a - b);

  const cells: Cell[] = [];
  for (const [place, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[place + 1] ?? minutes;
    const offer = offers.get(from);
    const free = Boolean(offer) || reachable(space.offers, { from, to });
    const last = cells.at(-1);
    if (last && !free && !last.free) last.to = to;
    else cells.push({ from, to, offer, free, bars: [] });
  }
  return cells.map((cell) => {
    const others = cell.free ? [] : between(obstacles, { from: Math.max(cell.from, passedMinutes), to: cell.to });
    return { ...cell, bars: barsIn(cell, [...obstacles, ...others]) };
  });
}

/** When a booking with this start may end, earliest first. */
export function endsOf(offer: Offer, stepMinutes: number): number[] {
  const count = Math.floor((offer.max - offer.min) / stepMinutes) + 1;
  return Array.from({ length: Math.max(1, count) }, (_, step) => offer.from + offer.min + step * stepMinutes);
}

/** The end that choosing this cell means: the first allowed one that covers it. Undefined if no booking reaches it. */
export function endFor(cell: Stretch, offer: Offer, stepMinutes: number): number | undefined {
  if (cell.from < offer.from) return undefined;
  return endsOf(offer, stepMinutes).find((end) => end >= cell.to);
}

/** How long the space stays free from here on, whatever the longest booking is. */
export function freeUntil(space: GridSpace, from: number): number {
  const closing = space.open.find((open) => open.from <= from && from < open.to)?.to ?? from;
  const next = space.taken.filter((taken) => taken.to > from).map((taken) => taken.from);
  return Math.min(closing, ...next.map((start) => Math.max(start, from)));
}

/** The widest column that every boundary of every row falls on. */
export function columnMinutes(spaces: GridSpace[], minutes: number, stepMinutes: number, ticks: number[]): number {
  const marks = spaces.flatMap((space) => space.offers.flatMap(({ from, min }) => [from, min]));
  return [...ticks, ...marks, stepMinutes].reduce(greatestCommonDivisor, minutes);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

function reachable(offers: Offer[], { from, to }: Stretch): boolean {
  return offers.some((offer) => offer.from <= from && to <= offer.from + offer.max);
}

/** Taken time as given, and closed time as all that is not open. */
function obstaclesOf(space: GridSpace, minutes: number): Taken[] {
  const open = [...space.open].sort((a, b) => a.from - b.from);
  const closed: Taken[] = [];
  let reached = 0;
  for (const { from, to } of open) {
    if (from > reached) closed.push({ from: reached, to: from, kind: 'closed' });
    reached = Math.max(reached, to);
  }
  if (reached < minutes) closed.push({ from: reached, to: minutes, kind: 'closed' });
  return [...closed, ...space.taken];
}

/** Open and taken by nobody, and still not on offer: too soon, too short, kept for others. */
function between(obstacles: Obstacle[], { from, to }: Stretch): Obstacle[] {
  const inside = obstacles.filter((one) => one.from < to && from < one.to).sort((a, b) => a.from - b.from);
  const left: Obstacle[] = [];
  let reached = from;
  for (const next of [...inside, { from: to, to }]) {
    if (next.from > reached) left.push({ from: reached, to: next.from, kind: 'unavailable' });
    reached = Math.max(reached, next.to);
  }
  return left;
}

function barsIn(cell: Stretch, obstacles: Obstacle[]): Bar[] {
  const length = cell.to - cell.from;
  return obstacles
    .filter(({ from, to }) => from < cell.to && cell.from < to)
    .map(({ from, to, kind }) => {
      const left = Math.max(from, cell.from);
      const right = Math.min(to, cell.to);
      return {
        kind,
        left: (left - cell.from) / length,
        width: (right - left) / length,
        begins: from >= cell.from,
        ends: to <= cell.to,
      };
    });
}
