import { z } from 'zod';
import type { NewPlace } from '@/lib/db/own-places';

const id = z.coerce.number().int().positive().max(2_147_483_647);
const choice = z.union([z.literal(''), id]).default('');

/** The form of a place: its `kind`, and what that asks for. `online`: teams, link, or sent (by the person). */
export const placeInput = z
  .object({
    ...{ person: id.nullish(), placeId: id.nullish(), kind: z.enum(['desk', 'room', 'online'], 'required') },
    name: z.string().trim().min(1, 'required').max(80, 'too_long'),
    directions: z.string().trim().max(1_000, 'too_long').default(''),
    ...{ location: choice, space: choice, online: z.enum(['teams', 'link', 'sent'], 'required').optional() },
    link: z.string().trim().max(500, 'too_long').default(''),
  })
  .transform(({ person, placeId, kind, name, directions, location, space, online, link }, context) => {
    const problem = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (kind === 'room' && space === '') problem('space', 'required');
    if (kind === 'online' && !online) problem('online', 'required');
    const isLinked = kind === 'online' && (online === 'teams' || online === 'link');
    if (kind === 'online' && online === 'link' && link === '') problem('link', 'required');
    if (isLinked && link !== '' && !isHttps(link)) problem('link', 'not_https_link');
    const place: NewPlace = {
      ...{ kind, name, directions, link: isLinked ? link : '', teams: kind === 'online' && online === 'teams' },
      locationId: kind === 'desk' ? location || null : null,
      spaceId: kind === 'room' ? space || null : null,
    };
    return { person: person ?? null, placeId: placeId ?? null, place };
  });

function isHttps(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text) && new URL(text).username === '' && !/\s/.test(text);
}
