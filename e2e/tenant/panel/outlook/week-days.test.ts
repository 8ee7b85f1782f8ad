import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate } from '../../calendar/days';
import { clockChange, longDate, mondayOf, offsetText, readDate, spanOfDay, todayIn } from './week-days';

const NEW_YORK = 'America/New_York';
const hoursOf = (zone: string, date: string) => {
  const { fromMs, toMs } = spanOfDay(zone, dayOfDate(date));
  return (toMs - fromMs) / 3_600_000;
};

describe('weeks', () => {
  it('begin on Monday, also across the turn of a year', () => {
    for (const date of ['2026-12-28', '2027-01-01', '2027-01-03'])
      expect(dateOfDay(mondayOf(dayOfDate(date)))).toBe('2026-12-28');
    expect(dateOfDay(mondayOf(dayOfDate('2027-01-04')))).toBe('2027-01-04');
  });

  it('today is the day of the mailbox, not of the tenant’s clock', () => {
    const lateEvening = Date.parse('2026-10-06T02:30:00Z');
    expect(dateOfDay(todayIn(NEW_YORK, lateEvening))).toBe('2026-10-05');
    expect(dateOfDay(todayIn('UTC', lateEvening))).toBe('2026-10-06');
  });

  it('follow each other by seven days through both clock changes', () => {
    for (const date of ['2026-03-08', '2026-11-01']) {
      const monday = mondayOf(dayOfDate(date));
      expect([monday - 7, monday, monday + 7].map((day) => mondayOf(day))).toEqual([monday - 7, monday, monday + 7]);
    }
  });
});

describe('days where clocks change', () => {
  it('are 23 and 25 hours long, and say so', () => {
    expect(hoursOf(NEW_YORK, '2026-03-08')).toBe(23);
    expect(hoursOf(NEW_YORK, '2026-11-01')).toBe(25);
    expect(hoursOf(NEW_YORK, '2026-11-02')).toBe(24);
    expect(clockChange(NEW_YORK, dayOfDate('2026-03-08'))).toBe('Clocks go forward at 02:00, to 03:00');
    expect(clockChange(NEW_YORK, dayOfDate('2026-11-01'))).toBe('Clocks go back at 02:00, to 01:00');
    expect(clockChange(NEW_YORK, dayOfDate('2026-11-02'))).toBeNull();
  });

  it('a change at midnight belongs to the day that begins with it', () => {
    expect(hoursOf('Asia/Beirut', '2026-03-29')).toBe(23);
    expect(clockChange('Asia/Beirut', dayOfDate('2026-03-29'))).toBe('Clocks go forward at 00:00, to 01:00');
    expect(clockChange('Asia/Beirut', dayOfDate('2026-03-28'))).toBeNull();
  });

  it('half an hour is told too', () => {
    expect(clockChange('Australia/Lord_Howe', dayOfDate('2026-04-05'))).toBe('Clocks go back at 02:00, to 01:30');
  });

  it('the offset is that of the instant', () => {
    expect(offsetText(NEW_YORK, Date.parse('2026-07-01T00:00:00Z'))).toBe('UTC−04:00');
    expect(offsetText(NEW_YORK, Date.parse('2026-12-01T00:00:00Z'))).toBe('UTC−05:00');
    expect(offsetText('Asia/Kolkata', 0)).toBe('UTC+05:30');
  });
});

describe('dates in addresses', () => {
  it.each([null, '', '2026-13-01', '2026-02-30', '06.10.2026', '2026-10-06T00:00', '9999999-01-01'])(
    '%s is none',
    (text) => {
      expect(readDate(text)).toBeNull();
    },
  );
  it('a real one is', () => {
    expect(readDate('2028-02-29')).toBe('2028-02-29');
    expect(longDate(dayOfDate('2026-10-05'))).toBe('Mon 5 Oct');
    expect(longDate(dayOfDate('2026-10-05'), true)).toBe('Mon 5 Oct 2026');
  });
});
