import type { EventAnswer } from './event';

/** What must agree within one event, whichever of its members were asked for. */
export function disagreements(event: Partial<EventAnswer>): string[] {
  const {
    type,
    seriesMasterId,
    originalStart,
    isAllDay,
    start,
    end,
    changeKey: key,
    location: first,
    locations,
  } = event;
  const found: string[] = [];
  const isPart = type === 'occurrence' || type === 'exception';
  if (isPart && seriesMasterId === null) found.push(`seriesMasterId: null on an ${type}`);
  if (type && !isPart && seriesMasterId) found.push(`seriesMasterId: set on a ${type}`);
  if (type && !isPart && originalStart) found.push(`originalStart: present on a ${type}`);
  if (event.recurrence && type && type !== 'seriesMaster') found.push(`recurrence: present on a ${type}`);
  if (type === 'seriesMaster' && event.recurrence === null) found.push('recurrence: null on a seriesMaster');
  if (key && event['@odata.etag'] && event['@odata.etag'] !== `W/"${key}"`)
    found.push('changeKey: differs from the etag');
  const midnight = (time: typeof start) => !time || time.dateTime.endsWith('T00:00:00.0000000');
  if (isAllDay && !(midnight(start) && midnight(end))) found.push('start, end: not midnight though isAllDay');
  if (first && locations?.[0] && locations[0].displayName !== first.displayName)
    found.push('locations: its first differs from location');
  return found;
}
