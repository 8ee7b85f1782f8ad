import { describe, expect, test } from 'vitest';
import { addMinutes } from '@/lib/time/interval';
import { wallTime } from '@/lib/time/zone';
import type { CheckInFacts } from './check-in-types';
import { checkInWindow, decideCheckIn, decideCheckOut, decideNoShow, isNoShow, isReminderDue } from './decide-check-in';

const ZONE = 'America/New_York';
const at = (date: string, minute: number) => wallTime(date, minute, ZONE);
const ten = at('2026-11-18', 600);
const rules = { before: 10, after: 15, release: true, outAfter: 30, since: null };
const booking: CheckInFacts = {
  ...{ start: ten, end: addMinutes(ten, 60), status: 'confirmed', madeAt: addMinutes(ten, -1440) },
  ...{ checkedInAt: null, checkedOutAt: null, timeZone: ZONE, rules },
};
const code = (answer: { ok: boolean }) => (answer as { refusal?: { code: string } }).refusal?.code;

describe('checking in', () => {
  test.each([
    [-11, 'early'],
    [-10, 'now'],
    [0, 'now'],
    [15, 'now'],
    [16, 'late'],
  ])('%i minutes after the start: %s', (minutes, expected) => {
    const answer = decideCheckIn(booking, addMinutes(ten, minutes));
    if (answer.ok) expect(answer.value).toBe(expected);
    else
      expect(answer.refusal).toEqual({
        ...{ code: 'outside_window', what: 'in', when: expected },
        ...{ from: addMinutes(ten, -10), until: addMinutes(ten, 15), timeZone: ZONE },
      });
  });

  test('a second time changes nothing, also after the window', () => {
    const done = { ...booking, checkedInAt: ten };
    expect(decideCheckIn(done, addMinutes(ten, 40))).toEqual({ ok: true, value: 'already' });
  });

  test('the window never outlives the booking', () => {
    expect(checkInWindow({ ...booking, end: addMinutes(ten, 10) })?.end).toEqual(addMinutes(ten, 10));
  });

  test('whoever books a slot under way has as long to come as everybody else', () => {
    const late = { ...booking, madeAt: addMinutes(ten, 12) };
    expect(checkInWindow(late)?.end).toEqual(addMinutes(ten, 27));
    expect(isNoShow(late, addMinutes(ten, 16))).toBe(false);
    expect(isNoShow(late, addMinutes(ten, 27))).toBe(true);
  });

  test.each([
    ['cancelled', 'booking_closed'],
    ['released', 'booking_closed'],
    ['mediation', 'not_confirmed_yet'],
    ['pending_remote', 'not_confirmed_yet'],
  ] as const)('a booking that is %s is refused: %s', (status, refusal) => {
    expect(code(decideCheckIn({ ...booking, status }, ten))).toBe(refusal);
  });

  test('where nobody is asked to, that is said', () => {
    expect(code(decideCheckIn({ ...booking, rules: { ...rules, before: null } }, ten))).toBe('check_in_off');
  });

  // 01:30 comes twice on 1 November; 02:30 never comes on 14 March.
  test('both clock changes: the window is in real minutes', () => {
    const halfPastOne = at('2026-11-01', 90);
    const autumn = { ...booking, madeAt: new Date(0), start: halfPastOne, end: addMinutes(halfPastOne, 120) };
    expect(decideCheckIn(autumn, addMinutes(autumn.start, 15)).ok).toBe(true);
    // An hour later the wall shows the same time.
    expect(code(decideCheckIn(autumn, addMinutes(autumn.start, 60)))).toBe('outside_window');
    const spring = { ...booking, start: at('2027-03-14', 115), end: at('2027-03-14', 240) };
    expect(checkInWindow(spring)).toEqual({ start: at('2027-03-14', 105), end: at('2027-03-14', 190) });
  });

  test('overnight: the window opens before midnight and closes after it', () => {
    const night = { ...booking, start: at('2026-11-18', 1435), end: at('2026-11-19', 60) };
    expect(checkInWindow(night)).toEqual({ start: at('2026-11-18', 1425), end: at('2026-11-19', 10) });
  });
});

describe('checking out', () => {
  const here = { ...booking, checkedInAt: ten };

  test('early frees the rest, in whole minutes', () => {
    const now = new Date(addMinutes(ten, 20).getTime() + 31_000);
    expect(decideCheckOut(here, now)).toEqual({ ok: true, value: { done: 'now', end: addMinutes(ten, 21) } });
  });

  test('in the last minute, and up to half an hour after the end, it frees nothing', () => {
    const lastMinute = new Date(here.end.getTime() - 20_000);
    for (const now of [lastMinute, here.end, addMinutes(here.end, 30)])
      expect(decideCheckOut(here, now)).toEqual({ ok: true, value: { done: 'now', end: null } });
    expect(code(decideCheckOut(here, addMinutes(here.end, 31)))).toBe('outside_window');
  });

  test('not before the start, not without having come, and twice is once', () => {
    expect(code(decideCheckOut(here, addMinutes(ten, -1)))).toBe('outside_window');
    expect(code(decideCheckOut(booking, ten))).toBe('not_checked_in');
    const gone = decideCheckOut({ ...here, checkedOutAt: ten }, addMinutes(ten, 5));
    expect(gone).toEqual({ ok: true, value: { done: 'already', end: null } });
  });
});

describe('nobody came', () => {
  test('is known when the window closes, and only while there is time left to give', () => {
    const after = (minutes: number) => isNoShow(booking, addMinutes(ten, minutes));
    expect([14, 15, 59, 60].map(after)).toEqual([false, true, true, false]);
  });

  test('not for those who came, nor where spaces are not given free', () => {
    const now = addMinutes(ten, 30);
    expect(isNoShow({ ...booking, checkedInAt: ten }, now)).toBe(false);
    expect(isNoShow({ ...booking, rules: { ...rules, release: false } }, now)).toBe(false);
  });

  test('not where the rule is younger than the window', () => {
    const young = (minutes: number) => ({ ...booking, rules: { ...rules, since: addMinutes(ten, minutes) } });
    expect(isNoShow(young(-9), addMinutes(ten, 20))).toBe(false);
    expect(isNoShow(young(-10), addMinutes(ten, 20))).toBe(true);
  });

  test('the reminder leaves five minutes before that, halfway in a short window', () => {
    const due = (minutes: number, after = 15) =>
      isReminderDue({ ...booking, rules: { ...rules, after } }, addMinutes(ten, minutes));
    expect([9, 10, 14, 15].map((minutes) => due(minutes))).toEqual([false, true, true, false]);
    expect([1, 2, 3].map((minutes) => due(minutes, 4))).toEqual([false, true, true]);
  });

  test('staff say so once it has begun', () => {
    expect(code(decideNoShow(booking, addMinutes(ten, -1)))).toBe('not_begun');
    expect(decideNoShow(booking, ten).ok).toBe(true);
    expect(code(decideNoShow({ ...booking, checkedInAt: ten }, ten))).toBe('booking_closed');
  });
});
