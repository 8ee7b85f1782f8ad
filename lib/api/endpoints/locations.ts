import { z } from 'zod';
import { viewPlaces } from '@/lib/usecases/view-places';
import { answered } from '../api-answer';
import { endpoint } from '../endpoint';
import { flag } from '../params';
import { refusedBy } from '../refused-by';
import { flagAnswer, sayAccess } from '../say-flag';

/** libcal-api §4.1. No location has a form of its own, so `formid` is left out, as LibCal does then. */
export const locations = endpoint({
  method: 'GET',
  path: '/space/locations',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Locations with spaces',
  query: z.object({
    details: flag(false).meta({ description: '1: with terms' }),
    admin_only: flag(false).meta({ description: '1: with those that only staff are shown' }),
  }),
  answer: z.array(
    z.object({
      ...{ lid: z.int(), name: z.string(), public: flagAnswer, admin_only: flagAnswer },
      terms: z.string().optional(),
      termsAndConditions: z.string().optional(),
    }),
  ),
  run: async ({ caller, query }) => {
    const places = await viewPlaces(caller.actor);
    if (!places.ok) return refusedBy(places.refusal);
    const listed = places.value.filter(({ access }) => query.admin_only || access !== 'staff');
    return answered(
      listed.map(({ id, name, access, terms }) => ({
        ...{ lid: id, name, ...sayAccess(access) },
        ...(query.details && { terms, termsAndConditions: terms }),
      })),
    );
  },
});
