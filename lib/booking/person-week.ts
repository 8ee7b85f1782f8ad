import { clip, type Interval, overlaps } from '@/lib/time/interval';
import type { Stretch } from '@/lib/time/opening';
import { clockTimes, type WallRow, wallWeek } from '@/lib/time/wall-week';
import { type LocalDate, localDateOf, wallMinute, wallTime } from '@/lib/time/zone';

/** What there is in a person's week, all of it as instants; nothing of it has to lie within one date. */
export type PersonWeek<Booked extends Interval, Away extends Interval> = {
  available: readonly Stretch[];
  booked: readonly Booked[];
  away: readonly Away[];
  /** By meetings in Outlook, which may close appointments in person or online only. */
  busy: readonly (Interval & Closed)[];
};

type Closed = { inPerson: boolean; online: boolean };

/** The first of these that holds is shown: a booking stands whatever else does, and nobody is offered while away or busy. */
export type PersonCell<Booked, Away> =
  | { kind: 'booked'; booked: Booked[] }
  | { kind: 'away'; away: Away }
  | ({ kind: 'busy' } & Closed)
  | { kind: 'available'; ruleIds: number[] }
  | { kind: 'nothing' };

export type PersonTable<Booked, Away> = {
  rows: WallRow[];
  days: (Interval & { rows: number; what: PersonCell<Booked, Away> })[][];
};

/** The working day, which is shown even when nothing is in it. */
const SHOWN = { from: 8 * 60, to: 18 * 60 };
const STEP_MINUTES = 30;
const DAY_MINUTES = 1440;

/**
 * The week as a table (`wallWeek`): each day shows the same hours of the clock, from the first thing to the last. Absences
 * and busy time make it no longer, since many of them last a whole day.
 */
export function personWeekTable<B extends Interval, A extends Interval>(
  dates: readonly LocalDate[],
  week: PersonWeek<B, A>,
  timeZone: string,
): PersonTable<B, A> {
  const { from, to } = hoursShown([...week.available, ...week.booked], dates, timeZone);
  const frames = dates.map((date) => ({ start: wallTime(date, from, timeZone), end: wallTime(date, to, timeZone) }));
  const all: readonly Interval[] = [...week.available, ...week.booked, ...week.away, ...week.busy];
  const days = dates.map((date, place) => {
    const frame = frames[place] ?? { start: new Date(0), end: new Date(0) };
    const edges = all.flatMap((one) => clip(one, frame) ?? []).flatMap(({ start, end }) => [start, end]);
    return { date, times: [frame.start, frame.end, ...clockTimes(date, frame, STEP_MINUTES, timeZone), ...edges] };
  });
  return wallWeek<PersonCell<B, A>>(days, timeZone, (_, stretch, above) => {
    const what = cellOf(week, stretch);
    return above && sameCell(above.what, what) ? null : what;
  });
}

/** In wall minutes; `to` past 1440 is after midnight. Never more than a day, so that nothing is shown twice. */
function hoursShown(shown: readonly Interval[], dates: readonly LocalDate[], timeZone: string) {
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const begun = shown
    .map((one) => ({ one, date: localDateOf(one.start, timeZone) }))
    .filter(({ date }) => first <= date && date <= last);
  const starts = begun.map(({ one }) => wallMinute(one.start, timeZone));
  const ends = begun.map(({ one, date }) => {
    const after = localDateOf(one.end, timeZone) > date ? DAY_MINUTES : 0;
    return Math.min(after + wallMinute(one.end, timeZone), 2 * DAY_MINUTES);
  });
  const from = Math.floor(Math.min(SHOWN.from, ...starts) / 60) * 60;
  const to = Math.ceil(Math.max(SHOWN.to, ...ends) / 60) * 60;
  return { from, to: Math.min(to, from + DAY_MINUTES) };
}

function cellOf<B extends Interval, A extends Interval>(week: PersonWeek<B, A>, stretch: Interval): PersonCell<B, A> {
  const booked = week.booked.filter((one) => overlaps(one, stretch));
  if (booked.length > 0) return { kind: 'booked', booked };
  const away = week.away.find((one) => overlaps(one, stretch));
  if (away) return { kind: 'away', away };
  const busy = week.busy.filter((one) => overlaps(one, stretch));
  const closed = { inPerson: busy.some(({ inPerson }) => inPerson), online: busy.some(({ online }) => online) };
  if (busy.length > 0) return { kind: 'busy', ...closed };
  const ruleIds = week.available.filter((one) => overlaps(one, stretch)).map(({ rule }) => rule.id);
  return ruleIds.length > 0 ? { kind: 'available', ruleIds: [...new Set(ruleIds)] } : { kind: 'nothing' };
}

function sameCell<B, A>(a: PersonCell<B, A>, b: PersonCell<B, A>): boolean {
  if (a.kind === 'booked' && b.kind === 'booked')
    return a.booked.length === b.booked.length && a.booked.every((one, place) => one === b.booked[place]);
  if (a.kind === 'away' && b.kind === 'away') return a.away === b.away;
  if (a.kind === 'busy' && b.kind === 'busy') return a.inPerson === b.inPerson && a.online === b.online;
  if (a.kind === 'available' && b.kind === 'available') return a.ruleIds.join() === b.ruleIds.join();
  return a.kind === b.kind;
}
