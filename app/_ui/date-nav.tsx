import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { formatLocalDate } from '@/lib/messages/format';
import { buttonClass } from './button-class';
import { Icon } from './icon';
import { fieldsOf, type QueryParts, queryOf } from './query-of';

type Props = {
  /** The page that shows days: it understands `?date=2026-11-21`. */
  path: string;
  /** The day shown and the present day, as the library's calendar has them (2026-11-21). */
  localDate: string;
  today: string;
  /** The first and last day worth asking for. */
  min?: string;
  max?: string;
  /** Other parts of the address to keep, such as filters. */
  keep?: QueryParts;
  /** A page may show several days: back and on go by as many. */
  days?: 1 | 7;
};

/** From day to day: back, on, today, or any date. Links and a plain form, so it works without scripts. */
export function DateNav({ path, localDate, today, min, max, keep = {}, days = 1 }: Props) {
  const t = useTranslations('ui.dateNav');
  const locale = useLocale();
  const href = (date: string) => `${path}${queryOf({ ...keep, date })}`;
  const step = (by: number, icon: 'arrow-left' | 'arrow-right', label: string) => {
    const far = dayAfter(localDate, by);
    // The first step back from within the first week is a shorter one.
    const date = min && far < min && localDate > min ? min : far;
    const out = (min && date < min) || (max && date > max);
    const name = `${label}: ${formatLocalDate(date, locale)}`;
    const look = buttonClass('secondary', 'normal', 'min-w-11 px-0');
    return out ? (
      <span aria-disabled="true" className={look}>
        <Icon name={icon} />
        <span className="sr-only">{label}</span>
      </span>
    ) : (
      <Link href={href(date)} prefetch={false} aria-label={name} title={name} className={look}>
        <Icon name={icon} />
      </Link>
    );
  };
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center gap-2">
      {step(-days, 'arrow-left', t(days === 7 ? 'previousWeek' : 'previous'))}
      {step(days, 'arrow-right', t(days === 7 ? 'nextWeek' : 'next'))}
      <Link
        href={href(today)}
        prefetch={false}
        aria-current={localDate === today ? 'date' : undefined}
        className={buttonClass('secondary')}
      >
        {t('today')}
      </Link>
      <form action={path} method="get" className="flex items-center gap-2">
        {fieldsOf(keep).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <input
          // A new day means a new input, whose own memory of the old value would win otherwise.
          key={localDate}
          type="date"
          name="date"
          aria-label={t('date')}
          defaultValue={localDate}
          min={min}
          max={max}
          required
          className="min-h-11 rounded-md border border-line-strong bg-surface px-3 py-2 hover:border-ink"
        />
        <button type="submit" className={buttonClass('secondary')}>
          {t('go')}
        </button>
      </form>
    </nav>
  );
}

/** Calendar dates have no zone, so plain arithmetic on days holds. */
function dayAfter(localDate: string, days: number): string {
  const day = new Date(`${localDate}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
