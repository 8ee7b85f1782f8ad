import type ICAL from 'ical.js';
import { dayOfDate, monthOfDay, weekdayOfDay } from '../calendar/days';

/** Moves a calendar written for one week to another, by whole weeks, so that weekdays and wall times stay. */
const MOVED = ['dtstart', 'dtend', 'exdate', 'recurrence-id'];
const SHORT_DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

export function referenceWeek(calendar: ICAL.Component): number {
  const text = String(calendar.getFirstPropertyValue('x-reference-week'));
  return dayOfDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
}

export function shiftCalendar(calendar: ICAL.Component, days: number): void {
  for (const event of calendar.getAllSubcomponents('vevent')) {
    move(event, MOVED, days);
    const property = event.getFirstProperty('rrule');
    const rule = property?.getFirstValue() as ICAL.Recur | undefined;
    if (!property || !rule) continue;
    rule.until?.adjust(days, 0, 0, 0);
    property.setValue(rule);
    move(event, ['dtstart', 'dtend'], daysToFirst(event, rule));
  }
}

function move(event: ICAL.Component, names: string[], days: number): void {
  for (const name of names) {
    for (const property of event.getAllProperties(name)) {
      const times = property.getValues() as ICAL.Time[];
      for (const time of times) time.adjust(days, 0, 0, 0);
      if (property.isMultiValue) property.setValues(times);
      else if (times[0]) property.setValue(times[0]);
    }
  }
}

/** A third Tuesday shifted by weeks is some other Tuesday: the series then begins on the next third one. */
function daysToFirst(event: ICAL.Component, rule: ICAL.Recur): number {
  const [day] = ((rule.parts as Record<string, string[]>).BYDAY ?? []) as string[];
  const match = /^(-?\d)([A-Z]{2})$/.exec(day ?? '');
  const monthDay = Number((rule.parts as Record<string, number[]>).BYMONTHDAY?.[0] ?? 0);
  if (rule.freq !== 'MONTHLY' || (!match && !monthDay)) return 0;
  const start = event.getFirstPropertyValue('dtstart') as ICAL.Time;
  const first = dayOfDate(start.toString().slice(0, 10));
  for (let offset = 0; offset < 62; offset += 1) {
    const isFirst = match
      ? isNumbered(first + offset, Number(match[1]), match[2] ?? '')
      : monthOfDay(first + offset).day === monthDay;
    if (isFirst) return offset;
  }
  return 0;
}

function isNumbered(day: number, number: number, name: string): boolean {
  if (SHORT_DAYS[weekdayOfDay(day)] !== name) return false;
  if (number < 0) return monthOfDay(day + 7).month !== monthOfDay(day).month;
  return Math.ceil(monthOfDay(day).day / 7) === number;
}
