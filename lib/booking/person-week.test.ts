import { expect, test } from 'vitest';
import type { AvailabilityRule } from '@/lib/time/availability';
import { addDays, wallTime } from '@/lib/time/zone';
import { personWeekTable } from './person-week';

const ZONE = 'America/New_York';
const span = (date: string, from: number, to: number) => ({
  start: wallTime(date, from, ZONE),
  end: wallTime(date, to, ZONE),
});
const rule = (id: number) => ({ id }) as AvailabilityRule;
const clock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const MONDAY = '2026-11-23';
const NOTHING = { available: [], booked: [], away: [], busy: [] };

test('an empty week shows the working day, one cell a date', () => {
  const { rows, days } = personWeekTable([MONDAY, addDays(MONDAY, 1)], NOTHING, ZONE);
  expect([rows.length, clock(rows[0]?.at ?? new Date(0))]).toEqual([20, '08:00']);
  expect(days.map((cells) => cells.map(({ rows: count, what }) => `${what.kind} ${count}`))).toEqual([
    ...[['nothing 20'], ['nothing 20']],
  ]);
});

test('a booking stands over everything, being away over busy time, and that over availability', () => {
  const week = {
    available: [{ ...span(MONDAY, 540, 720), rule: rule(1) }],
    booked: [span(MONDAY, 560, 590)],
    away: [span(MONDAY, 660, 690)],
    busy: [span(MONDAY, 580, 615), span(MONDAY, 670, 700)].map((one) => ({ ...one, inPerson: true, online: true })),
  };
  const { days } = personWeekTable([MONDAY], week, ZONE);
  expect(days[0]?.map(({ start, end, what }) => `${clock(start)}–${clock(end)} ${what.kind}`)).toEqual([
    ...['08:00–09:00 nothing', '09:00–09:20 available', '09:20–09:50 booked', '09:50–10:15 busy'],
    ...['10:15–11:00 available', '11:00–11:30 away', '11:30–11:40 busy', '11:40–12:00 available'],
    '12:00–18:00 nothing',
  ]);
});

test('time of two rules is one cell that names both, and cells around it that name one', () => {
  const available = [
    { ...span(MONDAY, 540, 660), rule: rule(1) },
    { ...span(MONDAY, 600, 720), rule: rule(2) },
  ];
  const { days } = personWeekTable([MONDAY], { ...NOTHING, available }, ZONE);
  const ids = days[0]?.flatMap(({ what }) => (what.kind === 'available' ? [what.ruleIds.join()] : []));
  expect(ids).toEqual(['1', '1,2', '2']);
});

test('busy time that closes meetings in person only is told from what closes all', () => {
  const busy = [
    { ...span(MONDAY, 540, 600), inPerson: true, online: false },
    { ...span(MONDAY, 570, 630), inPerson: false, online: true },
  ];
  const { days } = personWeekTable([MONDAY], { ...NOTHING, busy }, ZONE);
  const closed = days[0]?.flatMap(({ what }) => (what.kind === 'busy' ? [[what.inPerson, what.online]] : []));
  expect(closed).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
});

test('what runs past midnight stands below its own day, and absences make no day longer', () => {
  const week = {
    ...NOTHING,
    available: [{ ...span(MONDAY, 1320, 1500), rule: rule(1) }],
    away: [span(MONDAY, -1440 + 1440, 2880)],
  };
  const { rows, days } = personWeekTable([MONDAY, addDays(MONDAY, 1)], { ...week, away: [] }, ZONE);
  expect(rows.filter(({ nextDay }) => nextDay).map(({ at }) => clock(at))).toEqual(['00:00', '00:30']);
  expect(days[1]?.every(({ what }) => what.kind === 'nothing')).toBe(true);
  const away = personWeekTable([MONDAY], { ...NOTHING, away: week.away }, ZONE);
  expect([away.rows.length, away.days[0]?.map(({ what }) => what.kind)]).toEqual([20, ['away']]);
});

test.each([
  ['forward', '2026-03-08', 9],
  ['back', '2026-11-01', 11],
])(
  'on the day when clocks go %s each row is covered once, and spans keep their time of the clock',
  (_, date, hours) => {
    const available = [{ ...span(date, 0, 600), rule: rule(1) }];
    const { rows, days } = personWeekTable([date, addDays(date, 1)], { ...NOTHING, available }, ZONE);
    for (const cells of days) expect(cells.reduce((sum, cell) => sum + cell.rows, 0)).toBe(rows.length);
    const [first] = days[0] ?? [];
    expect([first?.what.kind, clock(first?.end ?? new Date(0))]).toEqual(['available', '10:00']);
    expect(((first?.end.getTime() ?? 0) - (first?.start.getTime() ?? 0)) / 3_600_000).toBe(hours);
  },
);
