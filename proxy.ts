import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, frameOptions, homeAddress, isEmbed, loginOrigins } from '@/lib/content-security-policy';
import { embedLook, lookQuery } from '@/lib/embed-look';
import { framingOrigins } from '@/lib/usecases/framing-origins';

/** Gives every answer its security headers, and brings visitors of 127.0.0.1 to localhost, where their cookies are. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const asked = { host: request.headers.get('host') ?? '', path: pathname, query: search };
  const home = homeAddress(asked, process.env.PUBLIC_URL);
  if (home) return moved(home);

  const nonce = btoa(crypto.randomUUID());
  const embedOrigins = isEmbed(pathname) ? await framingOrigins() : [];
  const policy = contentSecurityPolicy({
    nonce,
    path: pathname,
    loginOrigins: loginOrigins(process.env.MICROSOFT_LOGIN_URL),
    embedOrigins,
    development: process.env.NODE_ENV === 'development',
  });

  // Next reads the nonce from the request's policy and puts it on its scripts; layout.tsx reads `x-nonce`.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.delete('x-embed');
  if (isEmbed(pathname)) intoFrame(headers, request.nextUrl.searchParams);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  const framing = frameOptions(pathname, embedOrigins);
  if (framing) response.headers.set('x-frame-options', framing);
  // Also for pages that ask everything they load to agree to it (Cross-Origin-Embedder-Policy).
  if (pathname === '/embed.js') response.headers.set('cross-origin-resource-policy', 'cross-origin');
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  return response;
}

/**
 * In a frame nobody is anybody: where the site around it is of the same domain, browsers send our cookies along, and a page
 * laid over a signed-in person's own could make them press what they do not see. Pages learn of the frame, and of the look
 * its address asks for, from a header that only this file writes (`app/frame-look.ts`).
 */
function intoFrame(headers: Headers, query: URLSearchParams): void {
  const look = embedLook(Object.fromEntries(query));
  headers.delete('cookie');
  headers.set('x-embed', JSON.stringify(lookQuery(look)));
  if (look.lang) headers.set('accept-language', look.lang);
}

/**
 * Sends a visitor from one name of this machine to the other, where Next runs without `scripts/web.mjs`. Not by a `Location` header: Next takes both names for the
 * same host and cuts the address down to its path, so the browser would go in circles.
 */
function moved(address: string): NextResponse {
  const href = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return new NextResponse(`<!doctype html><title>Carrel</title><a href="${href}">${href}</a>`, {
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/html; charset=utf-8',
      refresh: `0; url=${address}`,
    },
  });
}

/**
 * Microsoft's knocks and what programs ask are no pages: many a second, and no browser shows the answers, which say for
 * themselves that they are not to be guessed at.
 */
export const config = {
  matcher:
    '/((?!_next/static|_next/image|pictures/|api/outlook/notifications/|1\\.1/|api/1\\.1/|api_hours_|widget/).*)',
};
