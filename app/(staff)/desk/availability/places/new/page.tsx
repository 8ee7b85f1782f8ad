import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewAppointmentPlaces } from '@/lib/usecases/view-appointment-places';
import { AvailabilityWords } from '../../availability-words';
import { hiddenOf } from '../../paths';
import { placeChoices, placeCrumbs } from '../place-choices';
import { PlaceForm } from '../place-form';

type Props = { searchParams: Promise<{ person?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.places'))('newTitle') };
}

export default async function NewPlacePage({ searchParams }: Props) {
  const { person } = await searchParams;
  const actor = await personOrSignIn('/desk/availability/places/new');
  const answer = await viewAppointmentPlaces(actor, { person: person || undefined }, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('availability.places');
  const view = answer.value;
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} crumbs={await placeCrumbs(view)} />
      <AvailabilityWords>
        <PlaceForm hidden={hiddenOf(view.person)} initial={{}} isNew {...placeChoices(view)} />
      </AvailabilityWords>
    </>
  );
}
