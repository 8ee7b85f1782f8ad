import { describe, expect, test } from 'vitest';
import { calendarState } from './calendar-state';
import type { CalendarFacts } from './types';

const calendar = (changed: Partial<CalendarFacts> = {}): CalendarFacts => ({
  ...{ job: null, mirror: 'live', working: true, broken: false },
  ...changed,
});

describe('a confirmed booking', () => {
  const cases: [string, CalendarFacts[], string][] = [
    ['without a calendar is not connected', [], 'not_connected'],
    ['that was just made is on its way', [calendar({ job: 'waiting', mirror: null })], 'on_its_way'],
    ['whose event is there is agreed', [calendar()], 'agreed'],
    ['that changed since is on its way again', [calendar({ job: 'waiting' })], 'on_its_way'],
    ['on two calendars waits for both', [calendar(), calendar({ job: 'waiting', mirror: 'creating' })], 'on_its_way'],
    ['whose job was given up needs a person', [calendar(), calendar({ job: 'dead', mirror: null })], 'needs_person'],
    ['whose event was let go needs a person', [calendar({ mirror: 'detached' })], 'needs_person'],
    [
      'does not wait for a calendar that is switched off',
      [calendar({ job: 'waiting', mirror: null, working: false })],
      'not_connected',
    ],
    ['stays agreed when the integration is switched off later', [calendar({ working: false })], 'agreed'],
    [
      'behind a broken connection needs a person',
      [calendar({ job: 'waiting', mirror: null, working: false, broken: true })],
      'needs_person',
    ],
    ['beyond the horizon of its calendar is not connected', [calendar({ mirror: null })], 'not_connected'],
  ];
  test.each(cases)('%s', (_, calendars, state) => {
    expect(calendarState('confirmed', calendars)).toBe(state);
  });
});

test('a cancelled booking is agreed once its event is gone', () => {
  expect(calendarState('cancelled', [calendar({ job: 'waiting' })])).toBe('on_its_way');
  expect(calendarState('cancelled', [calendar({ mirror: 'gone' })])).toBe('agreed');
  expect(calendarState('cancelled', [calendar({ mirror: null })])).toBe('not_connected');
});
