import { createHash } from 'node:crypto';
import type { Tenant } from './app';
import { type Answer, ask, BASE, type Json, LIBRARIAN, NOW, type Registered } from './testing';

/** A browser and an application's server, as the identity tests play them. */
export const REDIRECT = 'http://localhost:3000/api/outlook/callback';
export const GRAPH = 'https://graph.microsoft.com';
export const SCOPE = `openid profile email offline_access ${GRAPH}/User.Read ${GRAPH}/Calendars.ReadWrite`;
export const VERIFIER = 'v'.repeat(43);
export const ADMIN = 'it@library.example';
export const STRANGER = 'visitor@other.example';
export const GUEST = 'gil.guest@other.example';
export const PERSONAL = 'pat.rowan@personal.example';
export const ABSENT = '00000000-0000-4000-8000-000000000000';

export type Step = { query?: Json; segment?: string; form?: Record<string, string>; base?: string };
export type Seen = { status: number; text: string; to: string | null; back: Record<string, string> | null };

/** One browser: it keeps its cookie, and tells where it was sent. */
export function browser(tenant: Tenant, app: Registered) {
  let cookie = '';
  const go = async ({ query = {}, segment = app.tenantId, form, base = 'oauth2/v2.0/authorize' }: Step = {}) => {
    const all = {
      ...{ client_id: app.clientId, response_type: 'code', redirect_uri: REDIRECT, scope: SCOPE, state: 's1' },
      ...{ nonce: 'n1', code_challenge: challengeOf(VERIFIER), code_challenge_method: 'S256' },
      ...query,
    };
    const asked = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as Record<
      string,
      string
    >;
    const path = `/${segment}/${base}?${new URLSearchParams(asked)}`;
    const headers: Record<string, string> = cookie ? { Cookie: cookie } : {};
    const answer = await ask(tenant, form ? 'POST' : 'GET', path, { headers, ...(form ? { form } : {}) });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return seen(answer);
  };
  const login = (email: string, more: Step = {}) =>
    go({ ...more, form: { step: 'login', email, password: 'carrel-demo' } });
  return {
    go,
    login,
    /** Signs in, and says yes to whatever is asked. */
    async consent(email: string, more: Step = {}): Promise<Seen> {
      let at = await login(email, more);
      for (const step of ['mfa', 'accept']) {
        const account = /name="account" value="([^"]+)"/.exec(at.text)?.[1];
        if (!at.back && account && at.text.includes(`value="${step}"`))
          at = await go({ ...more, form: { step, account } });
      }
      return at;
    },
    account: (page: Seen) => /name="account" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
  };
}

function seen(answer: Answer): Seen {
  const to = answer.headers.get('location');
  const back = to === null ? null : Object.fromEntries(new URL(to).searchParams);
  return { status: answer.status, text: String(answer.body), to, back };
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** The application's server: what it asks of the token endpoint, and what controls do to it. */
export function server(tenant: Tenant, app: Registered) {
  const client = { client_id: app.clientId, client_secret: app.secret.value };
  const tokenAt = (form: Record<string, string>, segment = app.tenantId, headers: Record<string, string> = {}) =>
    ask(tenant, 'POST', `/${segment}/oauth2/v2.0/token`, { form, headers });
  const redeem = (code: string, more = {}, segment = app.tenantId) =>
    tokenAt(
      {
        ...client,
        ...{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER },
        ...more,
      },
      segment,
    );
  const refresh = (token: string, more = {}, segment = app.tenantId) =>
    tokenAt({ ...client, grant_type: 'refresh_token', refresh_token: token, ...more }, segment);
  const ofItself = (more = {}, segment = app.tenantId) =>
    tokenAt({ ...client, grant_type: 'client_credentials', scope: `${GRAPH}/.default`, ...more }, segment);
  const code = async (email = LIBRARIAN, more: Step = {}) => {
    const at = await browser(tenant, app).consent(email, more);
    return at.back?.code ?? `no code: ${at.status} ${JSON.stringify(at.back)}`;
  };
  const tokens = async (email = LIBRARIAN, more: Step = {}): Promise<Json> =>
    (await redeem(await code(email, more), {}, more.segment)).body;
  return { client, tokenAt, redeem, refresh, ofItself, code, tokens };
}

/** Status, error, number and suberror: what an application goes by. */
export function failure({ status, body }: Answer): unknown[] {
  return [status, body.error, body.error_codes?.[0], body.suberror];
}

export function controls(tenant: Tenant) {
  return {
    act: async (action: string, body: Json = {}) => {
      const answer = await ask(tenant, 'POST', '/_control/identity', { body: { action, ...body } });
      if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    set: (switches: Json) => ask(tenant, 'PUT', '/_control/behaviour', { body: switches }),
    later: (advanceMs: number) => ask(tenant, 'POST', '/_control/clock', { body: { advanceMs } }),
    fault: (body: Json) => ask(tenant, 'POST', '/_control/faults', { body }),
    log: async () => (await ask(tenant, 'GET', '/_control/log')).body.entries as Json[],
    people: async (): Promise<Json[]> =>
      (await ask(tenant, 'GET', '/_control')).body.tenants.flatMap((one: Json) => one.users),
    tenantId: async (domain: string): Promise<string> =>
      (await ask(tenant, 'GET', '/_control')).body.tenants.find((one: Json) => one.domain === domain).tenantId,
  };
}

export function claimsOf(idToken: string): Json {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export { BASE, NOW };
