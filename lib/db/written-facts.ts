import type { Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { type PlaceRules, placeRules } from '@/lib/db/place-rules';
import { type Family, familiesOf, type ResourceRecord } from '@/lib/db/resources';
import { addMinutes, type Interval } from '@/lib/time/interval';
import type { HoursLevel } from '@/lib/time/opening';
import { addDays, localDateOf, localDayOf } from '@/lib/time/zone';

/** What admins have written of these resources: how they hang together, their hours about `range`, the rules of their places. */
export type WrittenFacts = {
  familyOf: (id: number) => Family;
  hoursOf: (resource: ResourceRecord) => HoursLevel[];
  rulesOf: (resource: ResourceRecord) => PlaceRules;
};

export async function writtenFacts(
  tx: Tx,
  resources: readonly ResourceRecord[],
  range: Interval,
): Promise<WrittenFacts> {
  const wide = widest(resources, range);
  const zone = resources[0]?.timeZone ?? 'UTC';
  const from = addDays(localDateOf(wide.start, zone), -2);
  const to = addDays(localDateOf(wide.end, zone), 1);
  const ids = resources.map(({ id }) => id);
  return {
    familyOf: await familiesOf(tx, ids),
    hoursOf: await hoursOf(tx, resources, from, to),
    rulesOf: await placeRules(tx, resources),
  };
}

/** `range` in whole local days, with room for the longest padding. */
export function widest(resources: readonly ResourceRecord[], range: Interval): Interval {
  const zones = [...new Set(resources.map(({ timeZone }) => timeZone))];
  const starts = zones.map((zone) => localDayOf(range.start, zone).start.getTime());
  const ends = zones.map((zone) => localDayOf(range.end, zone).end.getTime());
  return padded(resources, { start: new Date(Math.min(...starts)), end: new Date(Math.max(...ends)) });
}

/** `range` with room for the longest padding. */
export function padded(resources: readonly ResourceRecord[], { start, end }: Interval): Interval {
  const pad = Math.max(0, ...resources.map(({ policy }) => Math.max(policy.setupMinutes, policy.cleanupMinutes)));
  return { start: addMinutes(start, -pad), end: addMinutes(end, pad) };
}
