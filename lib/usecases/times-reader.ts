import { teamOffers } from '@/lib/booking/team-offers';
import type { Admission } from '@/lib/booking/types';
import { factsOf } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { closersOf, type MomentFacts } from '@/lib/db/moment-facts';
import type { ResourceRecord } from '@/lib/db/resources';
import { takenTime } from '@/lib/db/taken-time';
import { type WrittenFacts, widest } from '@/lib/db/written-facts';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { type TeamChance, withFacts } from './team-options';

/** A start at which one person can be met, and which of their chances it is a time of, by their places in the list given. */
export type PersonTime = { start: Date; at: readonly number[] };

type Facts = {
  /** People and the rooms they meet in. */
  all: readonly ResourceRecord[];
  written: WrittenFacts;
  beside: Omit<MomentFacts, 'taken'>;
  chances: readonly TeamChance[];
};

type Wanted = { person: ResourceRecord; week: Interval };

/** Whether somebody may book at all is asked apart, so that all who may share their times. */
const ANYBODY: Admission = {
  ...{ staffOnly: false, isStaff: false, signInRequired: false, signedIn: true },
  ...{ groups: null, memberOf: [], emailDomains: [], email: null, bans: [] },
};

/** Works out the times of one person in one week. What is taken is read once for all who ask at the same moment. */
export function timesReader(
  facts: Facts,
  now: Date,
): (person: ResourceRecord, week: Interval) => Promise<PersonTime[]> {
  const wanted: Wanted[] = [];
  let answer: Promise<(one: Wanted) => PersonTime[]> | null = null;
  return async (person, week) => {
    wanted.push({ person, week });
    // Everybody has asked when this goes on.
    answer ??= Promise.resolve().then(() => readAll(facts, wanted, now));
    return (await answer)({ person, week });
  };
}

async function readAll({ all, written, beside, chances }: Facts, wanted: readonly Wanted[], now: Date) {
  const ids = new Set(wanted.map(({ person }) => person.id));
  const concerned = chances.filter(({ person }) => ids.has(person.id));
  for (const { wish } of concerned) if (wish.place.spaceId !== null) ids.add(wish.place.spaceId);
  const here = all.filter(({ id }) => ids.has(id));
  const [starts, ends] = [wanted.map(({ week }) => week.start.getTime()), wanted.map(({ week }) => week.end.getTime())];
  const last = addMinutes(new Date(Math.max(...ends)), longestOf(concerned));
  const range = { start: new Date(Math.min(...starts)), end: last };
  const asked = { ...closersOf(here, written), range: widest(here, range), without: 0 };
  const moment = { ...beside, taken: await takenTime(db(), asked, now) };
  const known = new Map(
    factsOf(here, range, written, moment).map(({ resource: { id }, facts }) => {
      return [id, { ...facts, admission: ANYBODY }];
    }),
  );
  return ({ person, week }: Wanted): PersonTime[] => {
    const own = concerned.filter((one) => one.person.id === person.id).map((one, place) => ({ ...one, place }));
    const shared = new Map<string, number[]>();
    return teamOffers(withFacts(own, known), week, now).map(({ start, options }) => {
      const at = options.map(({ place }) => place);
      const same = shared.get(`${at}`) ?? at;
      shared.set(`${at}`, same);
      return { start, at: same };
    });
  };
}

/** Real minutes of the longest that may be asked for. */
export const longestOf = (chances: readonly TeamChance[]): number =>
  Math.max(0, ...chances.map(({ wish: { kind } }) => Math.max(kind.maxMinutes, kind.defaultMinutes)));
