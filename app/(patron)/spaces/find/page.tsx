import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { searchSpaces } from '@/lib/usecases/search-spaces';
import { FoundSpaces } from './found-spaces';
import { type Query, SearchForm } from './search-form';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.find');
  return { title: t('title') };
}

/** Free spaces of all locations by time, length, people and features; the address is the search, to keep or to send. */
export default async function FindPage({ searchParams }: Props) {
  const [query, actor, now] = [await searchParams, await currentActor(), new Date()];
  const t = await getTranslations('patron.find');
  const { location: locationId, feature, ...wish } = query;
  const features = feature === undefined ? [] : [feature].flat();
  const asked = await searchSpaces(actor, { ...wish, locationId, features }, now);
  // What makes no sense is said at its field; the rest of the form stays as it was filled in.
  const answer = asked.ok ? asked : await searchSpaces(actor, {}, now);
  if (!answer.ok) return null;
  const words = await getTranslations('refusal');
  const problems = !asked.ok && asked.refusal.code === 'invalid' ? asked.refusal.fields : {};
  const place = { locale: await getLocale(), timeZone: answer.value.locations[0]?.timeZone ?? 'UTC' };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/spaces', label: t('allSpaces') }]} />
      {!asked.ok && asked.refusal.code !== 'invalid' && (
        <div className="mb-6">
          <Notice kind="attention">{refusalText(asked.refusal, words, place)}</Notice>
        </div>
      )}
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(16rem,20rem)_minmax(0,1fr)]">
        <SearchForm search={answer.value} given={query} problems={problems} />
        {asked.ok && <FoundSpaces search={asked.value} />}
      </div>
    </>
  );
}
