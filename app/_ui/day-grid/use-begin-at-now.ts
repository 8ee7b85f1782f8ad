import { type RefObject, useEffect } from 'react';

/** The frame around the table begins where the day now is, with a little of the past in sight. */
export function useBeginAtNow(
  grid: RefObject<HTMLTableElement | null>,
  nowMinute: number | null,
  minutes: number,
): void {
  useEffect(() => {
    const table = grid.current;
    const frame = table?.parentElement?.parentElement;
    if (!table || !frame || nowMinute === null) return;
    const names = table.querySelector('th')?.offsetWidth ?? 0;
    const present = (table.offsetWidth - names) * (nowMinute / minutes);
    frame.scrollLeft = present - (frame.clientWidth - names) / 4;
  }, [grid, nowMinute, minutes]);
}
