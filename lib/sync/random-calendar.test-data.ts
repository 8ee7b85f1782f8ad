import { addDays, type LocalDate, weekdayOf } from '@/lib/time/zone';

const STATUSES = ['FREE', 'TENTATIVE', 'BUSY', 'OOF', 'WORKINGELSEWHERE'];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The same numbers from the same seed, so that a failure can be seen again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/**
 * A calendar file of a year: series by day and week in two zones, whole days, exclusions, moved and re-labelled occurrences,
 * cancelled ones, every status. One weekly series in each zone goes on through all of it, both clock changes included, which
 * are on other days in each. Times by day, so that no clock change makes one of them doubtful.
 */
export function randomCalendar(seed: number, today: LocalDate, events = 16): string {
  const random = randomOf(seed);
  const lines = ['America/New_York', 'Europe/Madrid'].flatMap((zone, place) =>
    allYear(`y${seed}-${place}`, zone, random, today),
  );
  for (let place = 0; place < events; place += 1) lines.push(...eventLines(`s${seed}-${place}`, random, today));
  return [...HEAD, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function eventLines(uid: string, random: (below: number) => number, today: LocalDate): string[] {
  const start = addDays(today, 1 + random(300));
  const status = `X-MICROSOFT-CDO-BUSYSTATUS:${STATUSES[random(5)]}`;
  const name = `UID:${uid}@test`;
  if (random(5) === 0) {
    const end = addDays(start, 1 + random(3));
    const rule =
      random(2) === 0
        ? [`RRULE:FREQ=WEEKLY;INTERVAL=${1 + random(3)};COUNT=${2 + random(8)};BYDAY=${dayOf(start)}`]
        : [];
    return vevent([name, `DTSTART;VALUE=DATE:${stamp(start)}`, `DTEND;VALUE=DATE:${stamp(end)}`, ...rule, status]);
  }
  const { from, at, times } = timesIn(random(3) === 0 ? 'Europe/Madrid' : 'America/New_York', random);
  if (random(4) === 0)
    return vevent([name, ...times(start, from), status, ...(random(3) === 0 ? ['STATUS:CANCELLED'] : [])]);
  const step = 1 + random(3);
  const rules = [
    { text: `FREQ=DAILY;INTERVAL=${step}`, second: addDays(start, step) },
    { text: `FREQ=WEEKLY;INTERVAL=${step};BYDAY=${dayOf(start)}`, second: addDays(start, 7 * step) },
  ];
  const { text, second } = rules[random(2)] ?? { text: '', second: start };
  const series = [...times(start, from), `RRULE:${text};COUNT=${8 + random(50)}`, status];
  if (random(2) === 0) return vevent([name, ...series, `EXDATE;${at(second, from)}`]);
  const moved = [`RECURRENCE-ID;${at(second, from)}`, ...times(second, from + 60 + 15 * random(4))];
  return [
    ...vevent([name, ...series]),
    ...vevent([name, ...moved, `X-MICROSOFT-CDO-BUSYSTATUS:${STATUSES[random(5)]}`]),
  ];
}

/** Each week of a year, on one weekday, in the morning of New York. */
function allYear(uid: string, zone: string, random: (below: number) => number, today: LocalDate): string[] {
  const start = addDays(today, 1 + random(7));
  const { from, times } = timesIn(zone, random);
  const status = STATUSES[1 + random(4)];
  const rule = `RRULE:FREQ=WEEKLY;BYDAY=${dayOf(start)};COUNT=52`;
  return vevent([`UID:${uid}@test`, ...times(start, from), rule, `X-MICROSOFT-CDO-BUSYSTATUS:${status}`]);
}

/** `from`: a minute of the zone's day about nine to twelve in New York, which is when the librarian is there. */
function timesIn(zone: string, random: (below: number) => number) {
  const from = ((zone === 'Europe/Madrid' ? 14 : 8) + random(5)) * 60 + 15 * random(4);
  const at = (date: LocalDate, minute: number) => `TZID=${zone}:${stamp(date)}T${clock(minute)}`;
  const times = (date: LocalDate, first: number) => [
    `DTSTART;${at(date, first)}`,
    `DTEND;${at(date, first + 30 + 15 * random(6))}`,
  ];
  return { from, at, times };
}

const vevent = (lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', 'SUMMARY:x', ...lines, 'END:VEVENT'];
const stamp = (date: LocalDate) => date.replaceAll('-', '');
const two = (number: number) => String(number).padStart(2, '0');
const clock = (minute: number) => `${two(Math.floor(minute / 60))}${two(minute % 60)}00`;
const dayOf = (date: LocalDate) => DAYS[weekdayOf(date) - 1];

type Change = [month: string, day: string, at: string];

/** A zone by the rule of today, which is all that these dates need. */
export const icsZone = (name: string, winter: string, summer: string, [m1, d1, t1]: Change, [m2, d2, t2]: Change) =>
  [
    `BEGIN:VTIMEZONE\r\nTZID:${name}`,
    `BEGIN:DAYLIGHT\r\nTZOFFSETFROM:${winter}\r\nTZOFFSETTO:${summer}\r\nDTSTART:20070301T${t1}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${m1};BYDAY=${d1}\r\nEND:DAYLIGHT`,
    `BEGIN:STANDARD\r\nTZOFFSETFROM:${summer}\r\nTZOFFSETTO:${winter}\r\nDTSTART:20071001T${t2}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${m2};BYDAY=${d2}\r\nEND:STANDARD\r\nEND:VTIMEZONE`,
  ].join('\r\n');

const HEAD = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN'],
  icsZone('Europe/Madrid', '+0100', '+0200', ['3', '-1SU', '020000'], ['10', '-1SU', '030000']),
  icsZone('America/New_York', '-0500', '-0400', ['3', '2SU', '020000'], ['11', '1SU', '020000']),
];
