import { carrel } from '../fixtures';
import type { Session } from './sessions';
import type { Things } from './things';

/** What an address needs beside its path: the query, or the body of a POST. Keys and tokens are made up. */
const MORE: Record<string, (things: Things) => { path?: string; query?: string; body?: string }> = {
  'GET /admin/appointments/active': ({ kindId }) => ({ query: `what=kind&id=${kindId}` }),
  'GET /desk/appointments/active': ({ kindId }) => ({ query: `what=kind&id=${kindId}` }),
  'GET /admin/catalogue/active': ({ location }) => ({ query: `kind=location&id=${location}` }),
  'GET /admin/spaces/new': ({ category }) => ({ query: `category=${category}` }),
  'GET /admin/statistics/[file]': ({ location }) => ({
    ...{ path: '/admin/statistics/overview.csv', query: `location=${location}` },
  }),
  'GET /admin/health/accounts': () => ({ query: 'connection=0' }),
  'GET /spaces/add': ({ spaceId }) => ({ query: `space=${spaceId}` }),
  'GET /spaces/find': () => ({ query: 'people=2' }),
  'GET /api/spaces/week': ({ spaceId }) => ({ query: `space=${spaceId}` }),
  'GET /api/door/[spaceId]': () => ({ query: 'key=made-up' }),
  'GET /answers/[caseId]': () => ({ query: 'as=1&choice=keep&seen=x&until=4102444800&key=made-up' }),
  'GET /bookings/[publicId]/verify': () => ({ query: 'key=made-up' }),
  'GET /sign-in/invitation': () => ({ query: 'key=made-up' }),
  'GET /sign-in/link': () => ({ query: 'email=somebody@journey.example&token=made-up' }),
  'GET /api/outlook/callback': () => ({ query: 'state=made-up&code=made-up' }),
  'GET /api/auth/[...nextauth]': () => ({ path: '/api/auth/providers' }),
  'POST /api/auth/[...nextauth]': () => ({ path: '/api/auth/callback/password', body: 'email=x&password=x' }),
  'POST /api/outlook/notifications/[urlKey]': () => ({ body: '{"value":[{"clientState":"made-up"}]}' }),
  'POST /api/holds/release': () => ({ body: 'jrnyhold' }),
  'GET /api_hours_date.php': () => ({ query: 'date=2026-11-24' }),
  ...api('GET', 'hours/1'),
  ...api('HEAD', 'hours/1'),
  ...api('PUT', 'hours/1'),
  ...api('PATCH', 'hours/1'),
  ...api('DELETE', 'hours/1'),
  ...api('POST', 'space/cancel/jrnybook'),
};

function api(method: string, path: string): typeof MORE {
  return {
    [`${method} /1.1/[...path]`]: () => ({ path: `/1.1/${path}` }),
    [`${method} /api/1.1/[...path]`]: () => ({ path: `/api/1.1/${path}` }),
  };
}

/** Parts of addresses that are the same for all, or are of another thing below some address. */
const partsOf = (address: string, things: Things): Things => ({
  ...{ level: 'location', id: things.location ?? 0, weekId: 'new', groupId: 'new', template: 'booking_confirmed' },
  ...{
    file: 'spaces.csv',
    subject: 'Law',
    caseId: 1,
    feedId: 1,
    key: 'made-up',
    pictureId: 999_999,
    urlKey: 'made-up',
  },
  ...things,
  personId: address.startsWith('/admin/people') ? 1 : (things.person ?? 0),
  categoryId: address.startsWith('/admin/appointments') ? (things.people ?? 0) : (things.category ?? 0),
});

export type Heard = { status: number; location: string; text: string };

/** Asks for one thing at an address of the tables. */
export async function ask(line: string, session: Session, things: Things): Promise<Heard> {
  const [method = '', address = ''] = line.split(' ');
  const { path = address, query, body } = MORE[line]?.(things) ?? {};
  const parts = partsOf(address, things);
  const there = path.replace(/\[(\w+)\]/g, (_, name: string) => String(parts[name]));
  const asked = query ?? `location=${things.location}&person=${things.person}`;
  const headers = { ...session, ...(body?.includes('=') && { 'content-type': 'application/x-www-form-urlencoded' }) };
  const answer = await fetch(`${carrel}${there}?${asked}`, { method, headers, body, redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
}
