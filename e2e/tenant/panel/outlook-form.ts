import { DAY_MS, dateOfDay, dayOfDate, WEEKDAYS, weekdayOfDay } from '../calendar/days';
import { wallOf } from '../calendar/zones';
import { type EventFields, SHOW_AS } from '../store/event-types';
import type { Mailbox } from '../store/mailbox';
import { type Html, html } from './html';
import { clockTime, SHOW_AS_WORDS, zoneOf } from './outlook-week';

/** The fields of the event form, as text, on their way to the page and back. */
export type FormValues = {
  title: string;
  date: string;
  endDate: string;
  start: string;
  end: string;
  allDay: boolean;
  showAs: string;
  isPrivate: boolean;
  location: string;
  repeat: 'none' | 'daily' | 'weekly';
  until: string;
};

export function blankValues(date: string): FormValues {
  return {
    title: '',
    date,
    endDate: '',
    start: '10:00',
    end: '11:00',
    allDay: false,
    showAs: 'busy',
    isPrivate: false,
    location: '',
    repeat: 'none',
    until: '',
  };
}

export function valuesOf(mailbox: Mailbox, fields: EventFields): FormValues {
  const zone = fields.isAllDay ? 'UTC' : zoneOf(mailbox);
  const startWall = wallOf(zone, fields.startMs);
  const endWall = wallOf(zone, fields.endMs);
  const date = dateOfDay(Math.floor(startWall / DAY_MS));
  const lastDate = dateOfDay(Math.floor((fields.isAllDay ? endWall - DAY_MS : endWall) / DAY_MS));
  return {
    ...blankValues(date),
    title: fields.subject,
    endDate: lastDate === date ? '' : lastDate,
    start: fields.isAllDay ? '10:00' : clockTime(startWall),
    end: fields.isAllDay ? '11:00' : clockTime(endWall),
    allDay: fields.isAllDay,
    showAs: fields.showAs,
    isPrivate: fields.sensitivity === 'private',
    location: fields.locations[0]?.displayName ?? '',
  };
}

export function readValues(form: URLSearchParams): FormValues {
  const text = (name: string) => (form.get(name) ?? '').trim();
  const repeat = text('repeat');
  return {
    title: text('title'),
    date: text('date'),
    endDate: text('endDate'),
    start: text('start'),
    end: text('end'),
    allDay: form.get('allDay') === 'yes',
    showAs: text('showAs') || 'busy',
    isPrivate: form.get('private') === 'yes',
    location: text('location'),
    repeat: repeat === 'daily' || repeat === 'weekly' ? repeat : 'none',
    until: text('until'),
  };
}

/** What the form says, in Graph's own form, so that a person and a program pass the same rules. */
export function inputFrom(
  mailbox: Mailbox,
  values: FormValues,
): { input: Record<string, unknown> } | { problem: string } {
  const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDate(values.date) || (values.endDate && !isDate(values.endDate)))
    return { problem: 'Give the date of the event.' };
  if (!values.allDay && (!/^\d\d:\d\d$/.test(values.start) || !/^\d\d:\d\d$/.test(values.end))) {
    return { problem: 'Give a start and an end time.' };
  }
  const lastDate = values.endDate || values.date;
  const timeZone = mailbox.timeZone;
  const start = values.allDay ? `${values.date}T00:00:00` : `${values.date}T${values.start}:00`;
  const end = values.allDay ? `${dateOfDay(dayOfDate(lastDate) + 1)}T00:00:00` : `${lastDate}T${values.end}:00`;
  if (end <= start) return { problem: 'The end is not after the start.' };
  const input: Record<string, unknown> = {
    subject: values.title,
    start: { dateTime: start, timeZone },
    end: { dateTime: end, timeZone },
    isAllDay: values.allDay,
    showAs: values.showAs,
    sensitivity: values.isPrivate ? 'private' : 'normal',
    location: { displayName: values.location },
  };
  if (values.repeat !== 'none') input.recurrence = recurrenceFrom(values, timeZone);
  return { input };
}

function recurrenceFrom({ repeat, date, until }: FormValues, recurrenceTimeZone: string) {
  const weekday = WEEKDAYS[weekdayOfDay(dayOfDate(date))];
  const pattern =
    repeat === 'weekly' ? { type: 'weekly', interval: 1, daysOfWeek: [weekday] } : { type: 'daily', interval: 1 };
  const range = until ? { type: 'endDate', startDate: date, endDate: until } : { type: 'noEnd', startDate: date };
  return { pattern, range: { ...range, recurrenceTimeZone } };
}

export function eventForm(action: string, values: FormValues, mayRepeat: boolean): Html {
  const choice = (value: string, words: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen && html`selected`}>${words}</option>`;
  return html`<form method="post" action="${action}" class="card">
<label for="title">Title</label><input id="title" name="title" type="text" value="${values.title}">
<div class="row"><div><label for="date">Date</label><input id="date" name="date" type="date" required value="${values.date}"></div>
<div><label for="start">Start time</label><input id="start" name="start" type="time" value="${values.start}"></div>
<div><label for="end">End time</label><input id="end" name="end" type="time" value="${values.end}"></div>
<div><label for="endDate">Last day (if another)</label><input id="endDate" name="endDate" type="date" value="${values.endDate}"></div></div>
<label class="choice"><input type="checkbox" name="allDay" value="yes" ${values.allDay && html`checked`}> All day</label>
<div class="row"><div><label for="showAs">Show as</label><select id="showAs" name="showAs">${SHOW_AS.filter((one) => one !== 'unknown').map((one) => choice(one, SHOW_AS_WORDS[one], values.showAs))}</select></div>
<div><label for="location">Location</label><input id="location" name="location" type="text" value="${values.location}"></div></div>
<label class="choice"><input type="checkbox" name="private" value="yes" ${values.isPrivate && html`checked`}> Private</label>
${
  mayRepeat &&
  html`<div class="row"><div><label for="repeat">Repeat</label><select id="repeat" name="repeat">${choice('none', 'Does not repeat', values.repeat)}${choice('daily', 'Daily', values.repeat)}${choice('weekly', 'Weekly', values.repeat)}</select></div>
<div><label for="until">Repeat until (optional)</label><input id="until" name="until" type="date" value="${values.until}"></div></div>`
}
<button type="submit">Save</button></form>`;
}
