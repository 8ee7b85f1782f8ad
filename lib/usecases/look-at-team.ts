import type { Actor } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { decideAdmission } from '@/lib/booking/decide-admission';
import { type TeamKind, teamKinds } from '@/lib/booking/team-kinds';
import { teamOffers } from '@/lib/booking/team-offers';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { placeLocations } from '@/lib/db/teams';
import type { Refusal } from '@/lib/refusal';
import { addMinutes, MINUTE_MS } from '@/lib/time/interval';
import { addDays, type LocalDate, localDay } from '@/lib/time/zone';
import { peopleFacts } from './people-facts';
import type { Team } from './team-of';
import { type TeamChance, teamChances, withFacts } from './team-options';
import { patronFor } from './view-space-day';

/** A start on offer, and with whom and where: people and places by their ids, `where` as addresses have it. */
export type TeamSlot = { start: Date; at: { personId: number; placeId: number | null; where: string }[] };

export type TeamLook = {
  kinds: TeamKind[];
  /** What the times are of. */
  kind: TeamKind;
  /** Who offers it, and where, free or not. */
  chances: TeamChance[];
  slots: TeamSlot[];
  /** Why nothing of it is offered to whoever asks, whatever the time: sign-in, groups, bans; null: some is. */
  barred: Refusal | null;
  /** Whom one can meet here at all, for whatever. */
  reachable: ReadonlySet<number>;
  /** The last date for which somebody can be booked now. */
  lastDate: LocalDate;
};

/** Which kind, the first unless known; and from which local date for how many. */
type Asked = { kindKey?: string; from: LocalDate; days: number };

/**
 * All times of a team from a local date on. Three queries however many people there are, where nothing was written since the
 * last look, and one more for a known patron with limits: the version of what is kept, time taken, standing. What follows
 * from the same facts at the same minute is worked out once (docs/decisions/0024). Null: nobody is there.
 */
export async function lookAtTeam(
  actor: Actor,
  team: Team,
  { kindKey: askedKind, from, days }: Asked,
  now: Date,
  kept: Kept,
): Promise<TeamLook | null> {
  const { people, groupId, locationId } = team;
  const timeZone = zoneOf(team);
  const frame = { start: localDay(from, timeZone).start, end: localDay(addDays(from, days - 1), timeZone).end };
  if (people.length === 0) return null;
  const ids = `${people.map(({ id }) => id)}`;
  const patron = patronFor(actor);
  const { offeringOf, digest, known } = await peopleFacts(db(), { people, frame, patron }, now, kept);
  const placeAt = await kept(`places ${ids}`, () =>
    placeLocations(
      db(),
      people.map(({ id }) => id),
    ),
  );
  const world = { offeringOf, placeAt };
  const all = teamKinds(people.flatMap((person) => offeringOf(person).kinds));
  const offered = all.map((one) => ({ one, chances: teamChances(team, one.key, world) }));
  const here = offered.filter((kind) => kind.chances.length > 0);
  const kinds = here.map(({ one }) => one);
  const reachable = new Set(here.flatMap((kind) => kind.chances.map(({ person }) => person.id)));
  const kind = kinds.find(({ key }) => key === askedKind) ?? kinds[0];
  if (!kind) return null;
  const chances = teamChances(team, kind.key, world);
  const lastDates = chances.map(({ person, wish }) =>
    lastOpenDate({ ...person.policy, windowDays: wish.kind.windowDays }, now, timeZone),
  );
  const lastDate = lastDates.toSorted().at(-1) ?? from;
  const notice = Math.max(...chances.map(({ wish }) => wish.kind.minNoticeMinutes));
  // Nothing is too late yet, and for whoever has no bookings of their own only the window moves on.
  const isLater = patron === null && frame.start > addMinutes(now, notice);
  const at = isLater ? [...new Set(lastDates)] : Math.ceil(now.getTime() / MINUTE_MS);
  const name = `team ${groupId} ${locationId} ${ids} ${kind.key} ${from} ${days} ${at} ${digest}`;
  const drawn = await kept(name, async () => {
    const options = withFacts(chances, known());
    const barred = options.map(({ facts }) => decideAdmission(facts.admission, now, 'patron'));
    const slots = teamOffers(options, frame, now).map(({ start, options: free }) => ({
      start,
      at: free.map(({ personId, wish, where }) => ({ personId, placeId: wish.place.id, where: where.key })),
    }));
    return { slots, barred: barred.includes(null) ? null : (barred[0] ?? null) };
  });
  return { kinds, kind, chances, ...drawn, reachable, lastDate };
}

/** Whose clock the page follows: people of one page are hardly ever in two zones, and then it is the first one's. */
export const zoneOf = ({ people: [first] }: Team): string => first?.timeZone ?? 'UTC';
