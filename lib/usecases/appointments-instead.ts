import type { Actor } from '@/lib/auth/can';
import type { AppointmentWish, Kind } from '@/lib/booking/appointment-types';
import type { PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { groupMembers } from '@/lib/db/group-members';
import { type ResourceRecord, resourceById, resources } from '@/lib/db/resources';
import { addMinutes, DAY_MS, type Interval, minutesBetween, minutesIn, overlaps } from '@/lib/time/interval';
import { type PersonOffers, personOffers } from './person-offers';
import { shownTo } from './shown-to';
import { patronFor } from './view-space-day';

/** Another time of the same resource, or another resource at the same time; of an appointment with what it is for and where. */
export type Alternative = Interval & {
  resourceId: number;
  name: string;
  slug: string | null;
  sameResource: boolean;
  kindId?: number | null;
  placeId?: number | null;
};

/** What could not be had: whom, for what, and when. Of the kind its name, in case that one is gone. */
export type AskedBefore = Interval & {
  resourceId: number;
  kind: Pick<Kind, 'id' | 'name'>;
  groupId: AppointmentWish['groupId'];
  /** Where they wished to meet, which comes first while one can be met there. */
  placeId: number | null;
  /** A booking that is not in the way: what the visitor holds. */
  without?: number;
};

const NEAR_DAYS = 7;
const MOST_TIMES = 3;
const MOST_OTHERS = 2;

/**
 * The nearest other times of the same person for the same kind of appointment, within a week; then others who are free at
 * that very time: members of the group on whose page it was asked, else those of the same category. "The same kind" of
 * somebody else is that of the category, or one of the same name and length (docs/decisions/0028).
 */
export async function appointmentsInstead(actor: Actor, asked: AskedBefore, now: Date): Promise<Alternative[]> {
  const person = await resourceById(db(), asked.resourceId);
  if (!person?.slug) return [];
  const { start, end, groupId, kind, without } = asked;
  const filter = { kindOf: kindLike(kind, minutesIn(asked)), groupId };
  const look = (people: readonly ResourceRecord[], frame: Interval) =>
    personOffers(db(), { people, frame, patron: patronFor(actor), filter, without }, now);
  const from = new Date(Math.max(now.getTime(), start.getTime() - NEAR_DAYS * DAY_MS));
  const distance = (one: Interval) => Math.abs(minutesBetween(start, one.start));
  const own = await look([person], { start: from, end: new Date(start.getTime() + NEAR_DAYS * DAY_MS) });
  const times = own
    .flatMap((found) => alternativesOf(found, asked))
    // The refusal may be here before what caused it was read.
    .filter((one) => !overlaps(one, { start, end }))
    .sort((a, b) => distance(a) - distance(b));
  const others = await look(await colleaguesOf(actor, person, groupId), { start, end: addMinutes(start, 1) });
  const free = others.flatMap((found) => alternativesOf(found, asked)).filter((one) => distance(one) === 0);
  return [...times.slice(0, MOST_TIMES), ...free.slice(0, MOST_OTHERS)];
}

const kindLike =
  ({ id, name }: Pick<Kind, 'id' | 'name'>, minutes: number) =>
  ({ kinds }: PersonOffering): Kind | undefined =>
    kinds.find((one) => one.id === id) ??
    kinds.find(
      (one) => one.name.toLowerCase() === name.toLowerCase() && one.minMinutes <= minutes && minutes <= one.maxMinutes,
    );

/** Each start at the place that was asked for, else at the first where there is time enough. */
function alternativesOf({ person, kind, offers }: PersonOffers, asked: AskedBefore): Alternative[] {
  const minutes = minutesIn(asked);
  return offers.flatMap(({ start, at }) => {
    const fitting = at.filter(({ minMinutes, maxMinutes }) => minMinutes <= minutes && minutes <= maxMinutes);
    const there = fitting.find(({ place }) => place.id === asked.placeId) ?? fitting[0];
    if (!there) return [];
    const { id: resourceId, name, slug } = person;
    const what = { kindId: kind?.id ?? null, placeId: there.place.id };
    const sameResource = resourceId === asked.resourceId;
    return [{ start, end: addMinutes(start, minutes), resourceId, name, slug, sameResource, ...what }];
  });
}

async function colleaguesOf(actor: Actor, { id, categoryId }: ResourceRecord, groupId: number | null) {
  const within = groupId === null ? { categoryId } : { ids: await groupMembers(db(), groupId) };
  const all = await resources(db(), { kind: 'person', activeOnly: true, ...within });
  return all.filter((one) => one.id !== id && one.slug && shownTo(actor).includes(one.access));
}
