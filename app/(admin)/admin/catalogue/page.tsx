import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { adminMay } from '@/lib/usecases/admin-may';
import { type CatalogueView, viewCatalogue } from '@/lib/usecases/view-catalogue';
import { AccessBadges } from './access-badges';
import { DoneNotice } from './done-notice';
import { OrderButtons } from './order-buttons';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function CataloguePage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/catalogue');
  const answer = await viewCatalogue(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, may] = [await getTranslations('catalogue'), adminMay(actor)];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          may.catalogue && (
            <LinkButton href="/admin/catalogue/locations/new" variant="primary" icon="plus">
              {t('location.add')}
            </LinkButton>
          )
        }
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        {may.catalogue && (
          <ul className="flex flex-wrap gap-3">
            {(['features', 'groups', 'import'] as const).map((page) => (
              <li key={page}>
                <LinkButton href={`/admin/catalogue/${page}`}>{t(`to.${page}`)}</LinkButton>
              </li>
            ))}
          </ul>
        )}
        {answer.value.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        {answer.value.map((location, place) => (
          <LocationCard
            key={location.id}
            location={location}
            isFirst={place === 0}
            isLast={place === answer.value.length - 1}
            mayOrder={may.catalogue}
          />
        ))}
      </div>
    </>
  );
}

type LocationProps = { location: CatalogueView[number]; isFirst: boolean; isLast: boolean; mayOrder: boolean };

async function LocationCard({ location, isFirst, isLast, mayOrder }: LocationProps) {
  const t = await getTranslations('catalogue');
  const { id, name, zones, categories } = location;
  return (
    <Card
      id={`location-${id}`}
      title={
        <span className="flex flex-wrap items-center gap-3">
          <Link href={`/admin/catalogue/locations/${id}`}>{name}</Link>
          <AccessBadges {...location} />
        </span>
      }
      aside={mayOrder && <OrderButtons kind="location" id={id} name={name} isFirst={isFirst} isLast={isLast} />}
    >
      {zones.length > 0 && (
        <p className="mb-3 text-sm text-ink-soft">
          {t('zone.list', { names: zones.map((zone) => zone.name).join(', ') })}
        </p>
      )}
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {categories.map((category) => (
          <li key={category.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <Link
              href={`/admin/catalogue/categories/${category.id}`}
              className="text-link inline-flex min-h-6 items-center"
            >
              {category.name}
            </Link>
            <span className="text-sm text-ink-soft">{t('category.spaces', { count: category._count.resources })}</span>
            <AccessBadges {...category} />
          </li>
        ))}
      </ul>
      <LinkButton href={`/admin/catalogue/categories/new?location=${id}`} size="small" icon="plus">
        {t('category.addTo', { location: name })}
      </LinkButton>
    </Card>
  );
}
