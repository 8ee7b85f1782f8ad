import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { DateNav } from '@/app/_ui/date-nav';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { currentActor } from '@/lib/auth/actor';
import { formatHour, formatLocalDate } from '@/lib/messages/format';
import type { SpaceOfDay } from '@/lib/usecases/space-of-day';
import { viewOpening } from '@/lib/usecases/view-opening';
import { type SpaceDay, viewSpaceDay } from '@/lib/usecases/view-space-day';
import { pictureOf } from '../picture-of';
import { DayGrids } from './day-grids';
import { OpeningNotice } from './opening-notice';

type Props = { searchParams: Promise<{ location?: string; date?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.spaces');
  return { title: t('title') };
}

export default async function SpacesPage({ searchParams }: Props) {
  const { location: locationId, date } = await searchParams;
  const [actor, now] = [await currentActor(), new Date()];
  const [t, find] = [await getTranslations('patron.spaces'), await getTranslations('patron.find')];
  const asked = await viewSpaceDay(actor, { locationId: locationId || undefined, date: date || undefined }, now);
  // A filter that makes no sense is said so, above what would be shown without it.
  const answer = asked.ok ? asked : await viewSpaceDay(actor, {}, now);
  const view = answer.ok ? answer.value : null;
  const place = { locale: await getLocale(), timeZone: view?.location.timeZone ?? 'UTC' };
  const opening = view && (await viewOpening(actor, { id: view.location.id }, now));

  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <LinkButton href="/spaces/find" variant="secondary">
            {find('link')}
          </LinkButton>
        }
      />
      {!asked.ok && (
        <div className="mb-6">
          <Notice kind="attention">{refusalText(asked.refusal, await getTranslations('refusal'), place)}</Notice>
        </div>
      )}
      {opening?.ok && <OpeningNotice opening={opening.value} location={view?.location.name ?? ''} />}
      {view ? <Day view={view} /> : <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
    </>
  );
}

async function Day({ view }: { view: SpaceDay }) {
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const { location, locations, date, day } = view;
  const keep = { location: String(location.id) };
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h2 className="mb-2 text-xl">{formatLocalDate(date, locale)}</h2>
          <DateNav
            path="/spaces"
            localDate={date}
            today={view.today}
            min={view.today}
            max={view.lastDate}
            keep={keep}
          />
        </div>
        {locations.length > 1 && (
          <form action="/spaces" method="get" className="flex items-end gap-2">
            <input type="hidden" name="date" value={date} />
            <SelectField
              key={location.id}
              name="location"
              label={t('spaces.location')}
              choices={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              defaultValue={String(location.id)}
            />
            <SubmitButton variant="secondary">{t('spaces.show')}</SubmitButton>
          </form>
        )}
      </div>
      <OutOfReach view={view} />
      {day ? <Grids view={view} day={day} /> : <Closed view={view} />}
      <p className="mt-6 text-sm text-ink-soft">{t('zone', { zone: location.timeZone })}</p>
    </>
  );
}

/** One grid a category, since each has its own rules and steps; all share the hours of the day. */
async function Grids({ view, day }: { view: SpaceDay; day: NonNullable<SpaceDay['day']> }) {
  const [t, locale] = [await getTranslations('patron.spaces'), await getLocale()];
  const place = { locale, timeZone: view.location.timeZone };
  const ticks = day.hours.map(({ minute, at, which }) => {
    const hour = formatHour(at, place);
    return { minute, label: which === 'only' ? hour : t(which, { hour }) };
  });
  const grids = byCategory(view.spaces).map(([first, ...more]) => ({
    id: `category-${first.categoryId}`,
    heading: first.categoryName,
    grid: {
      ...{
        dateLabel: `${first.categoryName}, ${formatLocalDate(view.date, locale)}`,
        timeZone: place.timeZone,
        locale,
      },
      ...{ dayStartAt: day.startAt.toISOString(), minutes: day.minutes, ticks, nowMinute: day.nowMinute },
      stepMinutes: first.stepMinutes,
      spaces: [first, ...more].map((space) => gridSpace(space, view.date)),
      selectHref: '/spaces/{id}?start={start}&end={end}#book',
    },
  }));
  return <DayGrids grids={grids} liveAddress={`/api/spaces/day?location=${view.location.id}&date=${view.date}`} />;
}

function gridSpace(
  { id, name, capacity, features, picture, pictureAlt, categoryName, open, taken, offers }: SpaceOfDay,
  date: string,
) {
  const src = pictureOf(picture);
  return {
    ...{ id, name, features, open, taken, offers },
    capacity: capacity ?? 1,
    href: `/spaces/${id}?date=${date}`,
    ...(src && { picture: { src, alt: pictureAlt || categoryName } }),
  };
}

/** Today and later up to the window may be booked; other dates may be looked at. */
async function OutOfReach({ view: { date, today, lastDate } }: { view: SpaceDay }) {
  const [t, locale] = [await getTranslations('patron.spaces'), await getLocale()];
  if (today <= date && date <= lastDate) return null;
  const words = { date: formatLocalDate(date, locale), last: formatLocalDate(lastDate, locale) };
  return (
    <div className="mb-6">
      <Notice kind="info" still>
        {date < today ? t('past', words) : t('far', words)}
      </Notice>
    </div>
  );
}

async function Closed({ view: { date, location, nextOpenDate } }: { view: SpaceDay }) {
  const [t, locale] = [await getTranslations('patron.spaces'), await getLocale()];
  const next = nextOpenDate && t('nextOpen', { date: formatLocalDate(nextOpenDate, locale) });
  return (
    <EmptyState
      title={t('closed', { date: formatLocalDate(date, locale) })}
      action={next && <LinkButton href={`/spaces?location=${location.id}&date=${nextOpenDate}`}>{next}</LinkButton>}
    >
      {next ? null : t('noNextOpen')}
    </EmptyState>
  );
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
