import { DAY_MS } from '../../calendar/days';
import type { Instance } from '../../calendar/occurrences';
import type { Recurrence } from '../../calendar/pattern';
import { wallOf } from '../../calendar/zones';
import type { EventFields, Response, Sensitivity, ShowAs } from '../../store/event-types';
import { clockTime, longDate } from './week-days';

/** How the calendar pages say things. */
export const SHOW_AS_WORDS: Record<ShowAs, string> = {
  free: 'Free',
  tentative: 'Tentative',
  busy: 'Busy',
  oof: 'Out of office',
  workingElsewhere: 'Working elsewhere',
  unknown: 'Unknown',
};

export const SENSITIVITY_WORDS: Record<Sensitivity, string> = {
  normal: 'Normal',
  personal: 'Personal',
  private: 'Private',
  confidential: 'Confidential',
};

export const RESPONSE_WORDS: Record<Response, string> = {
  none: 'not answered yet',
  organizer: 'organizer',
  tentativelyAccepted: 'tentative',
  accepted: 'accepted',
  declined: 'declined',
  notResponded: 'not answered yet',
};

export const PATTERN_WORDS: Record<Recurrence['pattern']['type'], string> = {
  daily: 'Daily',
  weekly: 'Weekly',
  absoluteMonthly: 'Monthly, on the same day',
  relativeMonthly: 'Monthly, on the same weekday',
  absoluteYearly: 'Yearly, on the same day',
  relativeYearly: 'Yearly, on the same weekday',
};

export function titleOf({ fields }: Pick<Instance, 'fields'>): string {
  return fields.subject || '(no title)';
}

/** "Mon 5 Oct 10:00 to 11:00", in the zone of the mailbox; a full day keeps its date. */
export function whenText(zone: string, fields: Pick<EventFields, 'isAllDay' | 'startMs' | 'endMs'>): string {
  const wall = (ms: number) => (fields.isAllDay ? ms : wallOf(zone, ms));
  const start = wall(fields.startMs);
  const end = wall(fields.endMs);
  const startDay = Math.floor(start / DAY_MS);
  const endDay = Math.floor((fields.isAllDay ? end - DAY_MS : end) / DAY_MS);
  const from = longDate(startDay, true);
  if (fields.isAllDay)
    return startDay === endDay ? `${from}, all day` : `${from} to ${longDate(endDay, true)}, all day`;
  const to = startDay === endDay ? clockTime(end) : `${longDate(endDay, true)} ${clockTime(end)}`;
  return `${from} ${clockTime(start)} to ${to}`;
}

export function repeatText({ pattern, range }: Recurrence): string {
  const { type, interval, daysOfWeek, dayOfMonth, month, index } = pattern;
  const every = (unit: string) => (interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`);
  const days = daysOfWeek.map(capital).join(', ');
  const nth = `the ${index} ${days}`;
  const monthName = month ? new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString('en-GB', { month: 'long' }) : '';
  const words = {
    daily: every('day'),
    weekly: `${every('week')} on ${days}`,
    absoluteMonthly: `${every('month')} on day ${dayOfMonth}`,
    relativeMonthly: `${every('month')} on ${nth}`,
    absoluteYearly: `${every('year')} on ${dayOfMonth} ${monthName}`,
    relativeYearly: `${every('year')} on ${nth} of ${monthName}`,
  }[type];
  const end = {
    noEnd: 'without end',
    endDate: `until ${range.endDate}`,
    numbered: `${range.numberOfOccurrences} times`,
  }[range.type];
  return capital(`${words}, from ${range.startDate}, ${end}`);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
