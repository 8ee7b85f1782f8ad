import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { UnmediatedNotice } from '@/app/(staff)/unmediated-notice';
import { type MediatorsView, viewMediators } from '@/lib/usecases/view-mediators';
import { MediatorForm } from './mediator-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mediation.mediators'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function MediatorsPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/mediators');
  const view = await viewMediators(actor);
  if (!view.ok) return refusedPage(view.refusal);
  const { locations, people } = view.value;
  const t = await getTranslations('mediation.mediators');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <UnmediatedNotice />
      <div className="flex flex-col gap-6">
        {done === 'saved' && <Notice kind="success">{t('saved')}</Notice>}
        {locations.length === 0 && <EmptyState title={t('none')} />}
        {locations.map((location) => (
          <LocationCard key={location.id} location={location} people={people} />
        ))}
      </div>
    </>
  );
}

async function LocationCard({
  location,
  people,
}: {
  location: MediatorsView['locations'][number];
  people: MediatorsView['people'];
}) {
  const t = await getTranslations('mediation.mediators');
  return (
    <Card title={location.name} id={`location-${location.id}`}>
      <div className="flex flex-col gap-8">
        <MediatorForm
          place="location"
          id={location.id}
          title={t('whole', { location: location.name })}
          hint={t('wholeHint')}
          named={location.mediators}
          people={people}
          digest={location.digest}
        />
        {location.categories.length === 0 && <p className="text-ink-soft">{t('noCategories')}</p>}
        {location.categories.map(({ id, name, mediation, mediators }) => (
          <MediatorForm
            key={id}
            place="category"
            id={id}
            title={t('category', { category: name })}
            hint={t(mediation ? 'categoryHint' : 'notMediated')}
            named={mediators}
            people={people}
          />
        ))}
      </div>
    </Card>
  );
}
