import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/_ui/class-names';
import { clockTime } from '@/app/_ui/clock-time';
import { formatShortDate } from '@/lib/messages/format';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';
import { availabilityPath } from './paths';
import { WeekKeys } from './week-keys';
import { useWeekWords } from './week-words';

type Cell = AvailabilityWeek['table']['days'][number][number];

const head = 'border-b border-line bg-surface px-2 py-2 text-sm font-medium';

const looks: Record<Cell['what']['kind'], string> = {
  available: 'bg-free',
  booked: 'bg-accent-soft border-l-4 border-l-accent',
  away: 'hatched',
  busy: 'bg-off-soft',
  nothing: '',
};

/** Days across, the clock down: when one is there and where, what is booked, and what stands in the way. */
export function WeekTable({ week, label }: { week: AvailabilityWeek; label: string }) {
  const { person, dates, days, today, table } = week;
  const { t, place, locale } = useWeekWords(week);
  const clock = useTranslations('ui.clock');
  const placed = table.days.flatMap((cells, column) => {
    let row = 0;
    return cells.map((cell) => {
      const at = row;
      row += cell.rows;
      return { cell, column, row: at };
    });
  });
  return (
    <WeekKeys how={t('keys')}>
      <table aria-label={label} className="w-full min-w-[52rem] table-fixed border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={`${head} sticky top-0 left-0 z-20 w-24 border-r text-left text-ink-soft`}>
              {t('time')}
            </th>
            {dates.map((date, column) => {
              const day = formatShortDate(`${date}T12:00:00Z`, { locale, timeZone: 'UTC' });
              return (
                <th
                  key={date}
                  scope="col"
                  aria-current={date === today ? 'date' : undefined}
                  className={`${head} sticky top-0 z-10 border-l border-line align-top aria-[current]:text-accent`}
                >
                  {day}
                  {date === today && <span className="font-normal"> · {t('today')}</span>}
                  {days[column]?.closed && <span className="block text-ink-soft">{t('closed')}</span>}
                  {date >= today && !days[column]?.closed && (
                    <Link
                      href={availabilityPath({ person, date }, '/new')}
                      prefetch={false}
                      data-column={column}
                      data-row={-1}
                      aria-label={t('addOn', { date: day })}
                      className="mx-auto mt-1 flex min-h-6 w-fit items-center px-2 text-sm font-normal text-accent underline underline-offset-4"
                    >
                      {t('add')}
                    </Link>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ at, nextDay }, row) => (
            <tr key={at.toISOString()} className="h-8">
              <th
                scope="row"
                className="tabular sticky left-0 z-10 border-r border-b border-line bg-surface px-2 text-left align-top text-sm font-normal whitespace-nowrap"
              >
                {clockTime(at, place, clock)}
                {nextDay && <span className="sr-only"> {t('nextDay')}</span>}
                {nextDay && <span aria-hidden="true"> +1</span>}
              </th>
              {placed
                .filter((one) => one.row === row)
                .map(({ cell, column }) => (
                  <td
                    key={column}
                    rowSpan={cell.rows}
                    className={classNames(
                      'border-b border-l border-line px-1.5 py-1 align-top text-sm break-words',
                      looks[cell.what.kind],
                    )}
                  >
                    <CellText week={week} cell={cell} date={dates[column] ?? ''} stop={{ column, row }} />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WeekKeys>
  );
}

type TextProps = { week: AvailabilityWeek; cell: Cell; date: string; stop: { column: number; row: number } };

const link = 'group/entry block min-h-6 no-underline';
/** The first line alone is underlined: it names where the rest belongs. */
const name = 'font-medium underline decoration-line-strong underline-offset-4 group-hover/entry:decoration-current';

function CellText({ week, cell, date, stop }: TextProps) {
  const { t, rangeOf, patronOf, isWaiting, whereOf, ruleHref, ruleOf, absenceHref, bookingHref, busyText } =
    useWeekWords(week);
  const { what } = cell;
  const stops = { 'data-column': stop.column, 'data-row': stop.row };
  if (what.kind === 'nothing') return <span className="sr-only">{t('nothing')}</span>;
  if (what.kind === 'booked')
    return what.booked.map((one) => (
      <Link key={one.publicId} href={bookingHref(one)} prefetch={false} className={link} {...stops}>
        <span className={name}>{patronOf(one)}</span>
        <span className="block text-ink-soft">
          {rangeOf(one)} <span className="block">{one.placeName}</span>
          {isWaiting(one) && <span className="block">{t('waiting')}</span>}
        </span>
      </Link>
    ));
  const range = <span className="block text-ink-soft">{rangeOf(cell)}</span>;
  if (what.kind === 'away')
    return (
      <Link href={absenceHref(what.away.absenceId)} prefetch={false} className={`${link} bg-surface px-1`} {...stops}>
        <span className={name}>{t('away')}</span>
        {what.away.note && <span className="block text-ink-soft">{what.away.note}</span>}
      </Link>
    );
  if (what.kind === 'busy')
    return (
      <>
        <span className="font-medium text-off">{busyText(what)}</span>
        {range}
      </>
    );
  return what.ruleIds.map((ruleId) => {
    const rule = ruleOf(ruleId);
    return (
      <Link key={ruleId} href={ruleHref(ruleId, date)} prefetch={false} className={link} {...stops}>
        <span className={name}>{rule ? whereOf(rule) : t('available')}</span>
        <span className="block text-ink-soft">
          <span className="sr-only">{t('available')} </span>
          {rangeOf(cell)}
        </span>
      </Link>
    );
  });
}
