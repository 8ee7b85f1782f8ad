import ICAL from 'ical.js';
import { type Interval, overlaps } from '@/lib/time/interval';
import { startOfDay } from '@/lib/time/zone';

/**
 * Busy time of a calendar file, worked out by a library that knows nothing of Outlook or Carrel: recurrence, exclusions,
 * moved occurrences and zones by the file itself. What is busy is said by the file's own BUSYSTATUS.
 */
export function busyTimeOf(text: string, window: Interval, libraryZone: string): Interval[] {
  const parsed = ICAL.parse(text) as unknown[];
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as ConstructorParameters<
    typeof ICAL.Component
  >[0][];
  return roots.flatMap((root) =>
    new ICAL.Component(root)
      .getAllSubcomponents('vevent')
      .filter((component) => !component.hasProperty('recurrence-id'))
      .flatMap((component) => occurrencesOf(new ICAL.Event(component), window))
      .flatMap(({ component, start, end }) => {
        const interval = { start: instant(start, libraryZone), end: instant(end, libraryZone) };
        return isBusy(component, start.isDate) && overlaps(interval, window) ? [interval] : [];
      }),
  );
}

type Occurrence = { component: ICAL.Component; start: ICAL.Time; end: ICAL.Time };

function occurrencesOf(event: ICAL.Event, window: Interval): Occurrence[] {
  const { component } = event;
  if (!event.isRecurring()) return [{ component, start: event.startDate, end: event.endDate }];
  const found: Occurrence[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    if (next.toJSDate() > new Date(window.end.getTime() + 40 * 86_400_000)) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    found.push({ component: item.component, start: startDate, end: endDate });
  }
  return found;
}

function isBusy(component: ICAL.Component, allDay: boolean): boolean {
  if (String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') return false;
  const status = String(component.getFirstPropertyValue('x-microsoft-cdo-busystatus') ?? '').toUpperCase();
  if (status === 'BUSY' || status === 'OOF') return true;
  return status === 'TENTATIVE' && !allDay;
}

const instant = (time: ICAL.Time, libraryZone: string) =>
  time.isDate ? startOfDay(time.toString().slice(0, 10), libraryZone) : time.toJSDate();
