import { dateOfDay, dayOfDate, monthOfDay, WEEKDAYS, weekdayOfDay } from '../../calendar/days';
import type { FormValues } from './form-values';
import type { Invitable } from './invitable';
import { readDate } from './week-days';

/** What is wrong with the form, and at which field. */
export class FormProblem {
  constructor(
    readonly field: keyof FormValues | null,
    readonly text: string,
  ) {}
}

/**
 * What the form says, in Graph's own form, so that a person and a program pass the same rules. Of an event that exists
 * only what differs from `present` is written: a new title must not move anything.
 */
export function inputFrom(
  values: FormValues,
  about: { timeZone: string; people: Invitable[]; present?: FormValues; mayRepeat: boolean; mayInvite: boolean },
): Record<string, unknown> | FormProblem {
  const { present, people, timeZone } = about;
  const times = timesFrom(values, timeZone);
  if (times instanceof FormProblem) return times;
  const differs = (...names: (keyof FormValues)[]) =>
    !present || names.some((name) => String(values[name]) !== String(present[name]));
  const input: Record<string, unknown> = {};
  if (differs('title')) input.subject = values.title;
  if (differs('date', 'endDate', 'start', 'end', 'allDay')) Object.assign(input, times, { isAllDay: values.allDay });
  if (differs('showAs')) input.showAs = values.showAs;
  if (differs('sensitivity')) input.sensitivity = values.sensitivity;
  if (differs('categories')) input.categories = listOf(values.categories);
  if (differs('notes') && (present || values.notes)) input.body = { contentType: 'text', content: values.notes };
  if (about.mayInvite && differs('invited', 'others')) {
    const attendees = attendeesFrom(values, people);
    if (attendees instanceof FormProblem) return attendees;
    if (present || attendees.length > 0) input.attendees = attendees;
  }
  if (differs('location', 'invited')) Object.assign(input, locationFrom(values, people, present));
  // A series on another date has another pattern, if only by its day.
  const repeats = differs('repeat', 'interval', 'weekdays', 'index', 'ends', 'until', 'count');
  if (about.mayRepeat && (repeats || (values.repeat !== 'none' && differs('date')))) {
    const recurrence = recurrenceFrom(withDayOf(values, present), timeZone);
    if (recurrence instanceof FormProblem) return recurrence;
    if (present || recurrence) input.recurrence = recurrence;
  }
  return input;
}

function timesFrom(values: FormValues, timeZone: string): Record<string, unknown> | FormProblem {
  const { date, endDate, start, end, allDay } = values;
  if (!readDate(date)) return new FormProblem('date', 'Give the date of the event.');
  if (endDate && !readDate(endDate)) return new FormProblem('endDate', 'This is no date.');
  if (!allDay && !isTime(start)) return new FormProblem('start', 'Give the time it begins, as 09:30.');
  if (!allDay && !isTime(end)) return new FormProblem('end', 'Give the time it ends, as 10:30.');
  const last = endDate || date;
  if (last < date) return new FormProblem('endDate', 'The last day is before the first.');
  if (!allDay && `${last}T${end}` <= `${date}T${start}`)
    return new FormProblem('end', 'The end is not after the start. If it ends on another day, give the last day.');
  const from = allDay ? `${date}T00:00:00` : `${date}T${start}:00`;
  const to = allDay ? `${dateOfDay(dayOfDate(last) + 1)}T00:00:00` : `${last}T${end}:00`;
  return { start: { dateTime: from, timeZone }, end: { dateTime: to, timeZone } };
}

function attendeesFrom({ invited, others }: FormValues, people: Invitable[]): unknown[] | FormProblem {
  const addresses = listOf(others.replace(/[;\n]/g, ','));
  const wrong = addresses.find((address) => !/^[^\s@<>]+@[^\s@<>]+$/.test(address));
  if (wrong) return new FormProblem('others', `"${wrong}" is no mail address.`);
  const known = people.filter(({ address }) => invited.includes(address));
  return [
    ...known.map(({ address, name, isRoom }) => ({
      type: isRoom ? 'resource' : 'required',
      emailAddress: { name, address },
    })),
    ...addresses.map((address) => ({ type: 'required', emailAddress: { name: address, address } })),
  ];
}

/** A room that is invited is where it takes place, unless another place is written. */
function locationFrom(values: FormValues, people: Invitable[], present: FormValues | undefined) {
  const roomsOf = ({ invited }: FormValues) => people.filter((one) => one.isRoom && invited.includes(one.address));
  const rooms = roomsOf(values);
  const stale =
    present && values.location === present.location && roomsOf(present).some(({ name }) => name === present.location);
  if (rooms[0] && (!values.location || stale)) {
    const { name, address } = rooms[0];
    return {
      location: {
        displayName: name,
        locationEmailAddress: address,
        locationUri: address,
        locationType: 'conferenceRoom',
      },
    };
  }
  if (stale) return { location: { displayName: '' } };
  if (present && values.location === present.location) return {};
  return { location: { displayName: values.location } };
}

/** Who moves a series from Monday to Tuesday means the weekday too, unless the form says another. */
function withDayOf(values: FormValues, present: FormValues | undefined): FormValues {
  if (!present || values.date === present.date) return values;
  const wasOn = readDate(present.date) && WEEKDAYS[weekdayOfDay(dayOfDate(present.date))];
  const isOwnDay = String(values.weekdays) === String(wasOn) && String(values.weekdays) === String(present.weekdays);
  return isOwnDay ? { ...values, weekdays: [], index: values.index === present.index ? '' : values.index } : values;
}

function recurrenceFrom(values: FormValues, recurrenceTimeZone: string): Record<string, unknown> | FormProblem | null {
  if (values.repeat === 'none') return null;
  const { date, ends, until, count } = values;
  const interval = Number(values.interval);
  if (!Number.isInteger(interval) || interval < 1 || interval > 999)
    return new FormProblem('interval', 'Give a whole number from 1 to 999.');
  if (ends === 'endDate' && !readDate(until)) return new FormProblem('until', 'Give the date of the last day.');
  if (ends === 'endDate' && until < date) return new FormProblem('until', 'This is before the event begins.');
  const numberOfOccurrences = Number(count);
  if (
    ends === 'numbered' &&
    (!Number.isInteger(numberOfOccurrences) || !count || numberOfOccurrences < 1 || numberOfOccurrences > 999)
  )
    return new FormProblem('count', 'Give a whole number from 1 to 999.');
  const range =
    ends === 'endDate'
      ? { type: 'endDate', startDate: date, endDate: until }
      : ends === 'numbered'
        ? { type: 'numbered', startDate: date, numberOfOccurrences }
        : { type: 'noEnd', startDate: date };
  return { pattern: patternFrom(values, interval), range: { ...range, recurrenceTimeZone } };
}

function patternFrom({ repeat, date, weekdays, index }: FormValues, interval: number) {
  const day = dayOfDate(date);
  const { day: dayOfMonth, month } = monthOfDay(day);
  const daysOfWeek = weekdays.length > 0 ? weekdays : [WEEKDAYS[weekdayOfDay(day)]];
  const nth = index || (['first', 'second', 'third', 'fourth'][Math.floor((dayOfMonth - 1) / 7)] ?? 'last');
  return {
    type: repeat,
    interval,
    ...(repeat === 'weekly' ? { daysOfWeek, firstDayOfWeek: 'monday' } : {}),
    ...(repeat.startsWith('absolute') ? { dayOfMonth } : {}),
    ...(repeat.startsWith('relative') ? { daysOfWeek, index: nth } : {}),
    ...(repeat.endsWith('Yearly') ? { month } : {}),
  };
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
