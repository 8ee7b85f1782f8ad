import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { adminMay } from '@/lib/usecases/admin-may';
import { viewAppointmentAdmin } from '@/lib/usecases/view-appointment-admin';
import { GroupsCard } from './groups-card';
import { LocationCard } from './location-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin'))('title') };
}

/** Who can be met: categories of people by location, and groups. */
export default async function AppointmentsAdminPage() {
  const actor = await personOrSignIn('/admin/appointments');
  const answer = await viewAppointmentAdmin(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const { locations, groups } = answer.value;
  const t = await getTranslations('appointmentAdmin');
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <LinkButton href="/admin/appointments/people/new" variant="primary" icon="plus">
            {t('overview.addPerson')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        {locations.map((location) => (
          <LocationCard key={location.id} location={location} />
        ))}
        {adminMay(actor).groups && <GroupsCard groups={groups} />}
      </div>
    </>
  );
}
