'use client';

import { type KeyboardEvent, useState } from 'react';
import { formatShortDate } from '@/lib/messages/format';
import { useAlive } from '../day-grid/use-alive';
import { moveInWeek } from './move-in-week';
import type { WeekGridProps } from './types';
import { useWeekWords } from './use-week-words';
import { WeekCell } from './week-cell';
import { WeekList } from './week-list';

/**
 * Seven days of one space: days across, the clock down. A real table of links, walked with arrow keys where scripts run;
 * on a narrow screen a list of days with their free times.
 */
export function WeekGrid(props: WeekGridProps) {
  return (
    <>
      <div className="md:hidden">
        <WeekList {...props} />
      </div>
      <div className="hidden md:block">
        <WeekTable {...props} />
      </div>
    </>
  );
}

const head = 'border-b border-line bg-surface px-2 py-2 text-sm font-medium';

function WeekTable(props: WeekGridProps) {
  const { label, locale, dates, today, rows, days } = props;
  const { t, timeOf, ownTimeOf, nameOf, hrefOf } = useWeekWords(props);
  const alive = useAlive();
  const [focused, setFocused] = useState<string | null>(null);
  const placed = days.flatMap((cells, column) => {
    let row = 0;
    return cells.map((cell) => {
      const at = row;
      row += cell.rows;
      return { cell, column, row: at };
    });
  });
  const first = placed.find(({ cell }) => cell.kind === 'free') ?? placed.find(({ cell }) => cell.kind !== 'over');
  const stop = focused ?? (first && `${first.column} ${first.row}`);
  const hasOwn = rows.some(({ at }) => ownTimeOf(at));

  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    const next = from && !event.altKey && !event.ctrlKey && !event.metaKey && moveInWeek(from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div className="isolate max-h-[calc(100dvh-4rem)] overflow-auto rounded-md border border-line bg-surface">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked with arrow keys is a grid
        role="grid"
        aria-label={label}
        className="w-full min-w-[44rem] table-fixed border-separate border-spacing-0"
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const { column, row } = (event.target as HTMLElement).dataset;
          if (column && row) setFocused(`${column} ${row}`);
        }}
      >
        <thead>
          <tr>
            <th
              scope="col"
              className={`${head} sticky top-0 left-0 z-20 border-r text-left text-ink-soft ${hasOwn ? 'w-44' : 'w-36'}`}
            >
              {t('week.time')}
              {hasOwn && <span className="float-right font-normal">{t('ownTime.hours')}</span>}
            </th>
            {dates.map((date) => (
              <th
                key={date}
                scope="col"
                aria-current={date === today ? 'date' : undefined}
                className={`${head} sticky top-0 z-10 border-l border-line first-of-type:border-l-0 aria-[current]:text-accent`}
              >
                {formatShortDate(`${date}T12:00:00Z`, { locale, timeZone: 'UTC' })}
                {date === today && <span className="block font-normal">{t('dateNav.today')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, nextDay }, row) => (
            <tr key={at.toISOString()} className="h-8">
              <th
                scope="row"
                className="tabular sticky left-0 z-10 border-r border-b border-line bg-surface px-2 text-left text-sm font-normal whitespace-nowrap"
              >
                {timeOf(at)}
                {nextDay && <span className="sr-only"> {t('week.nextDay')}</span>}
                {nextDay && <span aria-hidden="true"> +1</span>}
                {hasOwn && <span className="float-right text-ink-soft">{timeInHead(ownTimeOf(at))}</span>}
              </th>
              {placed
                .filter((one) => one.row === row)
                .map(({ cell, column }) => (
                  <WeekCell
                    key={column}
                    cell={cell}
                    place={{ column, row }}
                    name={nameOf(cell)}
                    time={timeOf(cell.start)}
                    href={hrefOf(cell.start)}
                    tabIndex={alive ? (stop === `${column} ${row}` ? 0 : -1) : undefined}
                  />
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Which day it is then is told with each cell: a row has seven. */
const timeInHead = (own: string | null) => own?.split(', ').at(-1);
