import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { type PlacesView, type PlaceView, viewAppointmentPlaces } from '@/lib/usecases/view-appointment-places';
import { formCrumbs } from '../form-crumbs';
import { availabilityPath } from '../paths';
import { OrderPlace } from './order-place';

type Props = { searchParams: Promise<{ person?: string; done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.places'))('title') };
}

const DONE = ['saved', 'activated', 'deactivated'] as const;

export default async function PlacesPage({ searchParams }: Props) {
  const { person, done: asked } = await searchParams;
  const actor = await personOrSignIn('/desk/availability/places');
  const now = new Date();
  const found = await viewAppointmentPlaces(actor, { person: person || undefined }, now);
  const answer = found.ok ? found : await viewAppointmentPlaces(actor, {}, now);
  const [t, all] = [await getTranslations('availability.places'), await getTranslations('availability')];
  if (!answer.ok && answer.refusal.code === 'not_allowed') return refusedPage(answer.refusal);
  if (!answer.ok) return <EmptyState title={all('none')}>{all('noneText')}</EmptyState>;
  const view = answer.value;
  const done = DONE.find((one) => one === asked);
  return (
    <>
      <PageHeader
        title={view.person.isOwn ? t('title') : t('titleOf', { name: view.person.name })}
        lead={t('lead')}
        crumbs={await formCrumbs(view.person)}
        aside={
          <LinkButton href={availabilityPath({ person: view.person }, '/places/new')} variant="primary">
            {t('new')}
          </LinkButton>
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {view.places.length === 0 ? (
          <EmptyState title={t('none', { location: view.person.locationName })}>{t('noneText')}</EmptyState>
        ) : (
          <Places view={view} />
        )}
      </div>
    </>
  );
}

async function Places({ view: { places, person } }: { view: PlacesView }) {
  const t = await getTranslations('availability.places');
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {places.map((place, at) => (
        <li key={place.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 p-4">
          <div className="min-w-0 break-words">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <Link
                href={`/desk/availability/places/${place.id}`}
                prefetch={false}
                className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
              >
                {place.name}
              </Link>
              {place.isUsual && <Badge tone="ok">{t('usual')}</Badge>}
              {!place.active && <Badge tone="off">{t('inactive')}</Badge>}
            </p>
            <p className="text-sm text-ink-soft">{t(`what.${whatOf(place)}`, whereOf(place, person.locationName))}</p>
            {place.upcoming > 0 && <p className="text-sm text-ink-soft">{t('upcoming', { count: place.upcoming })}</p>}
          </div>
          {places.length > 1 && (
            <OrderPlace
              id={place.id}
              isFirst={at === 0}
              isLast={at === places.length - 1}
              words={{ up: t('up', { name: place.name }), down: t('down', { name: place.name }) }}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

const whatOf = ({ kind, teams, link }: PlaceView) =>
  kind !== 'online' ? kind : teams ? 'teams' : link ? 'link' : 'sent';

const whereOf = ({ spaceName, locationName }: PlaceView, own: string) => ({
  space: spaceName ?? '',
  location: locationName ?? own,
});
