import type { Instance } from '../../calendar/occurrences';
import type { Response } from '../../store/event-types';

/** What the mailbox answered: to this occurrence, or to the whole. */
export function responseOf({ event, date }: Pick<Instance, 'event' | 'date'>): Response {
  const own = date ? event.exceptions.get(date)?.responseStatus : undefined;
  return (own ?? event.responseStatus).response;
}
