import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { timeLabel } from '@/app/(patron)/time-label';
import { formatLocalDate } from '@/lib/messages/format';
import { wallMinute } from '@/lib/time/zone';
import type { AppointmentDesk } from '@/lib/usecases/view-appointment-desk';

type Props = {
  chosen: NonNullable<AppointmentDesk['chosen']>;
  /** The one that was pressed, as the address has it. */
  start: string;
};

/** What patrons are offered in the next days: a press fills in the form below. Any other time may be typed there. */
export async function FreeTimes({ chosen, start }: Props) {
  const { person, kind, place, days, from } = chosen;
  const [t, patron, locale] = [
    await getTranslations('appointmentDesk'),
    await getTranslations('patron'),
    await getLocale(),
  ];
  if (days.length === 0) return <p className="text-ink-soft">{t('free.none')}</p>;
  const href = (date: string, at: Date) => {
    const query = new URLSearchParams({ whom: String(person.id), from, date, at: at.toISOString(), start: clock(at) });
    if (kind.id !== null) query.set('kindId', String(kind.id));
    if (place.id !== null) query.set('placeId', String(place.id));
    return `/desk/appointments/new?${query}#when`;
  };
  const clock = (at: Date) => {
    const minute = Math.floor(wallMinute(at, person.timeZone));
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  return (
    <ol className="flex flex-col gap-3">
      {days.map(({ date, offers }) => (
        <li key={date} className="grid gap-x-6 gap-y-2 sm:grid-cols-[14rem_1fr]">
          <h3 className="pt-1">{formatLocalDate(date, locale)}</h3>
          <ul className="flex flex-wrap gap-2">
            {offers.map((offer) => {
              const isChosen = offer.start.toISOString() === start;
              return (
                <li key={offer.start.toISOString()}>
                  <Link
                    prefetch={false}
                    href={href(date, offer.start)}
                    aria-current={isChosen ? 'true' : undefined}
                    className={buttonClass(isChosen ? 'primary' : 'secondary', 'small', 'tabular')}
                  >
                    {timeLabel(offer.start, { locale, timeZone: person.timeZone }, patron)}
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
