import { z } from 'zod';
import { type Listed, viewListedSpaces } from '@/lib/usecases/view-listed-spaces';
import { viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { availability } from '../availability';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { flag, givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { itemAnswer, sayItem } from '../say-space';
import { categoryFields, sayCategory } from './categories';

const detailed = itemAnswer.extend({
  exchangeResource: z.string().meta({ description: 'the address of the room in Outlook; empty: none' }),
});

/** libcal-api §4.4: ids of spaces, or with details the spaces themselves. */
export const category = endpoint({
  method: 'GET',
  path: '/space/category/{cids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Categories with their spaces',
  params: { cids: 'category ids, with commas' },
  query: z.object({ details: flag(false), admin_only: flag(false), availability: availability() }),
  answer: z.array(
    z.union([categoryFields.extend({ items: z.union([z.array(z.int()), z.array(detailed)]) }), badIdAnswer('cid')]),
  ),
  refusals: ['must supply at least 1 category id'],
  run: async ({ caller, params, query, now }) => {
    const given = givenIds(params.cids ?? '');
    if (given.length === 0) return refused('must supply at least 1 category id');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const details = query.details || query.availability !== undefined;
    const known = places.value.flatMap((place) => place.categories.map((one) => ({ place, category: one })));
    const shown = known.filter(
      ({ place, category: one }) => query.admin_only || (place.access !== 'staff' && one.access !== 'staff'),
    );
    const ids = numbersOf(given);
    const categoryIds = shown.map(({ category: { id } }) => id).filter((id) => ids.includes(id));
    const spaces = await viewListedSpaces(caller.actor, { categoryIds, slots: query.availability }, now);
    if (!spaces.ok) return refusedBy(spaces.refusal);
    return answered(
      given.map((one) => {
        const found = shown.find(({ category: { id } }) => id === one.id);
        const isKnown = found || known.some(({ category: { id } }) => id === one.id);
        if (!found) return { cid: sayGiven(one), error: isKnown ? 'category is restricted' : 'invalid category id' };
        const items = spaces.value.listed.filter(({ space }) => space.categoryId === one.id);
        return { ...sayCategory(found.category, details), items: details ? items.map(sayDetailed) : idsOf(items) };
      }),
    );
  },
});

const idsOf = (items: Listed['listed']) => items.map(({ space }) => space.id);

const sayDetailed = (item: Listed['listed'][number]) => ({
  ...sayItem(item),
  exchangeResource: item.listing.mailbox ?? '',
});
