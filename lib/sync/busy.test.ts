import { describe, expect, test } from 'vitest';
import { showAsPolicy } from '@/lib/show-as';
import { type Appearance, busyTime, closesFor } from './busy';

const ZONE = 'America/New_York';
const event = (more: Partial<Appearance> = {}): Appearance => ({
  ...{ start: new Date('2026-11-21T15:00:00Z'), end: new Date('2026-11-21T16:00:00Z'), type: 'singleInstance' },
  ...{ allDay: false, showAs: 'busy', cancelled: false, response: null, ...more },
});
const closes = (more: Partial<Appearance>, policy: unknown = {}) =>
  busyTime(event(more), showAsPolicy(policy), ZONE) !== null;

describe('does an Outlook event close time', () => {
  test.each([
    ['busy', true],
    ['oof', true],
    ['tentative', true],
    ['unknown', true],
    ['a word that Microsoft will invent', true],
    ['free', false],
    ['workingElsewhere', false],
  ])('%s: %s', (showAs, expected) => {
    expect(closes({ showAs })).toBe(expected);
  });

  test('the policy of the link decides, for appointments in person and online apart', () => {
    expect(closes({ showAs: 'tentative' }, { tentative: false })).toBe(false);
    expect(closes({ showAs: 'workingElsewhere' }, { workingElsewhere: true })).toBe(true);
    const apart = showAsPolicy({ inPerson: { workingElsewhere: true }, online: { busy: false } });
    const modes = (showAs: string) => {
      const busy = busyTime(event({ showAs }), apart, ZONE);
      return busy && [busy.inPerson, busy.online];
    };
    expect(modes('workingElsewhere')).toEqual([true, false]);
    expect(modes('oof')).toEqual([true, true]);
    expect(modes('busy')).toEqual([true, false]);
    expect(modes('free')).toBeNull();
  });

  test('a booking meets what closes its own mode; one whose mode is not known, and a space, meets everything', () => {
    for (const inPerson of [true, false])
      for (const online of [true, false]) {
        expect(closesFor('in_person', { inPerson, online })).toBe(inPerson);
        expect(closesFor('online', { inPerson, online })).toBe(online);
        expect(closesFor(null, { inPerson, online })).toBe(true);
      }
  });

  test('cancelled, declined, masters and empty stretches close nothing', () => {
    expect(closes({ cancelled: true })).toBe(false);
    expect(closes({ response: 'declined' })).toBe(false);
    expect(closes({ type: 'seriesMaster' })).toBe(false);
    expect(closes({ end: new Date('2026-11-21T15:00:00Z') })).toBe(false);
  });
});

describe('all-day events', () => {
  const day = (from: string, to: string, more: Partial<Appearance> = {}) =>
    busyTime(
      event({ allDay: true, start: new Date(`${from}T00:00:00Z`), end: new Date(`${to}T00:00:00Z`), ...more }),
      showAsPolicy({}),
      ZONE,
    );

  test('are dates of the resource’s zone', () => {
    expect(day('2026-11-21', '2026-11-22')).toEqual({
      ...{ start: new Date('2026-11-21T05:00:00Z'), end: new Date('2026-11-22T05:00:00Z') },
      ...{ inPerson: true, online: true },
    });
  });

  test('are 23 or 25 hours long when clocks change', () => {
    const length = (from: string, to: string) => {
      const busy = day(from, to);
      return busy && (busy.end.getTime() - busy.start.getTime()) / 3_600_000;
    };
    expect(length('2026-03-08', '2026-03-09')).toBe(23);
    expect(length('2026-11-01', '2026-11-02')).toBe(25);
  });

  test('close time only when set to busy or away', () => {
    expect(day('2026-11-21', '2026-11-22', { showAs: 'tentative' })).toBeNull();
    expect(day('2026-11-21', '2026-11-22', { showAs: 'free' })).toBeNull();
    expect(day('2026-11-21', '2026-11-22', { showAs: 'oof' })).not.toBeNull();
  });
});
