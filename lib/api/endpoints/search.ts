import { z } from 'zod';
import type { Client } from '@/lib/auth/can';
import type { FeatureIconName } from '@/lib/feature-icons';
import { searchForProgram } from '@/lib/usecases/search-for-program';
import { viewFeatures } from '@/lib/usecases/view-features';
import { viewPlaces } from '@/lib/usecases/view-places';
import { type ApiAnswer, answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { date, givenIds, idOrNone, ids, whole } from '../params';
import { refusedBy } from '../refused-by';
import { sayMatches, searchAnswer } from '../say-match';

/** Drawings by the names that LibCal's clients know, those of Font Awesome 4. */
const ICONS: Partial<Record<FeatureIconName, string>> = {
  ...{ power: 'fa-plug', screen: 'fa-desktop', projector: 'fa-film', whiteboard: 'fa-pencil-square-o' },
  ...{ video: 'fa-video-camera', microphone: 'fa-microphone', camera: 'fa-camera', speaker: 'fa-volume-up' },
  ...{ wheelchair: 'fa-wheelchair-alt', ear: 'fa-deaf', lamp: 'fa-lightbulb-o', window: 'fa-sun-o' },
  ...{ printer: 'fa-print', tools: 'fa-wrench', play: 'fa-puzzle-piece', baby: 'fa-child', quiet: 'fa-bell-slash-o' },
  ...{ wifi: 'fa-wifi', coffee: 'fa-coffee' },
};

/** libcal-api §4.16. */
export const searchFilters = endpoint({
  method: 'GET',
  path: '/space/search/filters',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Features to search by',
  answer: z.array(z.object({ id: z.int(), icon: z.string(), name: z.string() })),
  run: async ({ caller }) => {
    const features = await viewFeatures(caller.actor);
    if (!features.ok) return refusedBy(features.refusal);
    return answered(features.value.map((one) => ({ id: one.id, icon: ICONS[one.icon] ?? 'fa-check', name: one.name })));
  },
});

/** Bands of head counts, which are not set by admins here; 0: any. */
export const CAPACITY_RANGES = [null, [1, 4], [5, 8], [9, 19], [20, 10_000]] as const;

const wish = {
  type: z.enum(['', 'space', 'seat']).optional(),
  capacity: whole(0, 4, 'invalid "capacity" value, must be between 0 and 4')
    .optional()
    .default(0)
    .meta({ description: 'a range, not a head count: 0 any, 1 to 4, 2 from 5 to 8, 3 from 9 to 19, 4 from 20 on' }),
  category_id: idOrNone(),
  zone_id: idOrNone(),
  filters: ids('invalid "filters" value').optional().meta({ description: 'feature ids; at least one of them' }),
};

type Wish = z.output<z.ZodObject<typeof wish>>;

/** `14:30` or `9:00`, as minutes after midnight; 24:00 too. */
const clock = (name: string) =>
  z
    .string(`invalid "${name}" value`)
    .regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, `invalid "${name}" value`)
    .transform((text) => {
      const [hours = 0, minutes = 0] = text.split(':').map(Number);
      return hours * 60 + minutes;
    })
    .meta({ description: 'HH:MM, 24 hours' });

export const searchHourly = endpoint({
  method: 'GET',
  path: '/space/search/hourly/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Spaces or seats that are free at a time',
  description: 'An end that is not after the start is on the next day.',
  params: { lid: 'a location id' },
  query: z.object({
    date: date('invalid "date" value'),
    ...{ time_start: clock('time_start'), time_end: clock('time_end') },
    ...wish,
  }),
  answer: searchAnswer,
  refusals: ['invalid "date" value', 'invalid "time_start" value', 'invalid "time_end" value', 'invalid location id'],
  run: async ({ caller, params, query, now }) => {
    const { date: on, time_start: start, time_end: end } = query;
    const time = { start, end: end > start ? end : end + 1440 };
    return search(caller.actor, params.lid, { ...query, from: on, to: on, time }, now);
  },
});

export const searchDaily = endpoint({
  method: 'GET',
  path: '/space/search/daily/{lid}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Spaces or seats that are free for whole days',
  description: 'From the first opening of the first date to the last closing of the last one, as one booking.',
  params: { lid: 'a location id' },
  query: z.object({
    ...{ date_start: date('invalid "date_start" value'), date_end: date('invalid "date_end" value') },
    ...wish,
  }),
  answer: searchAnswer,
  refusals: ['invalid "date_start" value', 'invalid "date_end" value', 'invalid location id'],
  run: async ({ caller, params, query, now }) => {
    const { date_start: from, date_end: to } = query;
    if (to < from) return refused('invalid "date_end" value');
    return search(caller.actor, params.lid, { ...query, from, to }, now);
  },
});

type Dates = { from: string; to: string; time?: { start: number; end: number } };

async function search(
  actor: Client,
  lid = '',
  { type, capacity, category_id, zone_id, filters, from, to, time }: Wish & Dates,
  now: Date,
): Promise<ApiAnswer<z.input<typeof searchAnswer>>> {
  const [given] = givenIds(lid);
  const places = await viewPlaces(actor);
  if (!places.ok) return refusedBy(places.refusal);
  if (!places.value.some((place) => place.id === given?.id)) return refused('invalid location id');
  const range = CAPACITY_RANGES[capacity] ?? null;
  const found = await searchForProgram(
    actor,
    {
      ...{ locationId: given?.id, categoryId: category_id, zoneId: zone_id, anyFeature: filters, from, to, time },
      ...{ what: type === 'seat' ? 'seats' : 'spaces', people: range && { least: range[0], most: range[1] } },
    },
    now,
  );
  if (!found.ok) return refusedBy(found.refusal);
  const { exact, near } = found.value;
  return answered({ exact_matches: sayMatches(exact), other_matches: sayMatches(near) });
}
