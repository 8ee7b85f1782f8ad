import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { type PlaceView, viewAppointmentPlaces } from '@/lib/usecases/view-appointment-places';
import { AvailabilityWords } from '../../availability-words';
import { switchPlaceAction } from '../place-actions';
import { placeChoices, placeCrumbs } from '../place-choices';
import { PlaceForm } from '../place-form';

type Props = { params: Promise<{ placeId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.places'))('editTitle') };
}

export default async function PlacePage({ params }: Props) {
  const { placeId } = await params;
  const actor = await personOrSignIn(`/desk/availability/places/${placeId}`);
  const answer = await viewAppointmentPlaces(actor, { placeId }, new Date());
  if (!answer.ok || !answer.value.place) return notFound();
  const t = await getTranslations('availability.places');
  const [view, place] = [answer.value, answer.value.place];
  return (
    <>
      <PageHeader
        title={place.name}
        lead={place.upcoming > 0 ? t('editLead', { count: place.upcoming }) : undefined}
        crumbs={await placeCrumbs(view)}
      />
      <AvailabilityWords>
        <div className="flex max-w-3xl flex-col gap-8">
          <PlaceForm hidden={{ placeId: place.id }} initial={initialOf(place)} isNew={false} {...placeChoices(view)} />
          <SwitchCard place={place} nextUsual={view.nextUsual} />
        </div>
      </AvailabilityWords>
    </>
  );
}

/** What follows is said before it is done: appointments there stay as they are. */
async function SwitchCard({ place, nextUsual }: { place: PlaceView; nextUsual: string }) {
  const { id, active, upcoming, onlyHere, unnamed } = place;
  const t = await getTranslations('availability.places');
  return (
    <Card title={t(active ? 'deactivateTitle' : 'activateTitle')} id="switch">
      <div className="flex flex-col gap-4">
        <p className="prose-width">{t(active ? 'deactivateLead' : 'activateLead')}</p>
        {active && upcoming > 0 && <p className="prose-width font-medium">{t('keeps', { count: upcoming })}</p>}
        {active && onlyHere > 0 && <p className="prose-width font-medium">{t('onlyHere', { count: onlyHere })}</p>}
        {unnamed > 0 && <p className="prose-width font-medium">{t('unnamed', { count: unnamed, place: nextUsual })}</p>}
        <ActForm
          action={switchPlaceAction}
          hidden={{ placeId: id, act: active ? 'deactivate' : 'activate' }}
          problem={t('problem')}
        >
          <SubmitButton variant={active ? 'danger' : 'secondary'} pendingLabel={t('saving')}>
            {t(active ? 'deactivate' : 'activate')}
          </SubmitButton>
        </ActForm>
      </div>
    </Card>
  );
}

const initialOf = ({
  kind,
  name,
  directions,
  locationId,
  spaceId,
  link,
  teams,
}: PlaceView): Record<string, string> => ({
  ...{ kind, name, directions, link, online: teams ? 'teams' : link ? 'link' : 'sent' },
  ...{ location: locationId === null ? '' : String(locationId), space: spaceId === null ? '' : String(spaceId) },
});
