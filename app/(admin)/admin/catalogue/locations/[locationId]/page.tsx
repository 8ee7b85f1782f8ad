import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewLocation } from '@/lib/usecases/view-catalogue';
import { saveLocationAction } from '../../actions';
import { ActiveCard } from '../../active-card';
import { CatalogueForm } from '../../catalogue-form';
import { DoneNotice } from '../../done-notice';
import { ElsewhereCard } from '../../elsewhere-card';
import { formWords } from '../../shared-fields';
import { CategoriesCard } from './categories-card';
import { locationFields } from './location-fields';
import { ZonesCard } from './zones-card';

type Props = { params: Promise<{ locationId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.location'))('title') };
}

/** `/new` is the form of a new one. */
export default async function LocationPage({ params, searchParams }: Props) {
  const [{ locationId }, { done }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/catalogue/locations/${locationId}`);
  const view = await viewLocation(actor, locationId === 'new' ? {} : { id: locationId });
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  const { location } = view.value;
  const [t, sections] = [await getTranslations('catalogue'), await getTranslations('admin.sections')];
  return (
    <>
      <PageHeader
        title={location?.name ?? t('location.new')}
        lead={t('location.lead')}
        crumbs={[{ href: '/admin/catalogue', label: t('title') }]}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('location.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(location)}
            action={saveLocationAction}
            fields={await locationFields(view.value)}
            hidden={location ? { id: location.id } : {}}
            words={await formWords()}
          />
        </Card>
        {location && (
          <>
            <ZonesCard locationId={location.id} zones={view.value.zones} />
            <CategoriesCard location={location} categories={view.value.categories} />
            <ElsewhereCard
              id="elsewhere"
              title={t('elsewhere.title')}
              text={t('elsewhere.location')}
              links={[
                { href: `/admin/hours/location/${location.id}`, label: t('elsewhere.hours', { name: location.name }) },
                { href: `/admin/rules/locations/${location.id}`, label: t('elsewhere.limits') },
                { href: `/admin/check-in#location-${location.id}`, label: sections('check-in') },
                { href: `/admin/mediators#location-${location.id}`, label: sections('mediators') },
              ]}
            />
            <ActiveCard kind="location" id={location.id} active={location.active} />
          </>
        )}
      </div>
    </>
  );
}
