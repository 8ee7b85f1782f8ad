import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvailabilityRule } from '@/lib/time/availability';
import { addMinutes, contains, overlaps } from '@/lib/time/interval';
import { factsForAppointment, factsForRoom, modeOf, narrowed, suits } from './appointment';
import type { AppointmentWish, Kind, Place } from './appointment-types';
import { decideBooking } from './decide-booking';
import { situations } from './situations.test-data';
import { offers } from './slots';
import type { BookingFacts } from './types';

const place = (id: number | null, kind: Place['kind']): Place => ({
  ...{ id, kind, name: '', directions: '', link: '', teams: false, spaceId: kind === 'room' ? 9 : null },
});
const kindOf = (more: Partial<Kind>): Kind => ({
  ...{ id: 1, name: '', description: '', minMinutes: 30, maxMinutes: 30, defaultMinutes: 30, setupMinutes: 0 },
  ...{ cleanupMinutes: 0, minNoticeMinutes: 0, cancelByMinutes: 0, windowDays: 14, modes: [], directions: '' },
  ...more,
});
const rule = (id: number, placeIds: number[], groupId: number | null = null): AvailabilityRule => ({
  ...{ id, repeat: 'daily', from: '2026-01-01', until: null, everyWeeks: 1, weekdays: [], dates: [] },
  ...{ skippedDates: [], startsMinute: 0, endsMinute: 1440, placeIds, groupId },
});

const PLACES = [place(1, 'desk'), place(2, 'online'), place(3, 'room')] as const;

const kinds = fc
  .record({
    length: fc.constantFrom(15, 20, 30, 45, 60),
    ...{ setupMinutes: fc.constantFrom(0, 10), cleanupMinutes: fc.constantFrom(0, 15) },
    ...{ minNoticeMinutes: fc.constantFrom(0, 60), windowDays: fc.constantFrom(0, 1, 14) },
    modes: fc.constantFrom<Kind['modes'][]>([], ['online'], ['in_person']),
  })
  .map(({ length, ...more }) => kindOf({ ...more, minMinutes: length, maxMinutes: length, defaultMinutes: length }));

/** The open time of a situation, cut up among rules that differ in place and group; what closes it, among modes. */
const people = fc
  .record({
    situation: situations,
    rules: fc.array(fc.record({ placeIds: fc.subarray([1, 2, 3]), groupId: fc.constantFrom(null, null, 5) }), {
      minLength: 1,
      maxLength: 4,
    }),
    modes: fc.infiniteStream(fc.constantFrom(undefined, 'in_person' as const, 'online' as const)),
  })
  .map(({ situation: { facts, ...rest }, rules, modes }) => {
    const stretches = facts.open.flatMap((open, index) => {
      const { placeIds, groupId } = rules[index % rules.length] ?? { placeIds: [], groupId: null };
      return [{ ...open, rule: rule(index, placeIds, groupId) }];
    });
    const closed = facts.closed.map((one) => (one.kind === 'outlook' ? { ...one, mode: modes.next().value } : one));
    const policy = { ...facts.policy, fixedPeriods: false };
    return { ...rest, facts: { ...facts, stretches, closed, policy } satisfies BookingFacts };
  });
const wishes = fc
  .record({ kind: kinds, place: fc.constantFrom(...PLACES), groupId: fc.constantFrom(null, 5) })
  .map((one): AppointmentWish => ({ ...one, usualPlaceId: 1 }));

test('what is offered for a kind at a place is accepted for it, there, and for no other meeting in the way', () => {
  let offered = 0;
  fc.assert(
    fc.property(people, wishes, ({ facts, day, now }, wish) => {
      const own = factsForAppointment(facts, wish);
      for (const { start, minMinutes } of offers(own, day, now)) {
        offered += 1;
        const wanted = { start, end: addMinutes(start, minMinutes) };
        expect(minMinutes).toBe(wish.kind.minMinutes);
        expect(decideBooking(wanted, own, now).ok).toBe(true);
        expect(suits(wish.kind, wish.place)).toBe(true);
        const there = facts.stretches?.filter(
          ({ rule: { placeIds, groupId } }) =>
            (placeIds.length === 0 ? wish.place.id === 1 : placeIds.some((id) => id === wish.place.id)) &&
            (groupId === null || groupId === wish.groupId),
        );
        expect(there?.some((stretch) => overlaps(stretch, wanted))).toBe(true);
        const inTheWay = facts.closed.filter((one) => !one.pad && overlaps(one, wanted));
        expect(inTheWay.every(({ mode }) => mode !== undefined && mode !== modeOf(wish.place))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
  expect(offered).toBeGreaterThan(10);
});

test('whatever is accepted for it was on offer', () => {
  let accepted = 0;
  fc.assert(
    fc.property(people, wishes, ({ facts, day, now }, wish) => {
      const own = factsForAppointment(facts, wish);
      const starts = new Set(offers(own, day, now).map(({ start }) => start.getTime()));
      for (let at = day.start; at < day.end; at = addMinutes(at, 5)) {
        const isAccepted = decideBooking({ start: at, end: addMinutes(at, wish.kind.minMinutes) }, own, now).ok;
        if (isAccepted) accepted += 1;
        expect(starts.has(at.getTime())).toBe(isAccepted);
      }
    }),
    { numRuns: 60 },
  );
  expect(accepted).toBeGreaterThan(0);
});

test('a room is asked for nothing but being open and free', () => {
  fc.assert(
    fc.property(
      situations,
      fc.integer({ min: 0, max: 280 }),
      fc.constantFrom(20, 45, 90),
      ({ facts, day, now }, at, minutes) => {
        const wanted = { start: addMinutes(day.start, at * 5), end: addMinutes(day.start, at * 5 + minutes) };
        const room = factsForRoom({ ...facts, active: true, isContainer: false, calendarUnknown: false });
        const padded = {
          start: addMinutes(wanted.start, -facts.policy.setupMinutes),
          end: addMinutes(wanted.end, facts.policy.cleanupMinutes),
        };
        const isFree = !facts.closed.some((one) => overlaps(one, wanted) || (!one.pad && overlaps(one, padded)));
        const isOpen = facts.open.some((stretch) => contains(stretch, wanted));
        expect(decideBooking(wanted, room, now).ok).toBe(isFree && isOpen && wanted.start >= now);
      },
    ),
    { numRuns: 200 },
  );
});

test('reading facts twice as they are asked for does no harm', () => {
  fc.assert(
    fc.property(people, fc.option(wishes, { nil: 'room' as const }), ({ facts }, as) => {
      const once = narrowed({ facts, as });
      expect(narrowed(once)).toEqual(once);
    }),
    { numRuns: 50 },
  );
});
