import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BookingMode } from './busy';
import { planCollisionAnswer } from './plan-collision-answer';
import { type BusyEvent, type Collision, type CollisionAction, planCollisions } from './plan-collisions';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
const span = (from: number, to = from + 1) => ({ start: at(from), end: at(to) });
const now = at(0);
const event = (remoteId: string, from: number, more: Partial<BusyEvent> = {}): BusyEvent => ({
  ...{ remoteId, busy: { ...span(from), inPerson: true, online: true }, showAs: 'busy', ...more },
});
const booking = (bookingId: number, from: number, mode: BookingMode = null) => ({
  bookingId,
  interval: span(from),
  mode,
});
const timesOf = ({ ours, theirs }: Extract<CollisionAction, { do: 'open_conflict' }>['evidence']) =>
  [ours.start, ours.end, theirs?.start, theirs?.end].join(' ');

/** Cases as they stand after the actions, `settled` of them let be by a person. */
function casesAfter(cases: readonly Collision[], actions: readonly CollisionAction[], settled = false): Collision[] {
  const closed = new Set(actions.flatMap((one) => (one.do === 'close_conflict' ? [one.conflictId] : [])));
  const renewed = new Map(
    actions.flatMap((one) => (one.do === 'renew_conflict' ? [[one.conflictId, timesOf(one.evidence)]] : [])),
  );
  const opened = actions.flatMap((one, place) =>
    one.do === 'open_conflict'
      ? [
          {
            conflictId: 1_000 + cases.length * 50 + place,
            remoteId: one.remoteId,
            bookingId: one.bookingId,
            at: timesOf(one.evidence),
            kept: settled,
          },
        ]
      : [],
  );
  return [
    ...cases
      .filter(({ conflictId }) => !closed.has(conflictId))
      .map((one) => ({ ...one, at: renewed.get(one.conflictId) ?? one.at })),
    ...opened,
  ];
}

describe('a foreign event over a booking', () => {
  test('opens a case with both versions and their ages', () => {
    const aged = event('x', 10, { createdAt: at(1), changedAt: at(2), seriesMasterId: 'm', response: 'accepted' });
    expect(planCollisions([booking(7, 10)], [], [aged], now)).toEqual([
      {
        ...{ do: 'open_conflict', bookingId: 7, remoteId: 'x', seriesMasterId: 'm', isMeeting: true },
        evidence: {
          ours: { start: at(10).toISOString(), end: at(11).toISOString(), showAs: 'busy' },
          theirs: {
            ...{ start: at(10).toISOString(), end: at(11).toISOString(), showAs: 'busy' },
            ...{ createdAt: at(1).toISOString(), changedAt: at(2).toISOString() },
          },
        },
      },
    ]);
  });

  test('of one’s own making is no meeting', () => {
    for (const response of [null, 'none', 'organizer', 'declined'])
      expect(planCollisions([booking(7, 10)], [], [event('x', 10, { response })], now)).toMatchObject([
        { isMeeting: false },
      ]);
  });

  test('that moves on and still meets it renews the case', () => {
    const cases = casesAfter([], planCollisions([booking(7, 10)], [], [event('x', 10)], now));
    const longer = { ...event('x', 10), busy: { start: at(10), end: at(12), inPerson: true, online: true } };
    expect(planCollisions([booking(7, 10)], cases, [longer], now)).toMatchObject([{ do: 'renew_conflict' }]);
  });

  test('that a person let stand is not asked again, until it moves', () => {
    const kept = casesAfter([], planCollisions([booking(7, 10)], [], [event('x', 10)], now), true);
    expect(planCollisions([booking(7, 10)], kept, [event('x', 10)], now)).toEqual([]);
    const longer = { ...event('x', 10), busy: { start: at(10), end: at(12), inPerson: true, online: true } };
    expect(planCollisions([booking(7, 10)], kept, [longer], now)).toMatchObject([{ do: 'open_conflict' }]);
  });

  test('that is busy for the other mode only is none, and no longer one once it is', () => {
    const forVisitors = event('x', 10, { busy: { ...span(10), inPerson: true, online: false } });
    expect(planCollisions([booking(7, 10, 'online')], [], [forVisitors], now)).toEqual([]);
    expect(planCollisions([booking(7, 10, 'in_person')], [], [forVisitors], now)).toHaveLength(1);
    expect(planCollisions([booking(7, 10)], [], [forVisitors], now)).toHaveLength(1);
    const cases = casesAfter([], planCollisions([booking(7, 10, 'online')], [], [event('x', 10)], now));
    expect(planCollisions([booking(7, 10, 'online')], cases, [forVisitors], now)).toMatchObject([
      { do: 'close_conflict' },
    ]);
  });

  test('that meets a space and its part is met once', () => {
    expect(planCollisions([booking(7, 10), booking(7, 10)], [], [event('x', 10)], now)).toHaveLength(1);
  });
});

test('properties: planning again plans nothing; each meeting has one open case; none is left of what is over', () => {
  const bookings = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 20 })), {
    maxLength: 6,
  });
  const events = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 20 })), {
    selector: ([id]) => id,
  });
  fc.assert(
    fc.property(bookings, events, events, (givenBookings, first, second) => {
      const promised = givenBookings.map(([id, from]) => booking(id, from));
      const busy = (list: [string, number][]) => list.map(([id, from]) => event(id, from));
      const before = casesAfter([], planCollisions(promised, [], busy(first), now));
      const then = casesAfter(before, planCollisions(promised, before, busy(second), now));
      expect(planCollisions(promised, then, busy(second), now)).toEqual([]);
      const met = new Set(
        busy(second).flatMap((one) =>
          promised
            .filter(({ interval }) => interval.start < one.busy.end && one.busy.start < interval.end)
            .map(({ bookingId }) => `${bookingId} ${one.remoteId}`),
        ),
      );
      expect(new Set(then.map(({ bookingId, remoteId }) => `${bookingId} ${remoteId}`))).toEqual(met);
      expect(then).toHaveLength(met.size);
    }),
  );
});

test('the first reading of a calendar takes nothing from anybody; only meetings can be declined', () => {
  for (const foreign of ['stands', 'outlook_wins', 'decline_meeting'] as const) {
    expect(planCollisionAnswer({ foreign, isMeeting: true, isFirst: true, isRoomOfAppointment: false })).toBe('stands');
    expect(planCollisionAnswer({ foreign, isMeeting: true, isFirst: false, isRoomOfAppointment: false })).toBe(foreign);
  }
  const room = { isMeeting: true, isFirst: false, isRoomOfAppointment: true };
  expect(planCollisionAnswer({ foreign: 'outlook_wins', ...room })).toBe('stands');
  expect(planCollisionAnswer({ foreign: 'decline_meeting', ...room })).toBe('decline_meeting');
  expect(
    planCollisionAnswer({ foreign: 'decline_meeting', isMeeting: false, isFirst: false, isRoomOfAppointment: false }),
  ).toBe('stands');
});
