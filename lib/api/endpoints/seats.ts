import { z } from 'zod';
import { viewListedSpaces } from '@/lib/usecases/view-listed-spaces';
import { viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { availability } from '../availability';
import { endpoint } from '../endpoint';
import { givenIds, idOrNone, ids, indexedPages } from '../params';
import { refusedBy } from '../refused-by';
import { saySeat, seatAnswer } from '../say-space';

/** libcal-api §4.7. One object: what running clients decode; the description shows a list of one. */
export const seat = endpoint({
  method: 'GET',
  path: '/space/seat/{id}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'A seat',
  query: z.object({ availability: availability({ withNext: false }) }),
  answer: seatAnswer,
  refusals: ['seat not found'],
  run: async ({ caller, params, query, now }) => {
    const [given] = givenIds(params.id ?? '');
    if (!given?.id) return refused('seat not found');
    const wish = { ids: [given.id], what: 'seats', withInactive: true, slots: query.availability };
    const seats = await viewListedSpaces(caller.actor, wish, now);
    if (!seats.ok) return refusedBy(seats.refusal);
    const [found] = seats.value.listed;
    return found ? answered(saySeat(found)) : refused('seat not found');
  },
});

/** A narrower id stands for the wider ones: seat before space before category and zone. */
export const seats = endpoint({
  method: 'GET',
  path: '/space/seats/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Seats of a location, filtered, in pages',
  params: { lid: 'a location id' },
  query: z.object({
    ...{ space_id: idOrNone(), category_id: idOrNone(), seat_id: idOrNone(), zone_id: idOrNone() },
    filters: ids('invalid "filters" value').optional(),
    availability: availability(),
    ...indexedPages,
  }),
  answer: z.array(seatAnswer),
  refusals: ['invalid location id', 'invalid group id'],
  run: async ({ caller, params, query, now }) => {
    const [given] = givenIds(params.lid ?? '');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const place = places.value.find((one) => one.id === given?.id);
    if (!place) return refused('invalid location id');
    const isKnown = place.categories.some((one) => one.id === query.category_id);
    if (query.category_id !== undefined && !isKnown) return refused('invalid group id');
    const wish = {
      ...{ locationId: place.id, what: 'seats', anyFeature: query.filters, ...narrowest(query) },
      ...{ page: { from: query.page_index * query.page_size, most: query.page_size }, slots: query.availability },
    };
    const found = await viewListedSpaces(caller.actor, wish, now);
    return found.ok ? answered(found.value.listed.map(saySeat)) : refusedBy(found.refusal);
  },
});

type Narrow = Partial<Record<'seat_id' | 'space_id' | 'category_id' | 'zone_id', number>>;

function narrowest({ seat_id, space_id, category_id, zone_id }: Narrow) {
  if (seat_id) return { ids: [seat_id] };
  return space_id ? { containerId: space_id } : { categoryIds: category_id && [category_id], zoneId: zone_id };
}
