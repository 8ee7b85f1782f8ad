import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { FeatureIcon } from '@/app/_ui/feature-icon';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewFeatures } from '@/lib/usecases/view-catalogue';
import { saveFeatureAction } from '../actions';
import { CatalogueForm } from '../catalogue-form';
import { DoneNotice } from '../done-notice';
import { OrderButtons } from '../order-buttons';
import { formWords } from '../shared-fields';
import { featureFields } from './feature-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.feature'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function FeaturesPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/catalogue/features');
  const answer = await viewFeatures(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('catalogue');
  const words = await formWords();
  return (
    <>
      <PageHeader
        title={t('feature.title')}
        lead={t('feature.lead')}
        crumbs={[{ href: '/admin/catalogue', label: t('title') }]}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('feature.list')} id="features">
          <ul className="flex flex-col divide-y divide-line">
            {answer.value.map(({ id, name, icon, spaces }, place) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
                <span className="flex flex-wrap items-center gap-3">
                  <FeatureIcon name={icon} className="text-ink-soft" />
                  <Link href={`/admin/catalogue/features/${id}`} className="text-link inline-flex min-h-6 items-center">
                    {name}
                  </Link>
                  <span className="text-sm text-ink-soft">{t('feature.spaces', { count: spaces })}</span>
                </span>
                <OrderButtons
                  kind="feature"
                  id={id}
                  name={name}
                  isFirst={place === 0}
                  isLast={place === answer.value.length - 1}
                />
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('feature.new')} id="new">
          <CatalogueForm
            key={answer.value.length}
            action={saveFeatureAction}
            fields={await featureFields(null)}
            words={{ ...words, save: t('feature.add') }}
          />
        </Card>
      </div>
    </>
  );
}
