import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { formatZone } from '@/lib/messages/format';
import { localDay } from '@/lib/time/zone';
import { type SpaceSearch, searchSpaces } from '@/lib/usecases/search-spaces';
import { viewFilterChoices } from '@/lib/usecases/view-filter-choices';
import { type NextFree, viewNextFree } from '@/lib/usecases/view-next-free';
import { FoundSpaces } from './found-spaces';
import { SearchForm } from './search-form';
import type { SearchQuery } from './search-query';

type Props = { searchParams: Promise<SearchQuery> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.find');
  return { title: t('title') };
}

/** Free spaces of all locations by time, length, people and features; the address is the search, to keep or to send. */
export default async function FindPage({ searchParams }: Props) {
  const [query, actor, now] = [await searchParams, await currentActor(), new Date()];
  const [t, locale] = [await getTranslations('patron.find'), await getLocale()];
  const { location: locationId, feature, ...wish } = query;
  const features = feature === undefined ? [] : [feature].flat();
  const asked = await searchSpaces(actor, { ...wish, locationId, features }, now);
  // What makes no sense is said at its field; the rest of the form stays as it was filled in.
  const answer = asked.ok ? asked : await searchSpaces(actor, {}, now);
  if (!answer.ok) return null;
  const search = answer.value;
  const problems = !asked.ok && asked.refusal.code === 'invalid' ? asked.refusal.fields : {};
  const place = { locale, timeZone: search.locations[0]?.timeZone ?? 'UTC' };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/spaces', label: t('allSpaces') }]} />
      {!asked.ok && asked.refusal.code !== 'invalid' && (
        <div className="mb-6">
          <Notice kind="attention">{refusalText(asked.refusal, await getTranslations('refusal'), place)}</Notice>
        </div>
      )}
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(16rem,20rem)_minmax(0,1fr)]">
        <SearchForm search={search} zones={await zonesOf(search)} given={query} problems={problems} />
        {asked.ok && <FoundSpaces search={search} next={await nextAfter(search, now)} />}
      </div>
      <div className="mt-8">
        <ZoneNote timeZone={place.timeZone} zoneName={formatZone(now, place)} at={now} />
      </div>
    </>
  );
}

/** Floors and areas of the location that is searched; over all locations they say nothing. */
async function zonesOf({ wish: { locationId } }: SpaceSearch): Promise<string[]> {
  const choices = locationId ? await viewFilterChoices(await currentActor(), { locationId }) : null;
  return choices?.ok ? choices.value.zones : [];
}

/** After the date, for those that are not free on it; for all that suit, where none is. */
async function nextAfter({ wish, found, others, locations }: SpaceSearch, now: Date): Promise<NextFree[]> {
  if (wish.when === 'next' || (found.length > 0 && others.length === 0)) return [];
  const { minutes, locationId, people, zone, features } = wish;
  const [first] = locations;
  if (!first) return [];
  const which =
    found.length > 0
      ? { spaceIds: others.map(({ space }) => space.id) }
      : { locationId: locationId ?? undefined, people: people ?? undefined, zone: zone ?? undefined, features };
  const from = localDay(wish.date, first.timeZone).end;
  const answer = await viewNextFree(await currentActor(), { ...which, minutes, from }, now);
  return answer.ok ? answer.value : [];
}
