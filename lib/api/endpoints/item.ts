import { z } from 'zod';
import { datesBetween } from '@/lib/time/zone';
import type { SlotDates } from '@/lib/usecases/free-slots';
import { viewListedSpaces } from '@/lib/usecases/view-listed-spaces';
import { answered, refused } from '../api-answer';
import { availability } from '../availability';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { openableEndpoint } from '../endpoint';
import { givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { itemAnswer, sayItem } from '../say-space';

/** Days of spaces that whoever is not known may ask for at once: each is worked out anew. */
const MOST_WITHOUT_TOKEN = 100;
const TOO_MUCH = 'Please ask for fewer spaces or days at once, or with a token.';

/** libcal-api §4.5. A public library is known to ask for it without a token, which an admin may allow. */
export const item = openableEndpoint({
  method: 'GET',
  path: '/space/item/{ids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Spaces, with their free time',
  description: 'Free time is said in slots of one step, by the offset of the location at that moment.',
  params: { ids: 'space ids, with commas' },
  query: z.object({ availability: availability() }),
  answer: z.array(z.union([itemAnswer, badIdAnswer('id')])),
  refusals: ['must supply at least 1 item id', 'invalid "availability" value', TOO_MUCH],
  run: async ({ caller, params, query, now }) => {
    const given = givenIds(params.ids ?? '');
    if (given.length === 0) return refused('must supply at least 1 item id');
    if (!caller && given.length * daysIn(query.availability) > MOST_WITHOUT_TOKEN) return refused(TOO_MUCH);
    const actor = caller?.actor ?? { kind: 'guest' };
    const spaces = await viewListedSpaces(actor, { ids: numbersOf(given), slots: query.availability }, now);
    if (!spaces.ok) return refusedBy(spaces.refusal);
    return answered(
      given.map((one) => {
        const found = spaces.value.listed.find(({ space }) => space.id === one.id);
        return found ? sayItem(found) : { id: sayGiven(one), error: 'invalid item id' };
      }),
    );
  },
});

/** The next free time may be any day ahead: it counts as many days as `next_only` looks at. */
const daysIn = (dates: SlotDates | undefined): number => {
  if (typeof dates === 'object') return datesBetween(dates.from, dates.to).length;
  return dates === undefined ? 1 : 10;
};
