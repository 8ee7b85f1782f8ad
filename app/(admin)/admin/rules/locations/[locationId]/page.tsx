import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { MOST_CANCELLED } from '@/lib/usecases/settle-old-bookings';
import { viewLocationLimits } from '@/lib/usecases/view-rules';
import { saveLimitsAction } from '../../actions';
import { RulesWords } from '../../rules-words';
import { LimitsForm } from './limits-form';

type Props = { params: Promise<{ locationId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') };
}

export default async function LocationLimitsPage({ params, searchParams }: Props) {
  const { locationId } = await params;
  const actor = await personOrSignIn(`/admin/rules/locations/${locationId}`);
  const answer = await viewLocationLimits(actor, { locationId });
  if (!answer.ok) return refusedPage(answer.refusal);
  const location = answer.value;
  const [t, { done }] = [await getTranslations('rules'), await searchParams];
  return (
    <>
      <PageHeader
        title={t('locationPage.title', { location: location.name })}
        lead={t('locationPage.lead')}
        crumbs={[{ href: '/admin/rules', label: t('title') }]}
      />
      {done === 'saved' && (
        <div className="mb-6">
          <Notice kind="success" title={t('locationPage.saved')}>
            {t('locationPage.back')}
          </Notice>
        </div>
      )}
      <RulesWords>
        <LimitsForm action={saveLimitsAction} location={location} mostCancelled={MOST_CANCELLED} />
      </RulesWords>
    </>
  );
}
