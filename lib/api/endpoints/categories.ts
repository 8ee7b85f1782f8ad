import { z } from 'zod';
import { type PlaceCategory, viewPlaces } from '@/lib/usecases/view-places';
import { answered, refused } from '../api-answer';
import { badIdAnswer, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { formId } from '../form-id';
import { flag, givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { flagAnswer, sayAccess } from '../say-flag';

export const categoryFields = z.object({
  ...{ cid: z.int(), name: z.string(), formid: z.int(), public: flagAnswer, admin_only: flagAnswer },
  google: z.boolean(),
  termsAndConditions: z.string().optional(),
  description: z.string().optional(),
});

export const sayCategory = (
  { id, name, access, terms, description, asks }: PlaceCategory,
  details: boolean,
): z.input<typeof categoryFields> => ({
  ...{ cid: id, name, formid: asks ? formId({ categoryId: id }) : 0, ...sayAccess(access), google: false },
  ...(details && { termsAndConditions: terms, description }),
});

/** libcal-api §4.3. */
export const categories = endpoint({
  method: 'GET',
  path: '/space/categories/{lids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Categories of some locations',
  params: { lids: 'location ids, with commas' },
  query: z.object({ details: flag(false), admin_only: flag(false) }),
  answer: z.array(
    z.union([z.object({ lid: z.int(), name: z.string(), categories: z.array(categoryFields) }), badIdAnswer('lid')]),
  ),
  refusals: ['must supply at least 1 location id'],
  run: async ({ caller, params, query }) => {
    const given = givenIds(params.lids ?? '');
    if (given.length === 0) return refused('must supply at least 1 location id');
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const isShown = ({ access }: { access: string }) => query.admin_only || access !== 'staff';
    return answered(
      given.map((one) => {
        const place = places.value.find(({ id }) => id === one.id);
        if (!place) return { lid: sayGiven(one), error: 'invalid location id' };
        if (!isShown(place)) return { lid: place.id, error: 'location is restricted' };
        const listed = place.categories.filter(isShown).map((category) => sayCategory(category, query.details));
        return { lid: place.id, name: place.name, categories: listed };
      }),
    );
  },
});
