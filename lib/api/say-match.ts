import { z } from 'zod';
import type { Match } from '@/lib/usecases/search-for-program';
import { pictureAddress } from './picture-address';
import { sayInstant } from './say-time';

const pictured = { id: z.int(), name: z.string(), image: z.string(), image_alt_text: z.string() };
const when = { category: z.object({ cid: z.int(), name: z.string() }), start: z.string(), end: z.string() };

const match = z.union([
  z.object({ space: z.object({ ...pictured, capacity: z.int(), zoneId: z.int() }), ...when }),
  z.object({
    seat: z.object({ ...pictured, status: z.string(), space: z.object({ id: z.int(), name: z.string() }) }),
    ...when,
  }),
]);

/** libcal-api §4.16. One object: what running programs expect; the description shows a list of two. */
export const searchAnswer = z.object({
  exact_matches: z.array(match).meta({ description: 'free for all of the time that was asked for' }),
  other_matches: z.array(match).meta({ description: 'free at another time of the same dates, the nearest' }),
});

export const sayMatches = (matches: readonly Match[]): z.input<typeof match>[] =>
  matches.map(({ listed: { space, listing }, when: { start, end } }) => {
    const { id, name, timeZone, container } = space;
    const shown = { id, name, image: pictureAddress(space.picture), image_alt_text: space.pictureAlt };
    const about = {
      category: { cid: space.categoryId, name: space.categoryName },
      ...{ start: sayInstant(start, timeZone), end: sayInstant(end, timeZone) },
    };
    if (!container)
      return { space: { ...shown, capacity: space.capacity ?? 0, zoneId: listing.zoneId ?? 0 }, ...about };
    return { seat: { ...shown, status: 'Active', space: container }, ...about };
  });
