import type ICAL from 'ical.js';
import { type EventFields, NEVER, type Person, type ShowAs, type Status } from '../store/event-types';
import { DAY_MS } from './days';
import { CannotImport } from './ics-rule';
import { instantOf, resolveZone } from './zones';

/** One VEVENT in our own fields. */
export type IcsTime = { ms: number; wall: number; zone: string; zoneName: string; isDate: boolean };
export type IcsContext = {
  /** The mailbox's own zone, for times that name none. */
  zoneName: string;
  /** VTIMEZONE components by TZID. */
  zones: Map<string, ICAL.Component>;
};

const BUSY_STATUS: Record<string, ShowAs> = {
  FREE: 'free',
  TENTATIVE: 'tentative',
  BUSY: 'busy',
  OOF: 'oof',
  WORKINGELSEWHERE: 'workingElsewhere',
};
const RESPONSES: Record<string, Status['response']> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentativelyAccepted',
};

export function fieldsOf(
  component: ICAL.Component,
  context: IcsContext,
): { fields: Partial<EventFields>; start: IcsTime } {
  const startProperty = component.getFirstProperty('dtstart');
  if (!startProperty) throw new CannotImport('it has no DTSTART');
  const start = timeOf(startProperty, context);
  const end = endOf(component, start, context);
  const text = (name: string) => textOf(component, name);
  const alarm = component.getFirstSubcomponent('valarm');
  const location = text('location');
  const fields: Partial<EventFields> = {
    subject: text('summary'),
    body: text('description'),
    bodyType: 'text',
    startMs: start.isDate ? start.wall : start.ms,
    endMs: start.isDate ? end.wall : end.ms,
    isAllDay: start.isDate,
    startZone: start.isDate ? context.zoneName : start.zoneName,
    endZone: start.isDate ? context.zoneName : end.zoneName,
    showAs: showAsOf(component),
    sensitivity: sensitivityOf(text('class').toUpperCase()),
    isReminderOn: alarm !== null,
    categories: component.getAllProperties('categories').flatMap((one) => one.getValues().map(String)),
    attendees: component.getAllProperties('attendee').map((one) => ({
      type:
        one.getParameter('cutype') === 'ROOM' || one.getParameter('cutype') === 'RESOURCE'
          ? 'resource'
          : one.getParameter('role') === 'OPT-PARTICIPANT'
            ? 'optional'
            : 'required',
      status: { response: RESPONSES[String(one.getParameter('partstat'))] ?? 'none', time: NEVER },
      person: personOf(one),
    })),
    locations: location
      ? [{ displayName: location, locationType: 'default', uniqueId: location, uniqueIdType: 'private' }]
      : [],
  };
  return { fields, start };
}

export function isCancelled(component: ICAL.Component): boolean {
  return textOf(component, 'status').toUpperCase() === 'CANCELLED';
}

export function organizerOf(component: ICAL.Component): Person | null {
  const property = component.getFirstProperty('organizer');
  return property ? personOf(property) : null;
}

export function timeOf(property: ICAL.Property, context: IcsContext, value?: unknown): IcsTime {
  const time = (value ?? property.getFirstValue()) as ICAL.Time | null;
  if (!time || typeof time !== 'object' || !('year' in time)) throw new CannotImport(`${property.name} cannot be read`);
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.isDate) return { ms: wall, wall, zone: 'UTC', zoneName: 'UTC', isDate: true };
  const tzid = property.getParameter('tzid');
  const isUtc = time.zone?.tzid === 'UTC' && tzid === undefined;
  const zoneName = isUtc ? 'UTC' : typeof tzid === 'string' ? tzid : context.zoneName;
  const zone = zoneOf(zoneName, context);
  return { ms: instantOf(zone, wall), wall, zone, zoneName: resolveZone(zoneName) ? zoneName : zone, isDate: false };
}

/** By its own name, by where its definition says it is, or by the last part of a path. */
function zoneOf(name: string, { zones }: IcsContext): string {
  const said = zones.get(name)?.getFirstPropertyValue('x-lic-location');
  const tail = /([A-Z][A-Za-z_]+\/[A-Za-z_/]+)$/.exec(name)?.[1];
  for (const candidate of [name, said ? String(said) : null, tail]) {
    const zone = candidate && resolveZone(candidate);
    if (zone) return zone;
  }
  throw new CannotImport(`nobody knows the time zone "${name}"`);
}

function endOf(component: ICAL.Component, start: IcsTime, context: IcsContext): IcsTime {
  const property = component.getFirstProperty('dtend');
  if (property) {
    const end = timeOf(property, context);
    if (end.isDate !== start.isDate) throw new CannotImport('DTSTART and DTEND are not of one kind');
    if (end.ms < start.ms) throw new CannotImport('its end is before its start');
    return end;
  }
  const duration = component.getFirstPropertyValue('duration') as ICAL.Duration | null;
  const lengthMs = duration ? duration.toSeconds() * 1000 : start.isDate ? DAY_MS : 0;
  const wall = start.wall + lengthMs;
  return { ...start, wall, ms: start.isDate ? wall : instantOf(start.zone, wall) };
}

/** Outlook's own word first, then the standard ones. */
function showAsOf(component: ICAL.Component): ShowAs {
  const own = BUSY_STATUS[textOf(component, 'x-microsoft-cdo-busystatus').toUpperCase()];
  if (own) return own;
  if (textOf(component, 'transp').toUpperCase() === 'TRANSPARENT') return 'free';
  return textOf(component, 'status').toUpperCase() === 'TENTATIVE' ? 'tentative' : 'busy';
}

function sensitivityOf(name: string): EventFields['sensitivity'] {
  if (name === 'PRIVATE') return 'private';
  return name === 'CONFIDENTIAL' ? 'confidential' : 'normal';
}

function personOf(property: ICAL.Property): Person {
  const address = String(property.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const name = property.getParameter('cn');
  return { name: typeof name === 'string' ? name : address, address };
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
}
