import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { DoneNotice } from '@/app/(staff)/offering/done-notice';
import { NoPage } from '@/app/(staff)/offering/no-page';
import { SettingsCard } from '@/app/(staff)/offering/settings-card';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewAppointmentSettings } from '@/lib/usecases/view-appointment-settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.settings'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

/** What one says about one's own appointments. */
export default async function MySettingsPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/desk/appointments/settings');
  const answer = await viewAppointmentSettings(actor, {});
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('appointmentAdmin');
  if (!answer.value) return <NoPage title={t('settings.title')} />;
  return (
    <>
      <PageHeader
        title={t('settings.title')}
        lead={t('settings.lead')}
        crumbs={[{ href: '/desk/appointments', label: t('kinds.title') }]}
        aside={<LinkButton href={`/appointments/${answer.value.slug}`}>{t('toPublic')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={(await searchParams).done} />
        <SettingsCard page={answer.value} at="desk" />
      </div>
    </>
  );
}
