import type { Instance } from '../calendar/occurrences';
import { type EventJson, eventJson, type Viewing } from './event-json';
import { expandedProperties, selectFrom } from './odata-query';

/** An event as this request asked for it: expanded properties and selection included. */
export function eventRow(instance: Instance, viewing: Viewing, url: URL): EventJson {
  const row = eventJson(instance, viewing);
  const wanted = expandedProperties(url);
  const properties = wanted.flatMap((id) => {
    const value = instance.event.properties.get(id);
    return value === undefined ? [] : [{ id, value }];
  });
  const chosen = selectFrom(row, url);
  return properties.length > 0 ? { ...chosen, singleValueExtendedProperties: properties } : chosen;
}
