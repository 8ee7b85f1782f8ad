import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { viewFeatures } from '@/lib/usecases/view-catalogue';
import { removeFeatureAction, saveFeatureAction } from '../../actions';
import { CatalogueForm } from '../../catalogue-form';
import { formWords } from '../../shared-fields';
import { featureFields } from '../feature-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.feature'))('title') };
}

export default async function FeaturePage({ params }: { params: Promise<{ featureId: string }> }) {
  const { featureId } = await params;
  const actor = await personOrSignIn(`/admin/catalogue/features/${featureId}`);
  const answer = await viewFeatures(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const feature = answer.value.find(({ id }) => String(id) === featureId);
  if (!feature) notFound();
  const t = await getTranslations('catalogue');
  return (
    <>
      <PageHeader
        title={feature.name}
        lead={t('feature.spaces', { count: feature.spaces })}
        crumbs={[
          { href: '/admin/catalogue', label: t('title') },
          { href: '/admin/catalogue/features', label: t('feature.title') },
        ]}
      />
      <div className="flex flex-col gap-6">
        <Card>
          <CatalogueForm
            action={saveFeatureAction}
            fields={await featureFields(feature)}
            hidden={{ id: feature.id }}
            words={await formWords()}
          />
        </Card>
        <TwoSteps open={t('remove')}>
          <p>{t('feature.removeText', { count: feature.spaces })}</p>
          <ActForm action={removeFeatureAction} hidden={{ id: feature.id }} problem={t('problem')}>
            <SubmitButton variant="danger">{t('feature.removeThis', { name: feature.name })}</SubmitButton>
          </ActForm>
        </TwoSteps>
      </div>
    </>
  );
}
