import { expect, test } from 'vitest';
import { z } from 'zod';
import { answered } from './api-answer';
import { endpoint } from './endpoint';
import { matchPath, segmentsOf } from './match-path';

const one = (method: 'GET' | 'POST', path: `/${string}`) =>
  endpoint({
    ...{ method, path, scope: 'sp_r', tag: 'Spaces', summary: path, answer: z.null() },
    run: async () => answered(null),
  });

const ENDPOINTS = [
  one('GET', '/space/booking/{ids}'),
  one('GET', '/space/bookings'),
  one('GET', '/space/bookings/updates'),
  one('POST', '/space/booking/{id}/update/datetime'),
  one('GET', '/appointments'),
  one('GET', '/appointments/users'),
];

const found = (method: string, address: string) => {
  const match = matchPath(ENDPOINTS, method, segmentsOf(address) ?? []);
  return 'methods' in match ? match.methods : [match.endpoint.path, match.params];
};

test('both prefixes, a slash at the end and doubled ones lead to the same', () => {
  const there = ['/space/booking/{ids}', { ids: 'abc,def' }];
  for (const path of [
    '/1.1/space/booking/abc,def',
    '/api/1.1/space/booking/abc,def/',
    '/1.1//space/booking//abc%2Cdef',
  ])
    expect(found('GET', path)).toEqual(there);
});

test('an address written out goes before one with a parameter, and a left-out last parameter is empty', () => {
  expect(found('GET', '/1.1/space/bookings/updates')).toEqual(['/space/bookings/updates', {}]);
  expect(found('GET', '/1.1/space/booking')).toEqual(['/space/booking/{ids}', { ids: '' }]);
  expect(found('POST', '/1.1/space/booking/abc/update/datetime')).toEqual([
    '/space/booking/{id}/update/datetime',
    { id: 'abc' },
  ]);
  expect(found('HEAD', '/1.1/appointments/users')).toEqual(['/appointments/users', {}]);
});

test('another method, and nothing at all', () => {
  expect(found('DELETE', '/1.1/space/bookings')).toEqual(['GET']);
  expect(found('GET', '/1.1/space/bookings/more')).toEqual([]);
  expect(found('GET', '/1.1')).toEqual([]);
  expect(segmentsOf('/1.1/%FF')).toBeNull();
});
