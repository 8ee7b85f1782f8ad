import { z } from 'zod';
import { env } from '@/lib/env';
import { viewFreeAppointments } from '@/lib/usecases/view-free-appointments';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { id, idOrNone, whole } from '../params';
import { namesOf } from '../say-name';
import { sayInstant } from '../say-time';

const INVALID = 'invalid inputs';
/** A client compares it letter for letter (libcal-api §5.1). */
const NO_USER = 'no user/data found. ensure user has appointments enabled.';
const NO_CATEGORY = 'category not found';

/** libcal-api §5.1: one person's free times. The description shows an array of one; the client that calls it reads an object. */
export const appointments = endpoint({
  method: 'GET',
  path: '/appointments',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'The next free times of one person',
  query: z.object({
    user_id: id(INVALID).meta({ description: 'of /appointments/users' }),
    location_id: idOrNone(INVALID),
    group_id: idOrNone(INVALID).meta({ description: 'counts only together with a location' }),
    category_id: idOrNone(INVALID).meta({
      description: 'what it is for, of /appointments/categories: sets the length',
    }),
    limit: whole(1, 100, INVALID).optional().default(20),
  }),
  answer: z.object({
    user_id: z.int(),
    first_name: z.string(),
    last_name: z.string(),
    nickname: z.string().optional().meta({ description: 'what they go by, where that is not their name' }),
    email: z.string(),
    url: z.string(),
    description: z.string(),
    appointments: z.array(
      z.object({
        start: z.string(),
        end: z.string(),
        locationId: z.int(),
        groupId: z.int().meta({ description: '0: of no group' }),
      }),
    ),
  }),
  refusals: [INVALID, NO_USER, NO_CATEGORY],
  run: async ({ caller, query, now }) => {
    const { user_id: userId, location_id: locationId, group_id: groupId, category_id: kindId, limit } = query;
    const view = await viewFreeAppointments(caller.actor, { userId, locationId, groupId, kindId, limit }, now);
    if (!view.ok) return refused(view.refusal.code === 'not_offered' ? NO_CATEGORY : NO_USER);
    const { person, timeZone } = view.value;
    const { firstName, lastName } = namesOf(person.fullName, '');
    return answered({
      ...{ user_id: person.id, first_name: firstName, last_name: lastName, email: person.email },
      ...(person.name !== person.fullName && { nickname: person.name }),
      url: `${env().PUBLIC_URL}/appointments/${person.slug}`,
      description: person.description,
      appointments: view.value.appointments.map(({ start, end, ...where }) => ({
        ...{ start: sayInstant(start, timeZone), end: sayInstant(end, timeZone), ...where },
      })),
    });
  },
});
