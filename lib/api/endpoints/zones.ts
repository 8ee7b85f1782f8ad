import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { viewListedSpaces } from '@/lib/usecases/view-listed-spaces';
import { type Place, viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { givenIds } from '../params';
import { refusedBy } from '../refused-by';

const zoneAnswer = z.object({
  ...{ id: z.int(), name: z.string(), description: z.string() },
  itemIds: z.array(z.int()),
});

/** libcal-api §4.7. One object: what running clients decode; the description shows a list of one. */
export const zone = endpoint({
  method: 'GET',
  path: '/space/zone/{id}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'A zone with its spaces',
  answer: zoneAnswer,
  refusals: ['zone not found'],
  run: async ({ caller, params, now }) => {
    const [given] = givenIds(params.id ?? '');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const place = places.value.find(({ zones: all }) => all.some(({ id }) => id === given?.id));
    const found = place && (await zonesOf(caller.actor, place, now)).find(({ id }) => id === given?.id);
    return found ? answered(found) : refused('zone not found');
  },
});

export const zones = endpoint({
  method: 'GET',
  path: '/space/zones/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Zones of a location',
  params: { lid: 'a location id' },
  answer: z.array(zoneAnswer),
  refusals: ['invalid location id'],
  run: async ({ caller, params, now }) => {
    const [given] = givenIds(params.lid ?? '');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const place = places.value.find(({ id }) => id === given?.id);
    return place ? answered(await zonesOf(caller.actor, place, now)) : refused('invalid location id');
  },
});

/** Nothing is written about zones here, so nothing is said. */
async function zonesOf(actor: Actor, place: Place, now: Date): Promise<z.input<typeof zoneAnswer>[]> {
  const spaces = await viewListedSpaces(actor, { locationId: place.id }, now);
  const all = spaces.ok ? spaces.value.listed : [];
  return place.zones.map(({ id, name }) => ({
    ...{ id, name, description: '' },
    itemIds: all.filter(({ listing }) => listing.zoneId === id).map(({ space }) => space.id),
  }));
}
