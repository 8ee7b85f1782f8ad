import { useTranslations } from 'next-intl';
import type { DayGridProps } from './types';

const look =
  'tabular sticky top-0 z-20 border-b border-line bg-surface py-2 pl-1.5 text-left align-top text-sm font-medium text-ink-soft';

type Props = Pick<DayGridProps, 'ticks' | 'minutes'> & {
  column: number;
  /** The same hour on the visitor's own clock, where that shows another. */
  ownHourOf: (minute: number) => string | null;
};

/** One head an hour; a day that begins between two hours begins with an empty one. Below, the visitor's own hours. */
export function HourHeads({ ticks, minutes, column, ownHourOf }: Props) {
  const t = useTranslations('ui');
  const start = ticks[0]?.minute ?? minutes;
  const hasOwn = ticks.some(({ minute }) => ownHourOf(minute));
  return (
    <thead>
      <tr>
        <th
          scope="col"
          className="sticky top-0 left-0 z-30 w-(--names) border-r border-b border-line bg-surface px-3 py-2 text-left text-sm font-medium text-ink-soft"
        >
          {t('grid.space')}
          {hasOwn && <span className="block text-right font-normal">{t('ownTime.hours')}</span>}
        </th>
        {start > 0 && <td colSpan={start / column} className={look} />}
        {ticks.map(({ minute, label }, place) => (
          <th
            key={minute}
            scope="col"
            colSpan={((ticks[place + 1]?.minute ?? minutes) - minute) / column}
            className={`${look} border-l`}
          >
            {label}
            {hasOwn && <span className="block font-normal">{ownHourOf(minute)}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Where a minute lies between the names and the right edge. */
const leftOf = (part: number) => `calc(var(--names) + (100% - var(--names)) * ${part})`;

/** Fine lines through all rows, one an hour. */
export function HourLines({ ticks, minutes }: Pick<DayGridProps, 'ticks' | 'minutes'>) {
  return (
    <div aria-hidden="true">
      {ticks.map(({ minute }) => (
        <span
          key={minute}
          className="pointer-events-none absolute inset-y-0 w-px bg-line"
          style={{ left: leftOf(minute / minutes) }}
        />
      ))}
    </div>
  );
}

/** The present moment as a thin line through all spaces, and the past behind a veil. */
export function NowLine({ part, time }: { part: number; time: string }) {
  return (
    <>
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-(--names) z-10 bg-surface opacity-55 forced-colors:hidden"
        style={{ width: `calc((100% - var(--names)) * ${part})` }}
      />
      <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 w-0" style={{ left: leftOf(part) }}>
        <span className="absolute inset-y-0 -left-px z-10 w-0.5 bg-ink forced-colors:bg-[CanvasText]" />
        <span className="tabular sticky top-1.5 z-25 block w-max -translate-x-1/2 rounded-full bg-ink px-2 text-sm font-medium text-ground">
          {time}
        </span>
      </div>
    </>
  );
}
