import { type Answers, all, data, leadsOn, page } from './askers';

/**
 * Everything else. Whatever is of a booking is asked by its id alone, without the key of its link; keys and tokens are made up.
 * What comes of the right ones, each has a test of its own for.
 */
export const IN_FRONT: Record<string, Answers> = {
  'GET /': all(200),
  'GET /icon.svg': all(200),
  'GET /gallery': all(200),
  'GET /spaces': all(200),
  'GET /spaces/[spaceId]': all(200),
  'GET /spaces/[spaceId]/week': all(200),
  'GET /spaces/add': all(307),
  'GET /spaces/find': all(200),
  'GET /appointments': all(200),
  'GET /appointments/[slug]': all(200),
  'GET /appointments/locations/[locationId]': all(200),
  'GET /appointments/subjects/[subject]': all(200),
  'GET /door/[spaceId]': all(200),
  'GET /r': all(200),
  'GET /docs/api': all(200),
  'GET /docs/api/openapi.json': all(200),

  // Of a booking strangers are told what, when and how it stands, and of nobody (`PRIVATE`).
  'GET /bookings/[publicId]': data('toldOf'),
  'GET /api/bookings/[publicId]/state': all(200),
  'GET /bookings/[publicId]/change': data('holder', 404),
  'GET /bookings/[publicId]/calendar.ics': data('holder', 403),
  'GET /embed/bookings/[publicId]': all(404),
  'GET /bookings/[publicId]/verify': all(404),
  'GET /answers/[caseId]': all(404),
  'GET /feeds/[feedId]/[key]': all(404),

  // One's own; a guest is asked to sign in.
  'GET /my': all(200),
  'GET /my/data': page('people'),
  'GET /my/data/bookings.ics': data('people', 401),
  'GET /my/data/data.json': data('people', 401),

  'GET /sign-in': all(200),
  'GET /sign-in/home': leadsOn('people'),
  'GET /sign-in/invitation': all(200),
  'GET /sign-in/link': all(200),
  'GET /sign-in/outlook': all(200),
  'GET /api/auth/[...nextauth]': all(200),
  'POST /api/auth/[...nextauth]': all(302),

  'GET /embed/appointments/[slug]': all(200),
  'GET /embed/locations/[locationId]': all(200),
  'GET /api/appointments/team': all(200),
  'GET /api/door/[spaceId]': all(200),
  'GET /api/pictures/[pictureId]': all(404),
  'GET /api/spaces/day': all(200),
  'GET /api/spaces/search': all(200),
  'GET /api/spaces/week': all(200),
  'POST /api/holds/release': all(204),

  // For Microsoft, probes and programs: by a key, a token, or for all.
  'GET /api/outlook/callback': all(303),
  'POST /api/outlook/notifications/[urlKey]': all(202),
  'GET /api/health': all(200),
  'GET /api/metrics': all(401),
  'GET /api_hours_date.php': all(200),
  'GET /api_hours_grid.php': all(200),
  'GET /api_hours_today.php': all(200),
  'GET /widget/hours/grid': all(200),
  ...both('GET', data('program', 401)),
  ...both('HEAD', data('program', 401)),
  // Of the program's scopes none is for this.
  ...both('POST', { ...data('program', 401), yes: 403 }),
  ...both('PUT', all(405)),
  ...both('PATCH', all(405)),
  ...both('DELETE', all(405)),
};

/** The API is served at two addresses; who may ask what there, `lib/api/scopes.db.test.ts` asks of every endpoint. */
function both(method: string, answers: Answers): Record<string, Answers> {
  return { [`${method} /1.1/[...path]`]: answers, [`${method} /api/1.1/[...path]`]: answers };
}
