import ICAL from 'ical.js';

/** What a calendar file in a mail says, in words. */
export type IcsFacts = { method: string; events: IcsEventFacts[] };
export type IcsEventFacts = { facts: [name: string, value: string][]; attendees: string[] };

export function readIcs(text: string): IcsFacts | { problem: string } {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as ConstructorParameters<
      typeof ICAL.Component
    >[0][];
    const calendars = roots.map((root) => new ICAL.Component(root));
    const method = calendars.map((one) => textOf(one, 'method')).find(Boolean) ?? 'none';
    return { method, events: calendars.flatMap((one) => one.getAllSubcomponents('vevent')).map(eventFacts) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function eventFacts(component: ICAL.Component): IcsEventFacts {
  const named: [string, string][] = [
    ['Summary', textOf(component, 'summary')],
    ['When', whenOf(component)],
    ['Occurrence of', timeOf(component, 'recurrence-id')],
    ['Repeats', textOf(component, 'rrule')],
    ['Location', textOf(component, 'location')],
    ['Status', textOf(component, 'status')],
    ['Organizer', component.getAllProperties('organizer').map(personOf).join(', ')],
    ['UID', textOf(component, 'uid')],
    ['Sequence', textOf(component, 'sequence')],
  ];
  return {
    facts: named.filter(([, value]) => value !== ''),
    attendees: component.getAllProperties('attendee').map(personOf),
  };
}

function whenOf(component: ICAL.Component): string {
  const start = timeOf(component, 'dtstart');
  const end = timeOf(component, 'dtend') || textOf(component, 'duration');
  return end ? `${start} to ${end}` : start;
}

/** As it is written, with its zone: what a client makes of it is the client's affair. */
function timeOf(component: ICAL.Component, name: string): string {
  const property = component.getFirstProperty(name);
  if (!property) return '';
  const text = String(property.getFirstValue())
    .replace('T', ' ')
    .replace(/Z$/, ' UTC')
    .replace(/:00(?= UTC|$)/, '');
  const tzid = property.getParameter('tzid');
  return typeof tzid === 'string' ? `${text} (${tzid})` : text;
}

function personOf(property: ICAL.Property): string {
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
  const name = property.getParameter('cn');
  const answer = property.getParameter('partstat');
  const written = typeof name === 'string' && name !== address ? `${name} <${address}>` : address;
  return typeof answer === 'string' ? `${written}: ${answer.toLowerCase()}` : written;
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
}
