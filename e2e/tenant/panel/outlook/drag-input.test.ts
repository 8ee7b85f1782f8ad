import { describe, expect, it } from 'vitest';
import { movedTo, resizedTo } from './drag-input';

const ZONE = 'America/New_York';
const NAME = 'Eastern Standard Time';
const span = (start: string, end: string, isAllDay = false) => ({
  isAllDay,
  startMs: Date.parse(start),
  endMs: Date.parse(end),
});
// Tuesday, nine to half past ten in New York.
const meeting = span('2026-10-06T13:00:00Z', '2026-10-06T14:30:00Z');
const text = (moved: ReturnType<typeof movedTo>) =>
  typeof moved === 'string' ? moved : [moved.start.dateTime, moved.end.dateTime];

describe('an event carried elsewhere', () => {
  it('keeps its length, also over midnight', () => {
    expect(movedTo(meeting, ZONE, NAME, { date: '2026-10-08', time: '14:15' })).toEqual({
      start: { dateTime: '2026-10-08T14:15:00', timeZone: NAME },
      end: { dateTime: '2026-10-08T15:45:00', timeZone: NAME },
    });
    expect(text(movedTo(meeting, ZONE, NAME, { date: '2026-10-08', time: '23:00' }))).toEqual([
      '2026-10-08T23:00:00',
      '2026-10-09T00:30:00',
    ]);
  });

  it('keeps its length by the clock on the wall across a clock change', () => {
    const across = span('2026-10-31T04:00:00Z', '2026-11-01T07:00:00Z');
    expect(text(movedTo(across, ZONE, NAME, { date: '2026-11-03', time: '00:00' }))).toEqual([
      '2026-11-03T00:00:00',
      '2026-11-04T02:00:00',
    ]);
    expect(text(movedTo(meeting, ZONE, NAME, { date: '2026-11-10', time: '09:00' }))).toEqual([
      '2026-11-10T09:00:00',
      '2026-11-10T10:30:00',
    ]);
  });

  it('of all day goes by dates, whatever the time says', () => {
    const fair = span('2026-10-06T00:00:00Z', '2026-10-08T00:00:00Z', true);
    expect(text(movedTo(fair, ZONE, NAME, { date: '2026-10-30', time: '' }))).toEqual([
      '2026-10-30T00:00:00',
      '2026-11-01T00:00:00',
    ]);
  });

  it.each([
    ['', '10:00', 'date'],
    ['2026-02-30', '10:00', 'date'],
    ['2026-10-08T00:00', '10:00', 'date'],
    ['2026-10-08', '', 'time'],
    ['2026-10-08', '24:00', 'time'],
    ['2026-10-08', '9:00', 'time'],
    ['2026-10-08', '10:00:00', 'time'],
  ])('refuses %j %j', (date, time, why) => {
    expect(movedTo(meeting, ZONE, NAME, { date, time })).toMatch(new RegExp(`is no ${why}`));
  });
});

describe('a lower edge pulled', () => {
  it('moves the end alone, to midnight at the latest shown as the next day', () => {
    expect(text(resizedTo(meeting, ZONE, NAME, { date: '2026-10-06', time: '17:00' }))).toEqual([
      '2026-10-06T09:00:00',
      '2026-10-06T17:00:00',
    ]);
    expect(text(resizedTo(meeting, ZONE, NAME, { date: '2026-10-07', time: '00:00' }))).toEqual([
      '2026-10-06T09:00:00',
      '2026-10-07T00:00:00',
    ]);
  });

  it('refuses an end that is not after the start, one too far, a full day, and what is no time', () => {
    const at = (date: string, time: string) => resizedTo(meeting, ZONE, NAME, { date, time });
    expect(at('2026-10-06', '09:00')).toBe('The end is not after the start.');
    expect(at('2026-10-05', '17:00')).toBe('The end is not after the start.');
    expect(at('2028-10-06', '17:00')).toBe('This would be longer than a year.');
    expect(at('2026-10-06', 'noon')).toBe('"noon" is no time of day.');
    const fair = span('2026-10-06T00:00:00Z', '2026-10-08T00:00:00Z', true);
    expect(resizedTo(fair, ZONE, NAME, { date: '2026-10-09', time: '10:00' })).toMatch(/all day/);
  });
});
