import { getTranslations } from 'next-intl/server';
import type { Crumb } from '@/app/_ui/page-header';
import type { PlacesView } from '@/lib/usecases/view-appointment-places';
import { formCrumbs } from '../form-crumbs';
import { availabilityPath } from '../paths';

/** What the form of a place offers to choose from. A room that it has and that may not be chosen any more stays on offer. */
export function placeChoices({ person, locations, rooms, place, teamsPossible }: PlacesView) {
  const kept = place?.spaceId && !rooms.some(({ id }) => id === place.spaceId) ? [place] : [];
  return {
    ownLocation: person.locationName,
    teamsPossible,
    locations: locations.map(({ id, name }) => ({ value: String(id), label: name })),
    rooms: [
      ...kept.map(({ spaceId, spaceName }) => ({ value: String(spaceId), label: spaceName ?? '' })),
      ...rooms.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
  };
}

export async function placeCrumbs({ person }: PlacesView): Promise<Crumb[]> {
  const t = await getTranslations('availability.places');
  return [...(await formCrumbs(person)), { href: availabilityPath({ person }, '/places'), label: t('title') }];
}
