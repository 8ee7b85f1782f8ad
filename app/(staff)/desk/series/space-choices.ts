import type { SeriesFormView } from '@/lib/usecases/view-series-form';
import type { SpaceChoices } from './series-form';

/** Spaces as fields of a form have them. */
export const asChoices = (locations: SeriesFormView['locations']): SpaceChoices =>
  locations.map(({ id, name, spaces }) => ({
    id,
    name,
    spaces: spaces.map((space) => ({ value: String(space.id), label: space.name })),
  }));
