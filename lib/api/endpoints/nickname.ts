import { z } from 'zod';
import { type SpaceNicknames, viewNicknames } from '@/lib/usecases/view-nicknames';
import { viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { date, givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { sayInstant } from '../say-time';

const text = z.string();
const booking = z.object({ nickname: text, start: text, end: text, created: text, booking_id: text });
const signed = z.object({
  ...{ cid: z.int(), name: text, nickname_label: text },
  spaces: z.array(z.object({ id: z.int(), name: text, bookings: z.array(booking) })),
});

/** What LibCal calls the field unless a library names it otherwise, which cannot be done here. */
const LABEL = 'Public Nickname';

/** libcal-api §4.14: a list of one object. */
export const nickname = endpoint({
  method: 'GET',
  path: '/space/nickname/{cids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Bookings of a date by the names that patrons chose for the door',
  params: { cids: 'category ids, with commas' },
  query: z.object({
    date: date('invalid "date" value').optional().meta({ description: 'today unless given; the past is today' }),
  }),
  answer: z.array(z.object({ categories: z.array(z.union([signed, badIdAnswer('cid')])) })),
  refusals: ['must supply at least 1 category id', 'invalid "date" value'],
  run: async ({ caller, params, query, now }) => {
    const given = givenIds(params.cids ?? '');
    if (given.length === 0) return refused('must supply at least 1 category id');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const wish = { categoryIds: numbersOf(given), date: query.date };
    const signs = await viewNicknames(caller.actor, wish, now);
    if (!signs.ok) return refusedBy(signs.refusal);
    const all = places.value.flatMap(({ categories }) => categories);
    const categories = given.map((one) => {
      const category = all.find(({ id }) => id === one.id);
      if (!category) return { cid: sayGiven(one), error: 'invalid category' };
      if (!category.nicknames) return { cid: category.id, error: 'public nicknames are not enabled for this category' };
      const spaces = signs.value.filter(({ space }) => space.categoryId === category.id);
      return { cid: category.id, name: category.name, nickname_label: LABEL, spaces: spaces.map(saySigns) };
    });
    return answered([{ categories }]);
  },
});

const saySigns = ({ space: { id, name, timeZone }, bookings }: SpaceNicknames) => ({
  ...{ id, name },
  bookings: bookings.map(({ nickname: chosen, start, end, createdAt, publicId }) => ({
    nickname: chosen,
    start: sayInstant(start, timeZone),
    end: sayInstant(end, timeZone),
    created: sayInstant(createdAt, timeZone),
    booking_id: publicId,
  })),
});
