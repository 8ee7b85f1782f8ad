import { formatLocalDate } from '@/lib/messages/format';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import type { WeekGridProps } from './types';
import { useWeekWords } from './use-week-words';

const startsShown = 9;

/** The week on a narrow screen: each day with its free times, and why there are none. */
export function WeekList(props: WeekGridProps) {
  const { label, locale, spaceId, dates, days } = props;
  const { t, timeOf, ownTimeOf, nameOf, hrefOf } = useWeekWords(props);
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {dates.map((date, column) => {
        const cells = days[column] ?? [];
        const free = cells.filter(({ kind }) => kind === 'free');
        const why = cells.find(({ kind }) => kind === 'other' || kind === 'taken');
        const isClosed = cells.every(({ kind }) => kind === 'closed');
        const hasOwn = free.some(({ start }) => ownTimeOf(start));
        const more = free.length - startsShown;
        const day = formatLocalDate(date, locale);
        const quiet = 'inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4';
        return (
          <li key={date} className="rounded-md border border-line bg-surface p-4">
            <h3 className="font-serif text-lg font-semibold">{day}</h3>
            {free.length === 0 && (
              <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
                {t(isClosed ? 'week.closedDay' : 'grid.nothingFree')}
                {why && (
                  <a href={hrefOf(why.start)} aria-label={t('week.whyOn', { day })} className={quiet}>
                    {t('week.why')}
                  </a>
                )}
              </p>
            )}
            {free.length > 0 && (
              <div className={classNames('mt-3 grid gap-2', hasOwn ? 'grid-cols-2 sm:grid-cols-3' : 'grid-cols-3')}>
                {free.slice(0, startsShown).map((cell) => {
                  const own = ownTimeOf(cell.start);
                  return (
                    <a
                      key={cell.start.toISOString()}
                      href={hrefOf(cell.start)}
                      aria-label={nameOf(cell)}
                      className="tabular inline-flex min-h-11 flex-col items-center justify-center rounded-md border border-free-line bg-free px-1 py-1 text-center font-medium text-accent-strong no-underline hover:border-accent"
                    >
                      <span className="whitespace-nowrap">{timeOf(cell.start)}</span>
                      {own && (
                        <span className="inline-flex items-center gap-1 text-sm font-normal whitespace-nowrap text-ink-soft">
                          <Icon name="person" className="size-3.5" />
                          {own}
                        </span>
                      )}
                    </a>
                  );
                })}
                {more > 0 && (
                  <a
                    href={`/spaces/${spaceId}?date=${date}#book`}
                    aria-label={t('week.allOn', { day })}
                    className={`${quiet} col-span-full`}
                  >
                    {t('grid.moreTimes', { count: more })}
                  </a>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
