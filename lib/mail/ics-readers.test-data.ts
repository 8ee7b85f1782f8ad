import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { readStrictIcs } from './strict-ics.test-data';

/** What a calendar program takes from a file: instants in milliseconds, texts without their escapes. */
export type Said = {
  method: string;
  status: string;
  uid: string;
  sequence: number;
  start: number;
  end: number;
  summary: string;
  location: string;
  url: string;
  description: string;
  organizer: string;
  attendees: string[];
};

/** The same facts by two libraries and by a strict reader of our own, that share nothing. */
export const icsReaders: Record<string, (text: string) => Said> = {
  'ical.js': byIcalJs,
  'ts-ics': byTsIcs,
  'a strict reader of RFC 5545': byStrictReader,
};

/** Of a file with several events: whose they are, as each library lists them. */
export const uidsOf: Record<string, (text: string) => string[]> = {
  'ical.js': (text) => {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    return events.map((event) => String(event.getFirstPropertyValue('uid')));
  },
  'ts-ics': (text) => (convertIcsCalendar(undefined, text).events ?? []).map(({ uid }) => uid),
};

function byIcalJs(text: string): Said {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  const value = (name: string) => String(event.component.getFirstPropertyValue(name) ?? '');
  return {
    ...{ method: String(calendar.getFirstPropertyValue('method')), status: value('status') },
    ...{ uid: event.uid, sequence: event.sequence, summary: event.summary, location: event.location },
    ...{ start: event.startDate.toJSDate().getTime(), end: event.endDate.toJSDate().getTime() },
    ...{ description: event.description, organizer: address(value('organizer')), url: value('url') },
    attendees: event.attendees.map((one) => address(String(one.getFirstValue()))),
  };
}

function byTsIcs(text: string): Said {
  const { method = '', events = [] } = convertIcsCalendar(undefined, text);
  const [event] = events;
  if (!event || events.length > 1) throw new Error(`${events.length} events`);
  const { status = '', uid, sequence = 0, start, end, summary, location = '', description = '', url = '' } = event;
  return {
    ...{ method, status, uid, sequence, summary, location, description, url },
    ...{ start: start.date.getTime(), end: end?.date.getTime() ?? 0 },
    ...{ organizer: event.organizer?.email ?? '', attendees: (event.attendees ?? []).map(({ email }) => email) },
  };
}

function byStrictReader(text: string): Said {
  const calendar = readStrictIcs(text);
  const event = calendar.components.find(({ name }) => name === 'VEVENT');
  const values = (name: string) => (event?.properties ?? []).filter((one) => one.name === name).map((one) => one.value);
  const value = (name: string) => values(name)[0] ?? '';
  const words = (name: string) =>
    value(name).replaceAll(/\\(.)/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
  const instant = (name: string) =>
    Date.parse(value(name).replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  return {
    ...{ method: calendar.properties.find(({ name }) => name === 'METHOD')?.value ?? '', status: value('STATUS') },
    ...{ uid: value('UID'), sequence: Number(value('SEQUENCE')), start: instant('DTSTART'), end: instant('DTEND') },
    ...{ summary: words('SUMMARY'), location: words('LOCATION'), description: words('DESCRIPTION') },
    ...{ url: value('URL') },
    ...{ organizer: address(value('ORGANIZER')), attendees: values('ATTENDEE').map(address) },
  };
}

const address = (uri: string) => uri.toLowerCase().replace(/^mailto:/, '');
