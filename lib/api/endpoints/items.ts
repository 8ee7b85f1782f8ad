import { z } from 'zod';
import { type ListedSpace, viewListedSpaces } from '@/lib/usecases/view-listed-spaces';
import { viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { availability } from '../availability';
import { endpoint } from '../endpoint';
import { flag, givenIds, idOrNone, ids, indexedPages } from '../params';
import { refusedBy } from '../refused-by';
import { itemAnswer, sayItem } from '../say-space';

const text = z.string();

const placed = itemAnswer.extend({
  ...{ termsAndConditions: text, zoneName: text, groupId: z.int(), groupName: text },
  ...{ groupTermsAndConditions: text, locationTermsAndConditions: text },
});

/** libcal-api §4.6. */
export const items = endpoint({
  method: 'GET',
  path: '/space/items/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Spaces of a location, filtered, in pages',
  params: { lid: 'a location id' },
  query: z.object({
    category_id: idOrNone().meta({ description: 'then `visibility` does not count' }),
    visibility: z
      .enum(['', 'public', 'private', 'admin_only'])
      .optional()
      .meta({ description: 'private: unlisted ones too; admin_only: all' }),
    zone_id: idOrNone(),
    bookable: flag(false).meta({ description: '1: without spaces that are booked by their seats' }),
    filters: ids('invalid "filters" value').optional().meta({ description: 'feature ids; at least one of them' }),
    accessible_only: flag(false),
    powered: flag(false),
    availability: availability(),
    ...indexedPages,
  }),
  answer: z.array(placed),
  refusals: ['No resources matching the filters.', 'invalid location id'],
  run: async ({ caller, params, query, now }) => {
    const [given] = givenIds(params.lid ?? '');
    if (!given?.id) return refused('invalid location id');
    const wish = {
      ...{ locationId: given.id, zoneId: query.zone_id, anyFeature: query.filters },
      ...(query.category_id ? { categoryIds: [query.category_id] } : { access: accessOf(query.visibility) }),
      ...{ asAWhole: query.bookable, accessible: query.accessible_only, powered: query.powered },
      ...{ page: { from: query.page_index * query.page_size, most: query.page_size }, slots: query.availability },
    };
    const spaces = await viewListedSpaces(caller.actor, wish, now);
    if (!spaces.ok) return refusedBy(spaces.refusal);
    const { listed, total } = spaces.value;
    if (total > 0) return answered(listed.map(sayPlaced));
    const places = await viewPlaces(caller.actor);
    const isKnown = places.ok && places.value.some((place) => place.id === given.id);
    return refused(isKnown ? 'No resources matching the filters.' : 'invalid location id');
  },
});

function accessOf(visibility = 'public') {
  if (visibility === 'admin_only') return ['public', 'unlisted', 'staff'];
  return visibility === 'private' ? ['public', 'unlisted'] : ['public'];
}

function sayPlaced(listed: ListedSpace): z.input<typeof placed> {
  const { space, listing } = listed;
  return {
    ...sayItem(listed),
    ...{ termsAndConditions: listing.terms, zoneName: space.zone ?? '' },
    ...{ groupId: space.categoryId, groupName: space.categoryName },
    groupTermsAndConditions: listing.categoryTerms,
    locationTermsAndConditions: listing.locationTerms,
  };
}
