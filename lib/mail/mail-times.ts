import { translator } from '@/lib/messages/translator';
import type { Interval } from '@/lib/time/interval';

export const mailWords = (locale: string) => translator(locale === 'es' ? 'es' : 'en', 'mail');

export const appointmentWords = (locale: string) => translator(locale === 'es' ? 'es' : 'en', 'appointmentMail');

/** A date, both times and the zone, as a reader of `locale` writes them. */
export function mailTimes(locale: string, { start, end, timeZone }: Interval & { timeZone: string }): string {
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(start)
    .find((part) => part.type === 'timeZoneName');
  return mailWords(locale)('times', {
    date: date.format(start),
    start: time.format(start),
    end: time.format(end),
    zone: zone?.value ?? timeZone,
  });
}
