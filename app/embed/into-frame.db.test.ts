import { NextRequest } from 'next/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { embedLook } from '@/lib/embed-look';
import { proxy } from '@/proxy';

testDatabase();

const SITE = 'https://www.library.example';
const HOME = 'http://localhost:3999';

beforeAll(async () => {
  await db().library.create({ data: { name: 'Sample Library', embedOrigins: [SITE, 'https://*.example'] } });
});

/** What the pages are told (Next carries it in headers of its own), and what the browser is. */
async function asked(path: string, given: Record<string, string> = {}) {
  const cookie = 'carrel-session=secret; carrel-visitor=known; locale=es';
  const { headers } = await proxy(
    new NextRequest(`${HOME}${path}`, { headers: { host: 'localhost:3999', cookie, ...given } }),
  );
  const told = new Set(headers.get('x-middleware-override-headers')?.split(','));
  const toPage = (name: string) => (told.has(name) ? headers.get(`x-middleware-request-${name}`) : null);
  const framing = /frame-ancestors .*$/.exec(headers.get('content-security-policy') ?? '')?.[0];
  return { toPage, framing, options: headers.get('x-frame-options'), setsCookie: headers.has('set-cookie') };
}

describe('a request for a frame', () => {
  test('has no cookies by the time a page sees it, for pages and actions alike', async () => {
    for (const path of ['/embed/appointments/ada', '/embed/bookings/bkng2345?key=abc', '/embed/locations/3']) {
      const { toPage, setsCookie } = await asked(path, { 'next-action': 'abc' });
      expect([toPage('cookie'), setsCookie], path).toEqual([null, false]);
      expect(toPage('host'), path).toBe('localhost:3999');
    }
  });

  test('may be framed by the listed sites and our own pages', async () => {
    expect(await asked('/embed/appointments/ada')).toMatchObject({
      framing: `frame-ancestors 'self' ${SITE}`,
      options: null,
    });
  });

  test('says how its page is to look, and in which language', async () => {
    const { toPage } = await asked('/embed/appointments/ada?theme=dark&accent=AA0033&compact=1&lang=es&host=*');
    expect(embedLook(JSON.parse(toPage('x-embed') ?? ''))).toEqual({
      ...{ theme: 'dark', accent: '#aa0033', compact: true, lang: 'es' },
    });
    expect(toPage('accept-language')).toBe('es');
  });
});

test.each(['/', '/appointments/ada', '/bookings/bkng2345', '/admin/embeds', '/embedded', '/embed.js'])(
  '%s is framed by nobody, keeps its cookies, and takes nobody’s word that it is in a frame',
  async (path) => {
    const { toPage, framing, options } = await asked(path, { 'x-embed': '{"theme":"dark"}' });
    expect([framing, options]).toEqual(["frame-ancestors 'none'", 'DENY']);
    expect(toPage('cookie')).toContain('carrel-session');
    expect(toPage('x-embed')).toBeNull();
  },
);
