import { getLocale, getTranslations } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { formatHour, formatLocalDate, type Place } from '@/lib/messages/format';
import { picturePath } from '@/lib/picture-path';
import { addMinutes, minutesBetween } from '@/lib/time/interval';
import type { SpaceOfDay } from '@/lib/usecases/space-of-day';
import { viewBarred } from '@/lib/usecases/view-barred';
import { viewNextFree } from '@/lib/usecases/view-next-free';
import type { SpaceDay } from '@/lib/usecases/view-space-day';
import { DayGrids } from './day-grids';
import { NextFreeNote } from './next-free';

type Props = {
  view: SpaceDay;
  day: NonNullable<SpaceDay['day']>;
  /** Those of the day that the filter leaves. */
  spaces: SpaceOfDay[];
  now: Date;
  asList: boolean;
};

/** One grid a category, since each has its own rules and steps; all share the hours of the day. */
export async function CategoryGrids({ view, day, spaces, now, asList }: Props) {
  const [t, locale] = [await getTranslations('patron.spaces'), await getLocale()];
  const place = { locale, timeZone: view.location.timeZone };
  const ticks = day.hours.map(({ minute, at, which }) => {
    const hour = formatHour(at, place);
    return { minute, label: which === 'only' ? hour : t(which, { hour }) };
  });
  const here = `/spaces?location=${view.location.id}&date=${view.date}`;
  const passed = minutesBetween(day.startAt, now);
  const categories = byCategory(spaces);
  const nextOf = await nextWhereNoneIsFree(categories, {
    from: addMinutes(day.startAt, day.minutes),
    now,
    place,
    here,
  });
  const grids = categories.map(([first, ...more]) => ({
    id: `category-${first.categoryId}`,
    heading: first.categoryName,
    note: isFree([first, ...more]) ? null : nextOf([first, ...more]),
    grid: {
      ...{
        dateLabel: `${first.categoryName}, ${formatLocalDate(view.date, locale)}`,
        timeZone: place.timeZone,
        locale,
      },
      ...{ dayStartAt: day.startAt.toISOString(), minutes: day.minutes, ticks, nowMinute: day.nowMinute },
      passedMinutes: Math.max(0, Math.min(day.minutes, Math.floor(passed))),
      stepMinutes: first.stepMinutes,
      spaces: [first, ...more].map((space) => gridSpace(space, view.date)),
      ...{ selectHref: '/spaces/{id}?start={start}&end={end}#book', asList },
    },
  }));
  return <DayGrids grids={grids} liveAddress={`/api/spaces/day?location=${view.location.id}&date=${view.date}`} />;
}

const isFree = (spaces: readonly SpaceOfDay[]) => spaces.some(({ offers }) => offers.length > 0);

/** For categories with nothing free on the day: the first time after it in any of the spaces shown, or why there is none. */
async function nextWhereNoneIsFree(
  categories: readonly Group[],
  { from, now, place, here }: { from: Date; now: Date; place: Place; here: string },
) {
  const spaceIds = categories.filter((group) => !isFree(group)).flatMap((group) => group.map(({ id }) => id));
  const actor = await currentActor();
  const answer = spaceIds.length > 0 ? await viewNextFree(actor, { spaceIds, from }, now) : null;
  const found = answer?.ok ? answer.value : [];
  const left = spaceIds.filter((id) => !found.some(({ spaceId }) => spaceId === id));
  const asked = left.length > 0 ? await viewBarred(actor, { spaceIds: left }, now) : null;
  const barred = asked?.ok ? asked.value : [];
  return (group: Group) => {
    const isOf = ({ spaceId }: { spaceId: number }) => group.some(({ id }) => id === spaceId);
    return <NextFreeNote next={found.find(isOf)} barred={barred.find(isOf)?.refusal} place={place} here={here} />;
  };
}

function gridSpace(space: SpaceOfDay, date: string) {
  const { id, name, capacity, zone, features, picture, pictureAlt, categoryName, open, taken, offers } = space;
  const src = picturePath(picture);
  return {
    ...{ id, name, features, open, taken, offers },
    capacity: capacity ?? 1,
    href: `/spaces/${id}?date=${date}`,
    ...(zone && { location: zone }),
    ...(src && { picture: { src, alt: pictureAlt || categoryName } }),
  };
}

type Group = [SpaceOfDay, ...SpaceOfDay[]];

function byCategory(spaces: SpaceOfDay[]): Group[] {
  const groups = new Map<number, Group>();
  for (const space of spaces) {
    const group = groups.get(space.categoryId);
    if (group) group.push(space);
    else groups.set(space.categoryId, [space]);
  }
  return [...groups.values()];
}
