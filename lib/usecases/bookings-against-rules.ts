import { createHash } from 'node:crypto';
import { type BrokenRule, newlyBroken } from '@/lib/booking/decide-rule-change';
import type { BookingFacts, Limit } from '@/lib/booking/types';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import type { CategoryRules, CategoryWithRules, PlaceLimit } from '@/lib/db/category-rules';
import type { Tx } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import {
  type BookingOf,
  bookingsOfPatrons,
  type StandingBooking,
  standingBookings,
  type UseOf,
  usesFrom,
} from '@/lib/db/standing-bookings';
import { calendarSpanOf } from '@/lib/time/calendar-span';
import { minutesIn } from '@/lib/time/interval';

/** A booking that was made under the old rules and that the new ones would not allow. */
export type OldBooking = Pick<
  StandingBooking,
  'bookingId' | 'publicId' | 'patronName' | 'resourceName' | 'start' | 'end'
> & {
  broken: BrokenRule[];
};

/** What is to hold: rules of a category, limits of its location. */
export type RulesWanted = { rules: CategoryRules; locationLimits: readonly PlaceLimit[] };

/** A category as it is, and what is to hold there. */
export type RuleChange = { category: CategoryWithRules; wanted: RulesWanted };

/**
 * A dry run: which bookings still to come would break a rule after the change that they do not break now, in order of time.
 * They stay as they are, whatever is saved (own reading: a promise is not taken back by a rule). Seven queries and some
 * more, however many bookings and categories of one location there are.
 */
export async function bookingsAgainstRules(tx: Tx, changes: readonly RuleChange[], now: Date): Promise<OldBooking[]> {
  const changeOf = new Map(changes.map((change) => [change.category.id, change]));
  const standing = await standingBookings(tx, [...changeOf.keys()], now);
  const [first] = changes;
  if (!first || standing.length === 0) return [];
  const last = Math.max(...standing.map(({ end }) => end.getTime()));
  const within = await resources(tx, { ids: [...new Set(standing.map(({ resourceId }) => resourceId))] });
  const known = await bookingFacts(tx, within, { start: now, end: new Date(last) }, null, now);
  const resourceOf = new Map(known.map((one) => [one.resource.id, one]));
  const patrons = [...new Set(standing.map(({ patronEmail }) => patronEmail).filter(Boolean))];
  // No limit looks further back than the year in which something stands.
  const since = calendarSpanOf('year', now, first.category.location.timeZone).start;
  const booked = await bookingsOfPatrons(tx, patrons, since);
  const uses = await usesFrom(tx, [...new Set(known.flatMap((one) => [one.resource.id, ...one.family.partIds]))], now);
  const around = { booked: groupBy(booked, (one) => one.patronEmail), uses: groupBy(uses, (one) => one.resourceId) };
  return standing.flatMap((booking) => {
    const resource = resourceOf.get(booking.resourceId);
    const change = resource && changeOf.get(resource.resource.categoryId);
    if (!change) return [];
    const { category, wanted } = change;
    const facts = { ...resource.facts, ...withoutItself(booking, resource, around) };
    const judgedBy = (held: RulesWanted) => ofKind(booking, { ...facts, ...placeRulesOf(held) });
    const before = { rules: category.rules, locationLimits: category.location.limits };
    const broken = newlyBroken(booking, judgedBy(before), judgedBy(wanted), now);
    const { bookingId, publicId, patronName, resourceName, start, end } = booking;
    return broken.length === 0 ? [] : [{ bookingId, publicId, patronName, resourceName, start, end, broken }];
  });
}

/** Stands for a list that was shown: whoever sends it back has seen exactly that. */
export const seenToken = (old: readonly OldBooking[]) =>
  createHash('sha256')
    .update(old.map(({ publicId, start, broken }) => `${publicId} ${start.toISOString()} ${broken}`).join())
    .digest('hex')
    .slice(0, 16);

/** An appointment of a kind has that kind's length and padding, whatever the category's rules say about these. */
function ofKind({ byKind, start, end }: StandingBooking, facts: BookingFacts): BookingFacts {
  if (!byKind) return facts;
  const minutes = minutesIn({ start, end });
  const as = { minMinutes: minutes, maxMinutes: minutes, setupMinutes: 0, cleanupMinutes: 0, fixedPeriods: false };
  return { ...facts, policy: { ...facts.policy, ...as } };
}

type Around = { booked: Map<string, BookingOf[]>; uses: Map<number, UseOf[]> };

function withoutItself(
  { bookingId, patronEmail, visitId }: StandingBooking,
  { resource, family }: ResourceFacts,
  { booked, uses }: Around,
): Pick<BookingFacts, 'active' | 'isContainer' | 'own' | 'closed'> {
  const others = [resource.id, ...family.partIds].flatMap((id) => uses.get(id) ?? []);
  return {
    ...{ active: true, isContainer: false },
    own: (booked.get(patronEmail) ?? [])
      .filter((one) => one.bookingId < bookingId)
      .map((one) => ({ ...one, together: visitId !== null && one.visitId === visitId })),
    closed: others
      .filter((one) => one.bookingId !== bookingId)
      .map(({ start, end }) => ({ start, end, pad: false, kind: 'booked' })),
  };
}

function placeRulesOf({ rules, locationLimits }: RulesWanted) {
  const { limits, periods, signInRequired: _, ...policy } = rules;
  const scoped = (some: readonly Omit<Limit, 'scope'>[], scope: Limit['scope']): Limit[] =>
    some.map((limit) => ({ ...limit, scope }));
  return { policy, periods, limits: [...scoped(limits, 'category'), ...scoped(locationLimits, 'location')] };
}

function groupBy<T, K>(some: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of some) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
