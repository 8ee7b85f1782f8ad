import { z } from 'zod';
import { DAY_MS, dateOfDay, isDate, monthOfDay, WEEKDAYS, weekdayOfDay } from '../calendar/days';
import type { Recurrence } from '../calendar/pattern';
import { resolveZone, wallOf } from '../calendar/zones';
import { propertyInvalid, unknownZone } from './problem';

const dateSchema = z.string().refine(isDate, 'no date');

export const recurrenceSchema = z.strictObject({
  pattern: z.strictObject({
    type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
    interval: z.number().int().min(1).max(999),
    month: z.number().int().min(0).max(12).nullish(),
    dayOfMonth: z.number().int().min(0).max(31).nullish(),
    daysOfWeek: z.array(z.enum(WEEKDAYS)).nullish(),
    firstDayOfWeek: z.enum(WEEKDAYS).nullish(),
    index: z.enum(['first', 'second', 'third', 'fourth', 'last']).nullish(),
  }),
  range: z.strictObject({
    type: z.enum(['endDate', 'noEnd', 'numbered']),
    startDate: dateSchema.nullish(),
    endDate: dateSchema.nullish(),
    recurrenceTimeZone: z.string().nullish(),
    numberOfOccurrences: z.number().int().min(0).max(999).nullish(),
  }),
});

type Start = { ms: number; zone: string; isAllDay: boolean };

/** Fills what the caller left out from the event's own start, and refuses what makes no series. */
export function recurrenceInput(input: z.infer<typeof recurrenceSchema>, start: Start): Recurrence {
  const zoneName = input.range.recurrenceTimeZone || start.zone;
  const zone = resolveZone(zoneName);
  if (!zone) throw unknownZone(zoneName);
  const day = Math.floor((start.isAllDay ? start.ms : wallOf(zone, start.ms)) / DAY_MS);
  const today = monthOfDay(day);
  const { pattern, range } = input;
  const needsDays = pattern.type === 'weekly' || pattern.type.startsWith('relative');
  if (needsDays && !pattern.daysOfWeek?.length) throw propertyInvalid();
  const startDate = range.startDate ?? dateOfDay(day);
  const endDate = range.endDate ?? '0001-01-01';
  if (range.type === 'endDate' && endDate < startDate) throw propertyInvalid();
  if (range.type === 'numbered' && !range.numberOfOccurrences) throw propertyInvalid();
  const weekday = WEEKDAYS[weekdayOfDay(day)] ?? 'monday';
  return {
    pattern: {
      type: pattern.type,
      interval: pattern.interval,
      month: pattern.type.endsWith('Yearly') ? pattern.month || today.month : 0,
      dayOfMonth: pattern.type.startsWith('absolute') ? pattern.dayOfMonth || today.day : 0,
      daysOfWeek: needsDays ? (pattern.daysOfWeek ?? [weekday]) : [],
      firstDayOfWeek: pattern.firstDayOfWeek ?? 'sunday',
      index: pattern.index ?? 'first',
    },
    range: {
      type: range.type,
      startDate,
      endDate: range.type === 'endDate' ? endDate : '0001-01-01',
      recurrenceTimeZone: zoneName,
      numberOfOccurrences: range.type === 'numbered' ? (range.numberOfOccurrences ?? 0) : 0,
    },
  };
}
