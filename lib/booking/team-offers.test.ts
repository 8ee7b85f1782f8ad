import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, includes, overlaps } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import { at, factsOf, policyOf, span } from './facts.test-data';
import { type Situation, situations } from './situations.test-data';
import { judgeTeam, type TeamOption, teamOffers } from './team-offers';
import type { BookingFacts } from './types';

const NOW = at('2026-11-20 07:00');
const MORNING = span('2026-11-20 09:00', '11:00');
const HALF = policyOf({ minMinutes: 30, maxMinutes: 30, defaultMinutes: 30 });

const option = (personId: number, changed: Partial<BookingFacts> = {}, room: BookingFacts | null = null) => ({
  ...{ personId, minutes: 30, room },
  facts: factsOf({ resourceId: personId, policy: HALF, ...changed }),
});
const taken = (from: string, to: string) => ({
  ...span(`2026-11-20 ${from}`, to),
  ...{ pad: false, kind: 'booked' as const },
});
const offered = (options: readonly TeamOption[]) =>
  teamOffers(options, MORNING, NOW).map((one) => one.options.map(({ personId }) => personId).join());

describe('what a team offers', () => {
  test('is every start of anybody, each once, with all who are free then', () => {
    expect(
      offered([option(1, { closed: [taken('09:00', '10:00')] }), option(2, { closed: [taken('09:30', '10:30')] })]),
    ).toEqual(['2', '1', '1,2']);
  });

  test('in a room is what suits both', () => {
    const room = factsOf({ resourceId: 9, policy: HALF, closed: [taken('09:00', '10:30')] });
    expect(offered([option(1, { closed: [taken('10:30', '12:00')] }, room), option(1, {}, room)])).toEqual(['1']);
  });
});

test('who is free is told apart from who is not, with the reasons', () => {
  const people = [option(1, { closed: [taken('09:00', '10:00')] }), option(2), option(3, { active: false })];
  const { free, refusals } = judgeTeam(people, at('2026-11-20 09:30'), NOW);
  expect(free.map(({ personId }) => personId)).toEqual([2]);
  expect(refusals).toEqual([{ code: 'slot_taken' }, { code: 'resource_inactive' }]);
});

/** A team of people whose days differ in everything; some of them meet in a room with a day of its own. */
const teams = fc
  .array(fc.tuple(situations, fc.option(situations)), { minLength: 4, maxLength: 10 })
  .map((all): Situation & { options: TeamOption[] } => {
    const [[first] = []] = all;
    if (!first) throw new Error('an empty team');
    const sameDay = ({ day }: Situation) => day.start.getTime() === first.day.start.getTime();
    const flexible = ({ facts }: Situation): BookingFacts => ({
      ...{ ...facts, periods: [] },
      policy: { ...facts.policy, fixedPeriods: false },
    });
    const options = all
      .filter(([person]) => sameDay(person))
      .map(([person, room], personId) => ({
        ...{ personId, minutes: person.facts.policy.minMinutes, facts: flexible(person) },
        room: room && sameDay(room) ? flexible(room) : null,
      }));
    return { ...first, options };
  });

test('whatever a page of a team offers, a booking accepts of the same people, and of nobody else', () => {
  let starts = 0;
  fc.assert(
    fc.property(teams, ({ options, day, now }) => {
      for (const { start, options: free } of teamOffers(options, day, now)) {
        starts += 1;
        expect(judgeTeam(options, start, now).free).toEqual(free);
      }
    }),
    { numRuns: 80 },
  );
  expect(starts).toBeGreaterThan(30);
});

test('nothing is accepted of anybody that the page did not offer', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 288 }), { minLength: 20, maxLength: 40 });
  let accepted = 0;
  fc.assert(
    fc.property(teams, minutes, ({ options, day, now }, asked) => {
      const page = teamOffers(options, day, now);
      const openings = options.flatMap(({ facts }) => facts.openings);
      for (const start of [...asked.map((five) => addMinutes(day.start, five * 5)), ...openings]) {
        if (!includes(day, start)) continue;
        const { free } = judgeTeam(options, start, now);
        accepted += free.length;
        const found = page.find((one) => one.start.getTime() === start.getTime());
        expect(found?.options ?? []).toEqual(free);
      }
    }),
    { numRuns: 80 },
  );
  expect(accepted).toBeGreaterThan(10);
});

test('nobody is offered while they are taken, at whatever place', () => {
  fc.assert(
    fc.property(teams, ({ options, day, now }) => {
      for (const { start, options: free } of teamOffers(options, day, now))
        for (const one of free) {
          const wanted = { start, end: addMinutes(start, one.minutes) };
          for (const facts of one.room ? [one.facts, one.room] : [one.facts]) {
            expect(facts.closed.some((closed) => !closed.pad && overlaps(closed, wanted))).toBe(false);
            expect(decideBooking(wanted, facts, now).ok).toBe(true);
          }
        }
    }),
    { numRuns: 40 },
  );
});
