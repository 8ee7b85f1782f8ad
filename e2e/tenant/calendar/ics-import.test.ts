import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { shiftedSeed } from '../seed/fill-calendars';
import { defaultCalendar } from '../store/mailbox';
import { frozenTenant, NOW } from '../testing';
import { mailboxOf, type World } from '../world';
import { DAY_MS, dayOfDate } from './days';
import { importCalendar } from './ics-import';
import { readCalendar } from './ics-read';
import { instancesBetween } from './occurrences';

const MONDAY = dayOfDate('2026-10-05');
const FROM = (MONDAY - 21) * DAY_MS;
const TO = (MONDAY + 12 * 7) * DAY_MS;
const WITH_FILE =
  'admin librarian ben.okafor carla.mendes david.chen elena.petrova farid.haddad grace.muthoni hannah.weiss ivan.costa julia.novak kenji.mori lucia.romero patron it linden maple oak garden-hall makerspace'.split(
    ' ',
  );

describe('importing calendar files', () => {
  it.each(WITH_FILE)('%s: the tenant expands the seed as another library does', (name) => {
    const world = frozenTenant().world();
    const spans = ownSpans(world, `${name}@library.example`);
    expect(spans.length).toBeGreaterThan(0);
    expect(spans).toEqual(spansByIcalJs(shiftedSeed(name, MONDAY)));
  });

  it('leaves Linden Room free from noon on for the seeded day and the three after it', () => {
    const world = frozenTenant().world();
    for (let day = MONDAY; day < MONDAY + 4; day += 1) {
      const noon = day * DAY_MS + 16 * 3_600_000;
      expect(ownSpans(world, 'linden@library.example', noon, noon + 6 * 3_600_000)).toEqual([]);
    }
  });

  it('says what it cannot keep, and keeps the rest', () => {
    const world = frozenTenant().world();
    const mailbox = mailboxOf(world, 'nobody@library.example') ?? mailboxOf(world, 'librarian@library.example');
    if (!mailbox) throw new Error('no mailbox');
    const answer = importCalendar(world, mailbox, MIXED, { settled: false });
    expect(answer.imported).toBe(1);
    expect(answer.refused.map(({ uid, reason }) => [uid, reason])).toEqual([
      ['todo', 'VTODO is no calendar event'],
      ['31st', 'day 31 of the month means another day in Outlook in some months'],
      ['hourly', 'FREQ=HOURLY cannot be kept in an Outlook calendar'],
      ['fifth', 'weekday number "5" of the month cannot be kept'],
      ['rdate', 'RDATE cannot be kept in an Outlook calendar'],
      ['zone', 'nobody knows the time zone "Moon/Base"'],
      ['orphan', 'RECURRENCE-ID without its series'],
    ]);
  });

  it('refuses text that is no calendar', () => {
    expect(readCalendar('hello', 'UTC').refused[0]?.reason).toMatch(/no calendar file/);
  });

  it('reads zones by Windows name, by their definition and by the end of a path', () => {
    const starts = ['Eastern Standard Time', '/example.org/2024/America/New_York', 'My Zone'].map((tzid) => {
      const zone = `BEGIN:VTIMEZONE\nTZID:${tzid}\nX-LIC-LOCATION:America/New_York\nEND:VTIMEZONE\n`;
      const text = calendar(
        `${zone}BEGIN:VEVENT\nUID:a\nDTSTART;TZID="${tzid}":20261005T090000\nDURATION:PT1H\nEND:VEVENT`,
      );
      return readCalendar(text, 'UTC').events[0]?.fields.startMs;
    });
    expect(new Set(starts)).toEqual(new Set([Date.parse('2026-10-05T13:00:00Z')]));
  });
});

function ownSpans(world: World, upn: string, from = FROM, to = TO) {
  const mailbox = mailboxOf(world, upn);
  if (!mailbox) throw new Error(`no mailbox ${upn}`);
  const instances = [...defaultCalendar(mailbox).events.values()].flatMap((event) => instancesBetween(event, from, to));
  return instances.map(({ fields }) => span(fields.startMs, fields.endMs, fields.subject)).sort();
}

/** Nothing of ours in here but the file: zones as the file defines them, expansion by ical.js. */
function spansByIcalJs(text: string): string[] {
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const components = root.getAllSubcomponents('vevent');
  const exceptions = components.filter((one) => one.hasProperty('recurrence-id'));
  const found: string[] = [];
  for (const component of components) {
    if (component.hasProperty('recurrence-id')) continue;
    const event = new ICAL.Event(component);
    for (const exception of exceptions) {
      if (exception.getFirstPropertyValue('uid') === event.uid) event.relateException(exception);
    }
    if (!event.isRecurring()) {
      const [start, end] = [instant(event.startDate), instant(event.endDate)];
      if (start < TO && end > FROM) found.push(span(start, end, event.summary));
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { startDate, endDate, item } = event.getOccurrenceDetails(next);
      const start = instant(startDate);
      const end = instant(endDate);
      if (start >= TO) break;
      if (end > FROM) found.push(span(start, end, item.summary));
    }
  }
  ICAL.TimezoneService.reset();
  return found.sort();
}

function instant(time: ICAL.Time): number {
  if (time.isDate) return Date.UTC(time.year, time.month - 1, time.day);
  return time.toUnixTime() * 1000;
}

function span(start: number, end: number, subject: string): string {
  return `${new Date(start).toISOString()} ${new Date(end).toISOString()} ${subject}`;
}

function calendar(inner: string): string {
  return `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n${inner}\nEND:VCALENDAR`;
}

function vevent(uid: string, lines: string): string {
  return `BEGIN:VEVENT\nUID:${uid}\nDTSTART:20261005T090000Z\nDTEND:20261005T100000Z\n${lines}\nEND:VEVENT`;
}

const MIXED = calendar(
  [
    'BEGIN:VTODO\nUID:todo\nEND:VTODO',
    vevent('good', 'SUMMARY:Kept'),
    vevent('31st', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31'),
    vevent('hourly', 'RRULE:FREQ=HOURLY'),
    vevent('fifth', 'RRULE:FREQ=MONTHLY;BYDAY=5MO'),
    vevent('rdate', 'RDATE:20261007T090000Z'),
    'BEGIN:VEVENT\nUID:zone\nDTSTART;TZID=Moon/Base:20261005T090000\nEND:VEVENT',
    vevent('orphan', 'RECURRENCE-ID:20261005T090000Z'),
  ].join('\n'),
);
if (Date.parse(NOW) / DAY_MS < MONDAY) throw new Error('the tests are written for the week of NOW');
