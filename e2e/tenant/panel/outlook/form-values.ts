import { DAY_MS, dateOfDay, WEEKDAYS } from '../../calendar/days';
import type { PatternType, Recurrence } from '../../calendar/pattern';
import { wallOf } from '../../calendar/zones';
import type { EventFields } from '../../store/event-types';
import { clockTime } from './week-days';

/** The fields of the event form, as text, on their way to the page and back. */
export type FormValues = {
  title: string;
  date: string;
  endDate: string;
  start: string;
  end: string;
  allDay: boolean;
  showAs: string;
  sensitivity: string;
  location: string;
  categories: string;
  notes: string;
  /** Addresses of people and rooms of this organization. */
  invited: string[];
  /** Others, by address. */
  others: string;
  repeat: 'none' | PatternType;
  interval: string;
  weekdays: string[];
  index: string;
  ends: string;
  until: string;
  count: string;
};

const PATTERNS = ['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'] as const;

export function blankValues(date: string): FormValues {
  return {
    title: '',
    date,
    endDate: '',
    start: '10:00',
    end: '11:00',
    allDay: false,
    showAs: 'busy',
    sensitivity: 'normal',
    location: '',
    categories: '',
    notes: '',
    invited: [],
    others: '',
    repeat: 'none',
    interval: '1',
    weekdays: [],
    index: '',
    ends: 'noEnd',
    until: '',
    count: '',
  };
}

/** An event as the form shows it. `known`: addresses that the form offers by name. */
export function valuesOf(
  zoneOfMailbox: string,
  fields: EventFields,
  recurrence: Recurrence | null,
  known: ReadonlySet<string>,
): FormValues {
  const zone = fields.isAllDay ? 'UTC' : zoneOfMailbox;
  const startWall = wallOf(zone, fields.startMs);
  const endWall = wallOf(zone, fields.endMs);
  const date = dateOfDay(Math.floor(startWall / DAY_MS));
  const lastDate = dateOfDay(Math.floor((fields.isAllDay ? endWall - DAY_MS : endWall) / DAY_MS));
  const addresses = fields.attendees.map(({ person }) => person.address.toLowerCase());
  return {
    ...blankValues(date),
    title: fields.subject,
    endDate: lastDate === date ? '' : lastDate,
    start: fields.isAllDay ? '10:00' : clockTime(startWall),
    end: fields.isAllDay ? '11:00' : clockTime(endWall),
    allDay: fields.isAllDay,
    showAs: fields.showAs,
    sensitivity: fields.sensitivity,
    location: fields.locations[0]?.displayName ?? '',
    categories: fields.categories.join(', '),
    notes: fields.bodyType === 'text' ? fields.body : textOfHtml(fields.body),
    invited: addresses.filter((address) => known.has(address)),
    others: addresses.filter((address) => !known.has(address)).join(', '),
    ...(recurrence ? repeatValues(recurrence) : {}),
  };
}

export function repeatValues({ pattern, range }: Recurrence): Partial<FormValues> {
  return {
    repeat: pattern.type,
    interval: String(pattern.interval),
    weekdays: WEEKDAYS.filter((one) => pattern.daysOfWeek.includes(one)),
    index: pattern.type.startsWith('relative') ? pattern.index : '',
    ends: range.type,
    until: range.type === 'endDate' ? range.endDate : '',
    count: range.type === 'numbered' ? String(range.numberOfOccurrences) : '',
  };
}

export function readValues(form: URLSearchParams): FormValues {
  const text = (name: string) => (form.get(name) ?? '').trim();
  const until = text('until');
  return {
    title: text('title'),
    date: text('date'),
    endDate: text('endDate'),
    start: text('start').slice(0, 5),
    end: text('end').slice(0, 5),
    allDay: form.get('allDay') === 'yes',
    showAs: text('showAs') || 'busy',
    sensitivity: text('sensitivity') || 'normal',
    location: text('location'),
    categories: text('categories'),
    notes: (form.get('notes') ?? '').replaceAll('\r\n', '\n'),
    invited: form.getAll('invited').map((address) => address.toLowerCase()),
    others: text('others'),
    repeat: PATTERNS.find((one) => one === text('repeat')) ?? 'none',
    interval: text('interval') || '1',
    weekdays: WEEKDAYS.filter((one) => form.getAll('weekday').includes(one)),
    index: text('index'),
    ends: text('ends') || (until ? 'endDate' : 'noEnd'),
    until,
    count: text('count'),
  };
}

function textOfHtml(body: string): string {
  return body
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<(br|\/p|\/div)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}
