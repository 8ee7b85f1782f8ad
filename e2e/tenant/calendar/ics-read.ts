import ICAL from 'ical.js';
import type { EventFields, Person } from '../store/event-types';
import { fieldsOf, type IcsContext, type IcsTime, isCancelled, organizerOf, timeOf } from './ics-event';
import { CannotImport, recurrenceFromRule } from './ics-rule';
import type { Recurrence } from './pattern';

/** An .ics file, read: what can be kept, and what cannot with the reason. */
export type Refused = { uid: string | null; reason: string };
export type ReadEvent = {
  uid: string;
  fields: Partial<EventFields>;
  recurrence: Recurrence | null;
  isCancelled: boolean;
  organizer: Person | null;
  excluded: IcsTime[];
  exceptions: { original: IcsTime; fields: Partial<EventFields>; isCancelled: boolean }[];
};
export type ReadCalendar = { events: ReadEvent[]; refused: Refused[] };

export function parseCalendars(text: string): ICAL.Component[] {
  const parsed = ICAL.parse(text) as unknown[];
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
  return roots.map((root) => new ICAL.Component(root as ConstructorParameters<typeof ICAL.Component>[0]));
}

export function readCalendar(text: string, zoneName: string): ReadCalendar {
  try {
    return readComponents(parseCalendars(text), zoneName);
  } catch (error) {
    return { events: [], refused: [{ uid: null, reason: `this is no calendar file: ${messageOf(error)}` }] };
  }
}

export function readComponents(calendars: ICAL.Component[], zoneName: string): ReadCalendar {
  const read: ReadCalendar = { events: [], refused: [] };
  for (const calendar of calendars) {
    const definitions = calendar.getAllSubcomponents('vtimezone');
    const zones = new Map(definitions.map((one) => [String(one.getFirstPropertyValue('tzid')), one]));
    const context = { zoneName, zones };
    for (const component of calendar.getAllSubcomponents()) {
      if (component.name === 'vevent' || component.name === 'vtimezone') continue;
      read.refused.push({ uid: uidOf(component), reason: `${component.name.toUpperCase()} is no calendar event` });
    }
    for (const [uid, components] of byUid(calendar.getAllSubcomponents('vevent')))
      readOne(read, uid, components, context);
  }
  return read;
}

function readOne(read: ReadCalendar, uid: string, components: ICAL.Component[], context: IcsContext): void {
  const masters = components.filter((component) => !component.hasProperty('recurrence-id'));
  const [master] = masters;
  if (!master) {
    read.refused.push({ uid, reason: 'RECURRENCE-ID without its series' });
    return;
  }
  if (masters.length > 1) read.refused.push({ uid, reason: 'the same UID twice; the first one counts' });
  try {
    const event = eventFrom(uid, master, context);
    for (const component of components) {
      if (component.hasProperty('recurrence-id')) addException(read, event, component, context);
    }
    read.events.push(event);
  } catch (error) {
    read.refused.push({ uid, reason: messageOf(error) });
  }
}

function eventFrom(uid: string, component: ICAL.Component, context: IcsContext): ReadEvent {
  const { fields, start } = fieldsOf(component, context);
  const rules = component.getAllProperties('rrule');
  for (const name of ['rdate', 'exrule']) {
    if (component.hasProperty(name))
      throw new CannotImport(`${name.toUpperCase()} cannot be kept in an Outlook calendar`);
  }
  if (rules.length > 1) throw new CannotImport('several recurrence rules cannot be kept in an Outlook calendar');
  const rule = rules[0]?.getFirstValue() as ICAL.Recur | undefined;
  return {
    uid,
    fields,
    recurrence: rule ? recurrenceFromRule(rule, start) : null,
    isCancelled: isCancelled(component),
    organizer: organizerOf(component),
    excluded: component
      .getAllProperties('exdate')
      .flatMap((property) => property.getValues().map((value) => timeOf(property, context, value))),
    exceptions: [],
  };
}

function addException(read: ReadCalendar, event: ReadEvent, component: ICAL.Component, context: IcsContext): void {
  const property = component.getFirstProperty('recurrence-id');
  if (!property) return;
  try {
    if (property.getParameter('range'))
      throw new CannotImport('RANGE=THISANDFUTURE cannot be kept in an Outlook calendar');
    if (!event.recurrence) throw new CannotImport('RECURRENCE-ID of an event that does not repeat');
    const { fields } = fieldsOf(component, context);
    event.exceptions.push({ original: timeOf(property, context), fields, isCancelled: isCancelled(component) });
  } catch (error) {
    read.refused.push({ uid: event.uid, reason: messageOf(error) });
  }
}

function byUid(components: ICAL.Component[]): Map<string, ICAL.Component[]> {
  const groups = new Map<string, ICAL.Component[]>();
  components.forEach((component, at) => {
    const uid = uidOf(component) ?? `without-uid-${at}`;
    groups.set(uid, [...(groups.get(uid) ?? []), component]);
  });
  return groups;
}

function uidOf(component: ICAL.Component): string | null {
  const value = component.getFirstPropertyValue('uid');
  return value === null || value === undefined ? null : String(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
