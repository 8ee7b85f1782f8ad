import NextAuth from 'next-auth';
import { tenantCookieName } from './chosen-tenant';
import { authOptions } from './next-auth';

/** A browser that knows next-auth's addresses only, with a cookie jar; each answer is where it is sent next. */
export function nextAuthBrowser() {
  const jar = new Map<string, string>();

  /** `address`: below `/api/auth/`, or whole. */
  async function ask(address: string, body?: Record<string, string>): Promise<{ location: string; body: unknown }> {
    const url = new URL(address, `${process.env.PUBLIC_URL}/api/auth/`);
    const nextauth = url.pathname.replace('/api/auth/', '').split('/');
    const request = {
      query: { ...Object.fromEntries(url.searchParams), nextauth },
      ...{ method: body ? 'POST' : 'GET', body: body ?? {}, headers: {}, cookies: Object.fromEntries(jar) },
    };
    const answer = { location: '', body: null as unknown };
    const headers = new Map<string, unknown>();
    const response = {
      status: () => response,
      getHeader: (name: string) => headers.get(name.toLowerCase()),
      setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value) && response,
      json: (given: unknown) => Object.assign(answer, { body: given }),
      send: (given: unknown) => Object.assign(answer, { body: given }),
      end: () => {},
    };
    await NextAuth(
      request as never,
      response as never,
      await authOptions({
        ...{ network: '192.0.2.7', locale: 'en', device: '' },
        tenant: jar.get(tenantCookieName()) ?? null,
      }),
    );
    for (const line of ([headers.get('set-cookie')].flat() as (string | undefined)[]).filter(
      (one) => one !== undefined,
    ))
      keep(line);
    answer.location = String(headers.get('location') ?? '');
    return answer;
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value) jar.set(name, decodeURIComponent(value));
    else jar.delete(name);
  }

  return {
    jar,
    ask,
    /** Presses the button of a provider; answers the address of the provider's page. */
    async start(provider: string): Promise<string> {
      const { csrfToken } = (await ask('csrf')).body as { csrfToken: string };
      return (await ask(`signin/${provider}`, { csrfToken, callbackUrl: '/my' })).location;
    },
  };
}
