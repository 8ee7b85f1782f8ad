import type { Instance } from '../calendar/occurrences';
import { eventRow } from './event-answer';
import { type EventJson, isHidden, type Viewing } from './event-json';
import { EVENT_MEMBERS } from './event-members';
import { checkSelect, expansion } from './odata-query';
import { accessDenied, badRequest } from './problem';

/** `$select` and `$expand` of events: refused when they name what is not there. */
export function checkEventOptions(url: URL, viewing: Viewing, expandable: readonly string[] = []): void {
  checkSelect(url, EVENT_MEMBERS, 'Event');
  const { properties, others } = expansion(url);
  for (const name of others) {
    if (!expandable.includes(name)) throw badRequest(`Property '${name}' on type 'Event' cannot be expanded.`);
  }
  if (properties.length > 0 && viewing.basic) throw accessDenied();
}

/** An event as asked for. A private one shows its properties to nobody else. */
export function eventAsked(instance: Instance, viewing: Viewing, url: URL): EventJson {
  const row = eventRow(instance, viewing, url);
  if (!('singleValueExtendedProperties' in row) || !isHidden(instance, viewing)) return row;
  const { singleValueExtendedProperties: _, ...rest } = row;
  return rest;
}
