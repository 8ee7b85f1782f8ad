/** What waits for its hour: the earliest first, and what is due at the same moment in the order it came. */
export type Due<Work> = { dueAt: number; order: number; work: Work };

export function createQueue<Work>() {
  let heap: Due<Work>[] = [];
  let order = 0;

  const swap = (a: number, b: number) => {
    const one = at(a);
    heap[a] = at(b);
    heap[b] = one;
  };
  const at = (place: number) => heap[place] as Due<Work>;
  const isBefore = (a: number, b: number) => {
    const one = at(a);
    const other = at(b);
    return one.dueAt !== other.dueAt ? one.dueAt < other.dueAt : one.order < other.order;
  };

  function rise(place: number) {
    for (let here = place; here > 0; ) {
      const above = (here - 1) >> 1;
      if (!isBefore(here, above)) return;
      swap(here, above);
      here = above;
    }
  }

  function sink() {
    for (let here = 0; ; ) {
      let first = here;
      for (const below of [2 * here + 1, 2 * here + 2])
        if (below < heap.length && isBefore(below, first)) first = below;
      if (first === here) return;
      swap(here, first);
      here = first;
    }
  }

  return {
    head: () => heap[0],
    size: () => heap.length,
    clear: () => {
      heap = [];
    },
    add(dueAt: number, work: Work) {
      order += 1;
      heap.push({ dueAt, order, work });
      rise(heap.length - 1);
    },
    take(): Due<Work> | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last || first === last) return first;
      heap[0] = last;
      sink();
      return first;
    },
  };
}
