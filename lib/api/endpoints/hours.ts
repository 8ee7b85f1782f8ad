import { z } from 'zod';
import { env } from '@/lib/env';
import { addDays } from '@/lib/time/zone';
import { type HoursOfDate, type LocationHours, viewLocationHours } from '@/lib/usecases/view-location-hours';
import { answered, refused } from '../api-answer';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { date, givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { sayMinute } from '../say-time';

const text = z.string();

const hoursOfDate = z.object({
  status: z.enum(['open', 'closed', '24hours', 'not-set']),
  hours: z
    .array(z.object({ from: text, to: text }))
    .optional()
    .meta({ description: 'a `to` before its `from` is past midnight' }),
});

const MOST_DAYS = 100;

/** libcal-api §6.1. An object by date: what running clients read; the description nests lists. */
export const hours = endpoint({
  method: 'GET',
  path: '/hours/{lids}',
  scope: 'h_r',
  tag: 'Hours',
  summary: 'Opening hours of locations',
  description: 'Hours have the same location ids as spaces. `date` stands for both `from` and `to`.',
  params: { lids: 'location ids, with commas' },
  query: z.object({
    from: date('invalid "from" date').optional(),
    to: date('invalid "to" date').optional(),
    date: date('invalid "date" value').optional(),
  }),
  answer: z.array(
    z.union([
      z.object({
        ...{ lid: z.int(), name: text, category: z.enum(['library', 'department']), desc: text, url: text },
        ...{ contact: text, lat: text, long: text, color: text, fn: text },
        dates: z.record(text, hoursOfDate),
      }),
      badIdAnswer('lid'),
    ]),
  ),
  refusals: [
    ...['invalid "from" date', 'invalid "to" date', '"from" date cannot be later than "to" date'],
    ...[`too many days between the "from" and "to" dates, max is ${MOST_DAYS}`, 'no location ids provided'],
  ],
  run: async ({ caller, params, query, now }) => {
    const given = givenIds(params.lids ?? '');
    if (given.length === 0) return refused('no location ids provided');
    const from = query.from ?? query.date;
    const wish = { ids: numbersOf(given), from, to: query.to ?? query.date };
    const found = await viewLocationHours(caller.actor, wish, now);
    // Hours of an impossible range are none, whatever the locations are.
    if (from && wish.to && wish.to < from) return refused('"from" date cannot be later than "to" date');
    const tooMany = `too many days between the "from" and "to" dates, max is ${MOST_DAYS}`;
    if (!found.ok) return found.refusal.code === 'invalid' ? refused(tooMany) : refusedBy(found.refusal);
    const days = found.value.map((place) => [place.dates[0]?.date, place.dates.at(-1)?.date] as const);
    if (days.some(([first]) => first === undefined)) return refused('"from" date cannot be later than "to" date');
    if (days.some(([first = '', last = '']) => addDays(first, MOST_DAYS) < last)) return refused(tooMany);
    return answered(
      given.map((one) => {
        const place = found.value.find(({ id }) => id === one.id);
        if (!place) return { lid: sayGiven(one), error: 'invalid location id' };
        const dates = Object.fromEntries(place.dates.map((day) => [day.date, sayHours(day, sayMinute)]));
        return { ...sayLocation(place), dates };
      }),
    );
  },
});

/** What is said of a location beside its hours; what is not known here is empty. */
export const sayLocation = ({ id, name, address, description }: LocationHours) => ({
  ...{ lid: id, name, category: 'library' as const, desc: description, contact: address },
  url: new URL(`/spaces?location=${id}`, env().PUBLIC_URL).href,
  ...{ lat: '', long: '', color: '#000000', fn: '' },
});

const STATUS = { open: 'open', always: '24hours', closed: 'closed', unknown: 'not-set' } as const;

export const sayHours = ({ state, spans }: HoursOfDate, clock: (minute: number) => string) => ({
  status: STATUS[state],
  ...(state === 'open' && {
    hours: spans.map(({ opensMinute, closesMinute }) => ({ from: clock(opensMinute), to: clock(closesMinute) })),
  }),
});
