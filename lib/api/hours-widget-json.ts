import type { Locale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import type { WallSpan } from '@/lib/time/opening';
import { weekdayOf } from '@/lib/time/zone';
import type { HoursOfDate, LocationHours } from '@/lib/usecases/view-location-hours';
import { sayHours, sayLocation } from './endpoints/hours';
import type { HoursWidget } from './hours-widget';
import { sayMinute } from './say-time';

/** Keys of the answer, whatever its language. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** As LibCal's scripts read it (libcal-api §6.2); `rendered` in words of the language. */
export function widgetJson(widget: HoursWidget, places: readonly LocationHours[], locale: Locale) {
  return { locations: places.map((place) => ({ ...sayLocation(place), ...daysOf(widget, place, locale) })) };
}

function daysOf(widget: HoursWidget, place: LocationHours, locale: Locale) {
  const days = place.dates.map((day) => ({ day, said: sayDay(place, day, locale) }));
  if (widget !== 'grid') {
    const [only] = days;
    return { day: WEEKDAYS[weekdayOf(only?.day.date ?? place.today) % 7], ...only?.said };
  }
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return {
    weeks: weeks.map((week) =>
      Object.fromEntries(week.map(({ day, said }) => [WEEKDAYS[weekdayOf(day.date) % 7], said])),
    ),
  };
}

/** Only of the present date it can be said that it is open now. */
const sayDay = ({ today, isOpenNow }: LocationHours, day: HoursOfDate, locale: Locale) => ({
  date: day.date,
  times: { ...sayHours(day, shortClock), currently_open: day.date === today && isOpenNow },
  rendered: hoursInWords(day, locale),
});

/** `10am`, `7:45pm`: the widgets leave out full hours' minutes. */
const shortClock = (minute: number) => sayMinute(minute).replace(':00', '');

/** `10am - 6pm`, `Closed`, `24 Hours`; nothing where nobody has said. */
export function hoursInWords({ state, spans }: HoursOfDate, locale: Locale): string {
  const t = translator(locale, 'hoursWidget');
  if (state === 'unknown') return '';
  if (state !== 'open') return t(state);
  const clock = locale === 'en' ? shortClock : fullClock;
  return spans
    .map(({ opensMinute, closesMinute }: WallSpan) => `${clock(opensMinute)} - ${clock(closesMinute)}`)
    .join(', ');
}

/** `18:00`. */
const fullClock = (minute: number) => `${Math.trunc(minute / 60) % 24}:${String(minute % 60).padStart(2, '0')}`;
