import 'server-only';
import { cookies, headers } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { tenantCookie } from '@/lib/auth/chosen-tenant';
import { deviceOf } from '@/lib/auth/device-of';
import { networkOf } from '@/lib/auth/network-of';
import { authOptions } from '@/lib/auth/next-auth';
import { isSecure } from '@/lib/auth/session';
import { env } from '@/lib/env';

export type OutsideProvider = 'azure-ad' | 'oidc';

/** A step that a form of our own takes at next-auth, in the person's request: password, link, an outside provider, sign-out. */
export type AuthStep = {
  path: ['callback', 'password'] | ['signin', 'email'] | ['signin', OutsideProvider] | ['signout'];
  fields: Record<string, string>;
  locale: string;
  /** Of Microsoft's: the organisation whose button was pressed. */
  tenant?: string;
};

/**
 * Takes the step as next-auth's own pages would, with its CSRF token, and hands its cookies to the browser. Server
 * actions check the request's origin before. Answers where next-auth wants the browser to go.
 */
export async function askNextAuth({ path, fields, locale, tenant }: AuthStep): Promise<URL> {
  const asked = await headers();
  const device = deviceOf(asked.get('user-agent'));
  const options = await authOptions({ network: networkOf(asked), locale, device, tenant: tenant ?? null });
  if (tenant) (await cookies()).set(tenantCookie(tenant));
  const ask = async (segments: string[], init?: { method: string; body: URLSearchParams }) => {
    const request = new NextRequest(`${env().PUBLIC_URL}/api/auth/${segments.join('/')}`, init);
    const answer: Response = await NextAuth(request, { params: Promise.resolve({ nextauth: segments }) }, options);
    await keepCookies(answer);
    return answer;
  };
  const { csrfToken } = (await (await ask(['csrf'])).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' });
  const answer = (await (await ask([...path], { method: 'POST', body })).json()) as { url?: string };
  return new URL(answer.url ?? '/sign-in?error=Callback', env().PUBLIC_URL);
}

async function keepCookies(answer: Response): Promise<void> {
  const jar = await cookies();
  // Next's reader drops what is empty: a cookie without value is one that next-auth takes back.
  for (const cookie of new NextResponse(null, { headers: answer.headers }).cookies.getAll())
    if (cookie.value) jar.set(cookie);
    else jar.delete({ name: cookie.name, path: '/', secure: isSecure() });
}
