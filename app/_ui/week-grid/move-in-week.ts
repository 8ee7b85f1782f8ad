/** Where an arrow key leads from one cell of the week, or null to leave the key to the browser. */
export function moveInWeek(from: HTMLElement, key: string): HTMLElement | null {
  const column = Number(from.dataset.column);
  const here = stops(from, column);
  const place = here.indexOf(from);
  switch (key) {
    case 'ArrowUp':
      return here[place - 1] ?? null;
    case 'ArrowDown':
      return here[place + 1] ?? null;
    case 'ArrowLeft':
      return sideways(from, -1);
    case 'ArrowRight':
      return sideways(from, 1);
    case 'Home':
      return here[0] ?? null;
    case 'End':
      return here.at(-1) ?? null;
    default:
      return null;
  }
}

const stops = (from: HTMLElement, column: number): HTMLElement[] => [
  ...(from.closest('table')?.querySelectorAll<HTMLElement>(`[data-column="${column}"]`) ?? []),
];

const rowOf = (stop: HTMLElement) => Number(stop.dataset.row);

/** The next day that has anything to press, and of that the cell closest in time. */
function sideways(from: HTMLElement, step: 1 | -1): HTMLElement | null {
  for (let column = Number(from.dataset.column) + step; column >= 0 && column < 7; column += step) {
    const there = stops(from, column);
    const distance = (stop: HTMLElement) => Math.abs(rowOf(stop) - rowOf(from));
    const [nearest] = there.sort((a, b) => distance(a) - distance(b));
    if (nearest) return nearest;
  }
  return null;
}
