/** Where things stand that want the same place: events of a day side by side, bars of a week one below the other. */
export type Span = { from: number; to: number };
export type Placed<Item> = { item: Item; column: number; columns: number; width: number };

/** Each cluster of overlapping spans shares the day's width; a span takes what is free to its right. */
export function sideBySide<Item extends Span>(items: Item[]): Placed<Item>[] {
  return clusters(items).flatMap((cluster) => {
    const lanes = lanesOf(cluster);
    const columns = Math.max(...lanes.map(({ lane }) => lane)) + 1;
    return lanes.map(({ item, lane }) => {
      const right = lanes.filter((other) => other.lane > lane && overlap(other.item, item)).map((other) => other.lane);
      return { item, column: lane, columns, width: Math.min(columns, ...right) - lane };
    });
  });
}

/** The first lane that is free, the earlier and longer span first. */
export function lanesOf<Item extends Span>(items: Item[]): { item: Item; lane: number }[] {
  const ends: number[] = [];
  return inOrder(items).map((item) => {
    const free = ends.findIndex((end) => end <= item.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = item.to;
    return { item, lane };
  });
}

function clusters<Item extends Span>(items: Item[]): Item[][] {
  const found: Item[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const item of inOrder(items)) {
    if (item.from >= reach) found.push([]);
    found.at(-1)?.push(item);
    reach = Math.max(reach, item.to);
  }
  return found;
}

function inOrder<Item extends Span>(items: Item[]): Item[] {
  return [...items].sort((a, b) => a.from - b.from || b.to - a.to);
}

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}
