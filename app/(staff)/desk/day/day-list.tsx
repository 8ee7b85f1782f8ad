import { useTranslations } from 'next-intl';
import { formatTimeRange } from '@/lib/messages/format';
import type { DeskDayProps } from './types';

/** The same day as a list, for narrow screens: space after space, each booking a way to its own page. */
export function DayList({ spaces, dayStartAt, timeZone, locale, listLabel }: DeskDayProps) {
  const t = useTranslations('move.day');
  const at = (minute: number) => new Date(Date.parse(dayStartAt) + minute * 60_000);
  return (
    <ul aria-label={listLabel} className="divide-y divide-line border-y border-line">
      {spaces.map(({ id, name, bars }) => (
        <li key={id} className="py-3">
          <p className="font-medium">{name}</p>
          {bars.length === 0 ? (
            <p className="text-sm text-ink-soft">{t('none')}</p>
          ) : (
            <ul>
              {bars.map(({ publicId, who, mark, from, to }) => (
                <li key={publicId}>
                  <a
                    href={`/desk/bookings/${publicId}`}
                    className="inline-flex min-h-11 flex-wrap items-center gap-x-2 text-accent underline underline-offset-4"
                  >
                    <span className="tabular">{formatTimeRange(at(from), at(to), { locale, timeZone })}</span>
                    <span className="break-words">{[who, mark].filter(Boolean).join(', ')}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
