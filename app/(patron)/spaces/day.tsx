import { getLocale, getTranslations } from 'next-intl/server';
import { DateNav } from '@/app/_ui/date-nav';
import { Notice } from '@/app/_ui/notice';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { queryOf } from '@/app/_ui/query-of';
import { currentActor } from '@/lib/auth/actor';
import { formatLocalDate, formatZone } from '@/lib/messages/format';
import { readSpaceFilter, type SpaceFilter, suits } from '@/lib/usecases/space-filter';
import { viewFilterChoices } from '@/lib/usecases/view-filter-choices';
import type { SpaceDay } from '@/lib/usecases/view-space-day';
import { CategoryGrids } from './category-grids';
import { Closed } from './closed';
import { type DayQuery, keptParts } from './day-query';
import { FilterForm } from './filter-form';
import { Shown } from './shown';
import { ViewSwitch } from './view-switch';

type Props = { view: SpaceDay; query: DayQuery; now: Date };

const NONE: SpaceFilter = { people: null, zone: null, features: [] };

/** One day of one location: which date, which of its spaces, and their time. */
export async function Day({ view, query, now }: Props) {
  const locale = await getLocale();
  const { location, locations, date, day } = view;
  const asked = readSpaceFilter({ zone: query.zone, people: query.people, features: [query.feature ?? []].flat() });
  const choices = await viewFilterChoices(await currentActor(), { locationId: location.id });
  const { zones, features } = choices.ok ? choices.value : { zones: [], features: [] };
  const wished = asked.ok ? asked.value : NONE;
  // A floor of the location shown before is none of this one.
  const filter = { ...wished, zone: wished.zone && zones.includes(wished.zone) ? wished.zone : null };
  const spaces = view.spaces.filter((space) => suits(space, filter));
  const keep = keptParts(view, filter, query.view ?? '');
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
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
        {day && <ViewSwitch href={(one) => `/spaces${queryOf({ ...keep, date, view: one })}`} view={query.view} />}
      </div>
      <div className="mb-5">
        <ZoneNote
          timeZone={location.timeZone}
          zoneName={formatZone(`${date}T12:00:00Z`, { locale, timeZone: location.timeZone })}
          at={`${date}T12:00:00Z`}
        />
      </div>
      <FilterForm
        locations={locations}
        location={location.id}
        zones={zones}
        features={features}
        given={{ zone: filter.zone ?? '', people: query.people ?? '', features: filter.features }}
        keep={{ date, view: keep.view }}
        soonest={`/spaces/find${queryOf({ ...keep, view: null, date, when: 'next' })}`}
        problems={!asked.ok && asked.refusal.code === 'invalid' ? asked.refusal.fields : {}}
      />
      <OutOfReach view={view} />
      {day && (
        <Shown
          count={spaces.length}
          all={view.spaces.length}
          everything={`/spaces${queryOf({ location: location.id, date, view: keep.view })}`}
        />
      )}
      {day && spaces.length > 0 && (
        <CategoryGrids view={view} day={day} spaces={spaces} now={now} asList={query.view === 'list'} />
      )}
      {!day && <Closed view={view} filter={filter} shownAs={query.view ?? ''} now={now} />}
    </>
  );
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
