import { contains, type Interval, merge } from '@/lib/time/interval';
import type { AppointmentWish, AskedAs, Kind, Mode, Place } from './appointment-types';
import type { BookingFacts, Policy } from './types';

export const modeOf = ({ kind }: Pick<Place, 'kind'>): Mode => (kind === 'online' ? 'online' : 'in_person');

/** Whether a kind may take place there. */
export const suits = ({ modes }: Pick<Kind, 'modes'>, place: Pick<Place, 'kind'>): boolean =>
  modes.length === 0 || modes.includes(modeOf(place));

/**
 * A person's facts, as one kind of appointment at one place is judged by them: the kind's lengths, padding, notice and
 * window; the time in which they are at that place, on that page; and of Outlook what closes such appointments. The
 * ordinary rules (`offers`, `decideBooking`, `decideMove`) then say what is offered and what is accepted.
 */
export function factsForAppointment(facts: BookingFacts, wish: AppointmentWish): BookingFacts {
  const { kind, place, usualPlaceId, groupId } = wish;
  const mode = modeOf(place);
  const here = suits(kind, place)
    ? (facts.stretches ?? []).filter(
        ({ rule }) =>
          (rule.placeIds.length === 0 ? place.id === usualPlaceId : rule.placeIds.some((id) => id === place.id)) &&
          (rule.groupId === null || rule.groupId === groupId),
      )
    : [];
  return {
    ...facts,
    policy: policyOf(facts.policy, kind),
    periods: [],
    open: merge(here.map(({ start, end }) => ({ start, end }))),
    openings: here.map(({ start }) => start),
    stretches: here,
    closed: facts.closed.filter((one) => one.mode === undefined || one.mode === mode),
  };
}

/** What somebody is asked for where nothing is said: the first kind that may take place anywhere. */
export const usualKind = <Offered extends Pick<Kind, 'modes'>>(
  kinds: readonly Offered[],
  places: readonly Pick<Place, 'kind'>[],
) => kinds.find((kind) => places.some((place) => suits(kind, place))) ?? kinds[0];

/** The grid of starts is the category's; so are its limits, gaps, sign-in and mediators. */
function policyOf(policy: Policy, kind: Kind): Policy {
  const { minMinutes, maxMinutes, defaultMinutes, setupMinutes, cleanupMinutes } = kind;
  const { minNoticeMinutes, cancelByMinutes, windowDays } = kind;
  return {
    ...policy,
    ...{ minMinutes, maxMinutes, defaultMinutes, setupMinutes, cleanupMinutes },
    ...{ minNoticeMinutes, cancelByMinutes, windowDays, fixedPeriods: false },
  };
}

/**
 * What whoever books it is told of the way: by the stretch of availability that it lies in, where that says something, else by
 * the place; then by what it is for.
 */
export function directionsFor({ kind, place }: AppointmentWish, facts: BookingFacts, when: Interval): string {
  const said = (facts.stretches ?? []).filter((stretch) => contains(stretch, when)).map(({ rule }) => rule.directions);
  return [said.find(Boolean) ?? place.directions, kind.directions].filter(Boolean).join('\n');
}

const A_DAY = 1440;
const ANY_TIME_AHEAD_DAYS = 3660;

/**
 * A room's facts, as an appointment in it is judged by them. It has to be open and free, its padding kept; for whom, how
 * long and how far ahead is for the person's rules to say, since the room is theirs to meet in (own reading: a staffed
 * appointment is not a patron's booking of the room).
 */
export function factsForRoom(facts: BookingFacts): BookingFacts {
  const { setupMinutes, cleanupMinutes, cancelByMinutes } = facts.policy;
  return {
    ...facts,
    policy: {
      ...{ stepMinutes: 1, minMinutes: 1, maxMinutes: A_DAY, defaultMinutes: 1, minNoticeMinutes: 0 },
      ...{ leadUntilEnd: false, windowDays: ANY_TIME_AHEAD_DAYS, rolloverMinute: 0, fixedPeriods: false },
      ...{ setupMinutes, cleanupMinutes, cancelByMinutes, gapMinutes: 0, gapScope: 'category', mediation: false },
    },
    periods: [],
    limits: [],
    own: [],
    admission: { ...facts.admission, staffOnly: false, signInRequired: false, groups: null, bans: [] },
  };
}

/** The same item, its facts read as it is asked for. Doing it twice does no harm. */
export function narrowed<T extends { facts: BookingFacts; as?: AskedAs }>(item: T): T {
  if (!item.as) return item;
  const facts = item.as === 'room' ? factsForRoom(item.facts) : factsForAppointment(item.facts, item.as);
  return { ...item, facts };
}
