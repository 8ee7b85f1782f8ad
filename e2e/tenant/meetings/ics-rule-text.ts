import type { Weekday } from '../calendar/days';
import type { Pattern, Recurrence } from '../calendar/pattern';
import type { EventFields } from '../store/event-types';
import { endOfDateText } from './ics-write';

/** Graph's recurrence as an RRULE. */
export function ruleOf({ pattern, range }: Recurrence, fields: EventFields): string {
  const zoneName = range.recurrenceTimeZone || fields.startZone;
  const end =
    range.type === 'numbered'
      ? `;COUNT=${range.numberOfOccurrences}`
      : range.type === 'endDate'
        ? `;UNTIL=${endOfDateText(range.endDate, fields, zoneName)}`
        : '';
  return `RRULE:${frequencyOf(pattern)};INTERVAL=${pattern.interval}${partsOf(pattern)}${end}`;
}

function frequencyOf({ type }: Pattern): string {
  if (type === 'daily' || type === 'weekly') return `FREQ=${type.toUpperCase()}`;
  return type.endsWith('Yearly') ? 'FREQ=YEARLY' : 'FREQ=MONTHLY';
}

function partsOf(pattern: Pattern): string {
  const { type, month, dayOfMonth, daysOfWeek, firstDayOfWeek, index } = pattern;
  if (type === 'daily') return '';
  if (type === 'weekly') return `;BYDAY=${daysOfWeek.map(short).join()};WKST=${short(firstDayOfWeek)}`;
  const inMonth = type.endsWith('Yearly') ? `;BYMONTH=${month}` : '';
  if (type.startsWith('relative')) {
    const place = { first: 1, second: 2, third: 3, fourth: 4, last: -1 }[index];
    return `${inMonth};BYDAY=${daysOfWeek.map(short).join()};BYSETPOS=${place}`;
  }
  if (dayOfMonth <= 28) return `${inMonth};BYMONTHDAY=${dayOfMonth}`;
  const days = Array.from({ length: dayOfMonth - 27 }, (_, at) => 28 + at);
  return `${inMonth};BYMONTHDAY=${days.join()};BYSETPOS=-1`;
}

function short(day: Weekday): string {
  return day.slice(0, 2).toUpperCase();
}
