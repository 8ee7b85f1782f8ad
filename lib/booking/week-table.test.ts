import { describe, expect, test } from 'vitest';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { localDay, wallTime } from '@/lib/time/zone';
import { type WeekDay, weekTable } from './week-table';

const ZONE = 'America/New_York';
const long = new Date('2026-01-01T00:00:00Z');
const span = (date: string, from: number, to: number): Interval => ({
  start: wallTime(date, from, ZONE),
  end: wallTime(date, to, ZONE),
});
/** Open so long, every half hour on offer for half an hour. */
const day = (date: string, from: number, to: number): WeekDay => {
  const open = [span(date, from, to)];
  const offers: WeekDay['offers'] = [];
  for (let at = open[0]?.start ?? long; open[0] && at < open[0].end; at = addMinutes(at, 30))
    offers.push({ start: at, minMinutes: 30, maxMinutes: 30 });
  return { date, open, taken: [], offers };
};
const clock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const rowsOf = (days: WeekDay[]) =>
  weekTable(days, 30, ZONE, long).rows.map(({ at, which }) => `${clock(at)} ${which}`);
const shapeOf = (days: WeekDay[], now = long) =>
  weekTable(days, 30, ZONE, now).days.map((cells) => cells.map(({ kind, rows }) => `${kind} ${rows}`));

describe('the week of a space', () => {
  test('covers each row once a day, whatever the hours', () => {
    const days = [
      day('2026-11-23', 540, 660),
      day('2026-11-24', 600, 720),
      { ...day('2026-11-25', 0, 0), open: [], offers: [] },
    ];
    const { rows, days: cells } = weekTable(days, 30, ZONE, long);
    expect(rows.map(({ at }) => clock(at))).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
    for (const column of cells) expect(column.reduce((sum, cell) => sum + cell.rows, 0)).toBe(rows.length);
    expect(shapeOf(days)).toEqual([
      ['free 1', 'free 1', 'free 1', 'free 1', 'closed 2'],
      ['closed 2', 'free 1', 'free 1', 'free 1', 'free 1'],
      ['closed 6'],
    ]);
  });

  test('joins what is taken, what is over and what is not on offer; free time without a start belongs to the one before', () => {
    const date = '2026-11-23';
    const one: WeekDay = {
      date,
      open: [span(date, 540, 780)],
      taken: [{ ...span(date, 607, 650), pad: false, kind: 'outlook' }],
      offers: [{ start: wallTime(date, 720, ZONE), minMinutes: 60, maxMinutes: 60 }],
    };
    // 9:00 over, 9:30 not on offer, 10:00–11:00 taken, 11:00–12:00 not on offer, 12:00 a start of an hour.
    expect(shapeOf([one], wallTime(date, 570, ZONE))).toEqual([['over 1', 'other 1', 'taken 2', 'other 2', 'free 2']]);
  });

  test('has hours past midnight below the day that opened', () => {
    const { rows, days } = weekTable([day('2026-11-23', 1380, 1500), day('2026-11-24', 1380, 1440)], 30, ZONE, long);
    expect(rows.map(({ at, nextDay }) => `${clock(at)} ${nextDay}`)).toEqual([
      ...['23:00 false', '23:30 false', '00:00 true', '00:30 true'],
    ]);
    expect(days[1]?.map(({ kind }) => kind)).toEqual(['free', 'free', 'closed']);
  });

  test('has the hour that comes twice twice, of which other days have the first', () => {
    const days = [day('2026-10-31', 0, 180), day('2026-11-01', 0, 180)];
    expect(rowsOf(days)).toEqual([
      ...['00:00 only', '00:30 only', '01:00 first', '01:30 first', '01:00 second', '01:30 second'],
      ...['02:00 only', '02:30 only'],
    ]);
    expect(shapeOf(days)[0]).toEqual(['free 1', 'free 1', 'free 1', 'free 3', 'free 1', 'free 1']);
    expect(shapeOf(days)[1]).toHaveLength(8);
  });

  test('leaves out the hour that a day does not have', () => {
    const days = [day('2027-03-13', 0, 240), day('2027-03-14', 0, 240)];
    expect(rowsOf(days)).toHaveLength(8);
    // Half past one lasts, by the clock, until three.
    expect(shapeOf(days)[1]).toEqual(['free 1', 'free 1', 'free 1', 'free 3', 'free 1', 'free 1']);
    expect(localDay('2027-03-14', ZONE).end.getTime() - localDay('2027-03-14', ZONE).start.getTime()).toBe(
      23 * 3_600_000,
    );
  });

  test('of a week without any opening there is no row', () => {
    expect(weekTable([{ date: '2026-11-23', open: [], taken: [], offers: [] }], 30, ZONE, long)).toEqual({
      rows: [],
      days: [[]],
    });
  });
});
