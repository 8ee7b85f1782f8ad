import type { WeekGridCell, WeekGridProps } from '@/app/_ui/week-grid/types';

const timeZone = 'America/New_York';
const stepMs = 30 * 60_000;
const rowsShown = 16;
const dates = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];

/** Nine in the morning of a date in New York, in November. */
const opening = (date: string) => Date.parse(`${date}T14:00:00Z`);

/** A made-up week: a day that is partly over, one that is closed, and every kind of cell. */
export function sampleWeek(locale: string, label: string): WeekGridProps {
  return {
    ...{ label, spaceId: 1, timeZone, locale, dates, today: dates[0] ?? '' },
    rows: Array.from({ length: rowsShown }, (_, row) => ({
      at: new Date(opening(dates[0] ?? '') + row * stepMs),
      nextDay: false,
    })),
    days: dates.map((date, column) => cellsOf(date, column)),
  };
}

function cellsOf(date: string, column: number): WeekGridCell[] {
  const pieces: [WeekGridCell['kind'], number][] =
    column === 1
      ? [['closed', rowsShown]]
      : [
          [column === 0 ? 'over' : 'free', column === 0 ? 5 : 1],
          ['taken', column === 0 ? 2 : 3],
          ['other', 1],
        ];
  const used = pieces.reduce((sum, [, rows]) => sum + rows, 0);
  const free = Array.from({ length: rowsShown - used }, (): [WeekGridCell['kind'], number] => ['free', 1]);
  let row = 0;
  return [...pieces, ...free].map(([kind, rows]) => {
    const start = new Date(opening(date) + row * stepMs);
    row += rows;
    const end = new Date(opening(date) + row * stepMs);
    return { kind, rows, start, end, offers: kind === 'free' ? [{ start, minMinutes: 30, maxMinutes: 120 }] : [] };
  });
}
