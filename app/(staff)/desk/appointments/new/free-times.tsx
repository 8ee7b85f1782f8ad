import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { timeLabel } from '@/app/(patron)/time-label';
import { formatLocalDate } from '@/lib/messages/format';
import { wallMinute } from '@/lib/time/zone';
import type { DeskChoice } from '@/lib/usecases/view-appointment-desk';

type Props = {
  chosen: DeskChoice;
  /** The one that was pressed, as the address has it. */
  start: string;
};

/** What patrons are offered in the next days: a press fills in the form below. Any other time may be typed there. */
export async function FreeTimes({ chosen, start }: Props) {
  const { whom, isTeam, kind, place, timeZone, days, from } = chosen;
  const [t, patron, locale] = [
    await getTranslations('appointmentDesk'),
    await getTranslations('patron'),
    await getLocale(),
  ];
  if (days.length === 0) return <p className="text-ink-soft">{t('free.none')}</p>;
  const href = (date: string, at: Date) => {
    const query = new URLSearchParams({ whom, from, date, at: at.toISOString(), start: clock(at) });
    if (kind) query.set(isTeam ? 'kind' : 'kindId', kind);
    if (place) query.set(isTeam ? 'where' : 'placeId', place);
    return `/desk/appointments/new?${query}#when`;
  };
  const clock = (at: Date) => {
    const minute = Math.floor(wallMinute(at, timeZone));
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  return (
    <ol className="flex flex-col gap-3">
      {days.map(({ date, starts }) => (
        <li key={date} className="grid gap-x-6 gap-y-2 sm:grid-cols-[14rem_1fr]">
          <h3 className="pt-1">{formatLocalDate(date, locale)}</h3>
          <ul className="flex flex-wrap gap-2">
            {starts.map((one) => {
              const isChosen = one.toISOString() === start;
              return (
                <li key={one.toISOString()}>
                  <Link
                    prefetch={false}
                    href={href(date, one)}
                    aria-current={isChosen ? 'true' : undefined}
                    className={buttonClass(isChosen ? 'primary' : 'secondary', 'small', 'tabular')}
                  >
                    {timeLabel(one, { locale, timeZone }, patron)}
                    <span className="sr-only">, {formatLocalDate(date, locale)}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ol>
  );
}
