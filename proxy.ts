import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, homeAddress, loginOrigin } from '@/lib/content-security-policy';

/** Gives every answer its security headers, and brings visitors of 127.0.0.1 to localhost, where their cookies are. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const asked = { host: request.headers.get('host') ?? '', path: pathname, query: search };
  const home = homeAddress(asked, process.env.PUBLIC_URL);
  if (home) return moved(home);

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    path: pathname,
    loginOrigin: loginOrigin(process.env.MICROSOFT_LOGIN_URL),
    development: process.env.NODE_ENV === 'development',
  });

  // Next reads the nonce from the request's policy and puts it on its scripts; layout.tsx reads `x-nonce`.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  return response;
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

/** Microsoft's knocks are no pages: many a second, answered without a word that could be misread. */
export const config = { matcher: '/((?!_next/static|_next/image|pictures/|api/outlook/notifications/).*)' };
