import { z } from 'zod';
import { viewPlaces } from '@/lib/usecases/view-places';
import { type Utilization, viewUtilization } from '@/lib/usecases/view-utilization';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { givenIds, idOrNone } from '../params';
import { refusedBy } from '../refused-by';
import { sayInstant } from '../say-time';

const summary = z.object({ active: z.int(), bookableCount: z.int(), totalCount: z.int() });
const space = z.object({
  ...{ id: z.int(), name: z.string(), bookableAsWhole: z.boolean() },
  ...{ currentOccupancy: z.int(), currentCapacity: z.int(), maxCapacity: z.int() },
});

/** libcal-api §4.15. One object: what running clients decode; the description shows a list of objects with one key each. */
export const utilization = endpoint({
  method: 'GET',
  path: '/space/utilization/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'How much of a location is booked now',
  params: { lid: 'a location id' },
  query: z.object({ category_id: idOrNone(), zone_id: idOrNone() }),
  answer: z.object({
    ...{ seatSummary: summary, spaceSummary: summary },
    zones: z.array(z.object({ id: z.int(), name: z.string(), spaces: z.array(space) })),
    date: z.string(),
  }),
  refusals: ['invalid location id'],
  run: async ({ caller, params, query, now }) => {
    const [given] = givenIds(params.lid ?? '');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const place = places.value.find((one) => one.id === given?.id);
    if (!place) return refused('invalid location id');
    const wish = { locationId: place.id, categoryId: query.category_id, zoneId: query.zone_id };
    const found = await viewUtilization(caller.actor, wish, now);
    if (!found.ok) return refusedBy(found.refusal);
    const { spaces, seats, each } = found.value;
    // Spaces without a zone would be told nowhere.
    const zones = [...place.zones, { id: 0, name: '' }].map((zone) => ({
      ...{ id: zone.id, name: zone.name },
      spaces: each.filter(({ zoneId }) => (zoneId ?? 0) === zone.id).map(sayOccupancy),
    }));
    return answered({
      ...{ seatSummary: saySummary(seats), spaceSummary: saySummary(spaces) },
      zones: zones.filter((zone) => zone.spaces.length > 0),
      date: sayInstant(now, place.timeZone),
    });
  },
});

const saySummary = ({ active, bookable, total }: Utilization['spaces']) => ({
  ...{ active, bookableCount: bookable, totalCount: total },
});

const sayOccupancy = ({
  space: { id: number, name, isContainer },
  taken,
  places,
  most,
}: Utilization['each'][number]) => ({
  ...{ id: number, name, bookableAsWhole: !isContainer },
  ...{ currentOccupancy: taken, currentCapacity: places, maxCapacity: most },
});
