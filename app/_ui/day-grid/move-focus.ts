/** Where an arrow key leads from one cell of the grid, or null to leave the key to the browser. */
export function moveFocus(from: HTMLElement, key: string, toEdge: boolean): HTMLElement | null {
  const row = from.closest('tr');
  if (!row) return null;
  const here = stops(row);
  const place = here.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return here[place - 1] ?? null;
    case 'ArrowRight':
      return here[place + 1] ?? null;
    case 'ArrowUp':
      return nearest(row.previousElementSibling, minute(from));
    case 'ArrowDown':
      return nearest(row.nextElementSibling, minute(from));
    case 'Home':
      return (toEdge ? stops(row.parentElement?.firstElementChild) : here)[0] ?? null;
    case 'End':
      return (toEdge ? stops(row.parentElement?.lastElementChild) : here).at(-1) ?? null;
    default:
      return null;
  }
}

function stops(row: Element | null | undefined): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>('[data-at]') ?? [])];
}

function minute(stop: HTMLElement): number {
  return Number(stop.dataset.at);
}

/** The stop of another row that is closest in time; names lead to names, and times to times where there are any. */
function nearest(row: Element | null, wanted: number): HTMLElement | null {
  const all = stops(row);
  if (wanted < 0) return all[0] ?? null;
  const distance = (stop: HTMLElement) =>
    minute(stop) < 0 ? Number.POSITIVE_INFINITY : Math.abs(minute(stop) - wanted);
  return all.reduce<HTMLElement | null>((best, stop) => (!best || distance(stop) < distance(best) ? stop : best), null);
}
