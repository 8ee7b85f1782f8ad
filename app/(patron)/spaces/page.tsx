import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { viewOpening } from '@/lib/usecases/view-opening';
import { viewSpaceDay } from '@/lib/usecases/view-space-day';
import { AboutLocation } from './about-location';
import { Day } from './day';
import type { DayQuery } from './day-query';
import { OpeningNotice } from './opening-notice';

type Props = { searchParams: Promise<DayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.spaces');
  return { title: t('title') };
}

export default async function SpacesPage({ searchParams }: Props) {
  const query = await searchParams;
  const { location: locationId, date } = query;
  const [actor, now] = [await currentActor(), new Date()];
  const [t, find] = [await getTranslations('patron.spaces'), await getTranslations('patron.find')];
  const asked = await viewSpaceDay(actor, { locationId: locationId || undefined, date: date || undefined }, now);
  // An address that makes no sense is said so, above what would be shown without it.
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
          <LinkButton href="/spaces/find" variant="secondary" icon="search">
            {find('link')}
          </LinkButton>
        }
      />
      {!asked.ok && (
        <div className="mb-6">
          <Notice kind="attention">{refusalText(asked.refusal, await getTranslations('refusal'), place)}</Notice>
        </div>
      )}
      {opening?.ok && <AboutLocation about={opening.value} />}
      {opening?.ok && <OpeningNotice opening={opening.value} location={view?.location.name ?? ''} />}
      {view ? (
        <Day view={view} query={query} now={now} />
      ) : (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      )}
    </>
  );
}
