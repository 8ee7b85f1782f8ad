import { DAY_MS, dateOfDay, dayOfDate, WEEKDAYS, type Weekday, weekdayOfDay } from '../calendar/days';
import { instanceOn, seriesZone } from '../calendar/occurrences';
import { datesOfSeries, type Pattern, type Recurrence, type WeekIndex } from '../calendar/pattern';
import { instantOf, wallOf } from '../calendar/zones';
import { draftOf, type EventInput } from '../graph/event-input';
import type { FoundEvent } from '../graph/find-event';
import { invalidRequest } from '../graph/problem';
import type { Attendee, CalendarEvent, EventFields } from '../store/event-types';
import { changeEvent, removeEvent, rewriteEvent } from '../store/events';
import { calendarOf, type Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { createOrganised, keptStatuses, type Organising, organised } from './organise';
import { sameCase } from './views';

/** What people do with a whole series. Others who are invited hear of each. */

/** Every occurrence moves by as much, in the series' own wall time; days of its pattern move along. */
export function shiftSeries(world: World, mailbox: Mailbox, event: CalendarEvent, minutes: number): void {
  const recurrence = recurrenceOf(event);
  const zone = seriesZone(event);
  const { startMs, endMs, attendees } = event.fields;
  const from = wallOf(zone, startMs);
  const to = from + minutes * 60_000;
  const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS);
  const fields = {
    startMs: instantOf(zone, to),
    endMs: instantOf(zone, wallOf(zone, endMs) + minutes * 60_000),
    attendees: keptStatuses(attendees, attendees, true),
  };
  const moved = {
    pattern: movedPattern(recurrence.pattern, Math.floor(to / DAY_MS), days),
    range: movedRange(recurrence, days),
  };
  organised(world, mailbox, event, () => changeEvent(world, mailbox, event, { fields, recurrence: moved }));
}

/** "Delete this and following": what was changed before stays. From the first occurrence on, all of it goes. */
export function endSeriesBefore(
  world: World,
  mailbox: Mailbox,
  { event, date }: FoundEvent,
  organising: Organising = {},
): void {
  const recurrence = recurrenceOf(event);
  if (!date) throw invalidRequest('This needs one occurrence of a series.');
  organised(world, mailbox, event, () => cutSeries(world, mailbox, event, recurrence, date), organising);
}

/** "This and following": the old series ends the day before, and a new one begins with the change. */
export function splitSeries(
  world: World,
  mailbox: Mailbox,
  { event, date }: FoundEvent,
  input: EventInput,
  organising: Organising = {},
): CalendarEvent {
  const recurrence = recurrenceOf(event);
  const plain = date ? instanceOn({ ...event, exceptions: new Map() }, date) : null;
  if (!date || !plain) throw invalidRequest('This needs one occurrence of a series.');
  const { startMs, endMs } = plain.fields;
  const present = { ...event.fields, startMs, endMs };
  const draft = draftOf(input, present);
  const attendees = draft.fields.attendees ?? present.attendees;
  const isSameTime = draft.fields.startMs === undefined && draft.recurrence === undefined;
  const laterGaps = isSameTime ? [...event.removedDates].filter((one) => one > date) : [];
  const rest = restOf(recurrence, date);
  const calendar = calendarOf(mailbox, event);
  endSeriesBefore(world, mailbox, { event, date, instance: plain }, organising);
  return createOrganised(
    world,
    mailbox,
    calendar,
    {
      ...draft,
      fields: { ...present, ...draft.fields, attendees: keptStatuses(attendees, [], true) },
      recurrence: draft.recurrence === undefined ? rest : draft.recurrence,
      properties: new Map([...event.properties, ...(draft.properties ?? [])]),
      removedDates: new Set(laterGaps),
    },
    organising,
  );
}

function recurrenceOf({ recurrence }: CalendarEvent): Recurrence {
  if (!recurrence) throw invalidRequest('The event is not a series.');
  return recurrence;
}

function cutSeries(world: World, mailbox: Mailbox, event: CalendarEvent, recurrence: Recurrence, date: string): void {
  const day = dayOfDate(date);
  const isFirst = datesOfSeries(recurrence, dayOfDate(recurrence.range.startDate), day - 1).length === 0;
  if (isFirst) {
    removeEvent(world, mailbox, event);
    return;
  }
  const range = { ...recurrence.range, type: 'endDate' as const, endDate: dateOfDay(day - 1), numberOfOccurrences: 0 };
  const { attendees } = event.fields;
  const askedAgain = (fields: EventFields) => ({ ...fields, attendees: askedOf(fields.attendees, attendees) });
  const kept = [...event.exceptions].filter(([one]) => one < date);
  rewriteEvent(world, mailbox, event, {
    fields: askedAgain(event.fields),
    recurrence: { pattern: recurrence.pattern, range },
    exceptions: new Map(kept.map(([one, exception]) => [one, { ...exception, fields: askedAgain(exception.fields) }])),
    removedDates: new Set([...event.removedDates].filter((one) => one < date)),
  });
}

/** Who is invited to the series is asked again; who is invited to one occurrence only hears nothing of its end. */
function askedOf(invited: Attendee[], toSeries: Attendee[]): Attendee[] {
  const addresses = toSeries.map(({ person }) => sameCase(person.address));
  return invited.flatMap((one) =>
    addresses.includes(sameCase(one.person.address)) ? keptStatuses([one], [], true) : [one],
  );
}

function restOf({ pattern, range }: Recurrence, date: string): Recurrence {
  if (range.type !== 'numbered') return { pattern, range: { ...range, startDate: date } };
  const before = datesOfSeries({ pattern, range }, dayOfDate(range.startDate), dayOfDate(date) - 1).length;
  const numberOfOccurrences = range.numberOfOccurrences - before;
  return { pattern, range: { ...range, startDate: date, numberOfOccurrences } };
}

function movedRange({ range }: Recurrence, days: number): Recurrence['range'] {
  const later = (date: string) => dateOfDay(dayOfDate(date) + days);
  const endDate = range.type === 'endDate' ? later(range.endDate) : range.endDate;
  return { ...range, startDate: later(range.startDate), endDate };
}

const INDEXES: WeekIndex[] = ['first', 'second', 'third', 'fourth', 'last'];

/** `day`: the day on which the series begins from now on. */
function movedPattern(pattern: Pattern, day: number, days: number): Pattern {
  if (days === 0 || pattern.type === 'daily') return pattern;
  if (pattern.type === 'weekly')
    return { ...pattern, daysOfWeek: pattern.daysOfWeek.map((name) => laterDay(name, days)) };
  const [, month = '1', dayOfMonth = '1'] = dateOfDay(day).split('-');
  const inYear = pattern.type.endsWith('Yearly') ? { month: Number(month) } : {};
  if (pattern.type.startsWith('absolute')) return { ...pattern, ...inYear, dayOfMonth: Number(dayOfMonth) };
  const index = INDEXES[Math.floor((Number(dayOfMonth) - 1) / 7)] ?? 'last';
  return { ...pattern, ...inYear, index, daysOfWeek: [WEEKDAYS[weekdayOfDay(day)] ?? 'monday'] };
}

function laterDay(name: Weekday, days: number): Weekday {
  return WEEKDAYS[(((WEEKDAYS.indexOf(name) + days) % 7) + 7) % 7] ?? name;
}
