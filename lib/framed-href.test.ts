import { expect, it } from 'vitest';
import { framedHref } from './framed-href';

const look = { theme: 'dark', accent: '#aa0033', lang: 'es', host: 'https://www.library.example' } as const;
const query = 'theme=dark&accent=aa0033&lang=es&host=https%3A%2F%2Fwww.library.example';

it.each([
  ['/appointments/ada-lindgren', `/embed/appointments/ada-lindgren?${query}`],
  ['/appointments/ada?from=2026-11-21&kindId=3#book', `/embed/appointments/ada?from=2026-11-21&kindId=3&${query}#book`],
  ['/appointments/locations/3?where=online', `/embed/locations/3?where=online&${query}`],
  ['/bookings/bkng2345?key=abc', `/embed/bookings/bkng2345?key=abc&${query}`],
])('within a frame %s stays in it, in its look', (href, framed) => {
  expect(framedHref(href, look)).toBe(framed);
});

it.each(['/sign-in?to=/my', '/appointments', '/spaces/3', '/admin/embeds'])('%s has no page for frames', (href) => {
  expect(framedHref(href, look)).toBe(href);
});

it('a second way on says the look once', () => {
  expect(framedHref('/appointments/ada?theme=light', { theme: 'dark' })).toBe('/embed/appointments/ada?theme=dark');
});
