import ICAL from 'ical.js';
import { type Interval, overlaps } from '@/lib/time/interval';
import { startOfDay } from '@/lib/time/zone';

/** One time of a calendar file: when it is, what it is shown as, in iCalendar's own words. */
export type IcsTime = Interval & { status: string; allDay: boolean; cancelled: boolean };

/**
 * A calendar file, worked out by a library that knows nothing of Outlook or Carrel: recurrence, exclusions, moved
 * occurrences and zones by the file itself.
 */
export function expandIcs(text: string, window: Interval, libraryZone: string): IcsTime[] {
  const parsed = ICAL.parse(text) as unknown[];
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as ConstructorParameters<
    typeof ICAL.Component
  >[0][];
  return roots.flatMap((root) =>
    eventsOf(new ICAL.Component(root))
      .flatMap((event) => occurrencesOf(event, window))
      .map(({ component, start, end }) => ({
        ...{ start: instant(start, libraryZone), end: instant(end, libraryZone), allDay: start.isDate },
        ...{
          status: wordOf(component, 'x-microsoft-cdo-busystatus'),
          cancelled: wordOf(component, 'status') === 'CANCELLED',
        },
      }))
      .filter((one) => overlaps(one, window)),
  );
}

/** Left to itself the library takes an exception of one series for that of any other which has an occurrence at its time. */
function eventsOf(calendar: ICAL.Component): ICAL.Event[] {
  const all = calendar.getAllSubcomponents('vevent');
  const isException = (component: ICAL.Component) => component.hasProperty('recurrence-id');
  const uidOf = (component: ICAL.Component) => component.getFirstPropertyValue('uid');
  return all
    .filter((component) => !isException(component))
    .map((component) => {
      const own = all.filter((other) => isException(other) && uidOf(other) === uidOf(component));
      return new ICAL.Event(component, { exceptions: own });
    });
}

/** Busy time of the file under an answer to its words. */
export const busyTimeOf = (
  text: string,
  window: Interval,
  libraryZone: string,
  answer: IcsAnswer = USUAL,
): Interval[] => busyAmong(expandIcs(text, window, libraryZone), answer);

export const busyAmong = (times: readonly IcsTime[], answer: IcsAnswer): IcsTime[] =>
  times.filter((one) => isBusy(one, answer));

/** Which of iCalendar's words are busy, and whether events of whole days are: never, those of BUSY and OOF, or as their word is. */
export type IcsAnswer = { words: ReadonlySet<string>; wholeDays: 'none' | 'plain' | 'all' };

export const USUAL: IcsAnswer = { words: new Set(['BUSY', 'OOF', 'TENTATIVE']), wholeDays: 'plain' };

const WORDS = new Set(['FREE', 'TENTATIVE', 'BUSY', 'OOF', 'WORKINGELSEWHERE']);

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

function isBusy({ status, allDay, cancelled }: IcsTime, { words, wholeDays }: IcsAnswer): boolean {
  if (cancelled) return false;
  // A word of nobody's is never free.
  if (!WORDS.has(status)) return true;
  if (!words.has(status)) return false;
  return !allDay || wholeDays === 'all' || (wholeDays === 'plain' && (status === 'BUSY' || status === 'OOF'));
}

const wordOf = (component: ICAL.Component, name: string) =>
  String(component.getFirstPropertyValue(name) ?? '').toUpperCase();

const instant = (time: ICAL.Time, libraryZone: string) =>
  time.isDate ? startOfDay(time.toString().slice(0, 10), libraryZone) : time.toJSDate();
