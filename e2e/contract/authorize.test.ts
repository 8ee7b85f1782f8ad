import { expect } from 'vitest';
import { walkToCallback } from './clients/browser';
import { controlOf, REDIRECT, registerFor, STAFF } from './clients/registration';
import { ask } from './http';
import type { Session } from './session';
import { suite } from './suite';

/** EO §2: what the browser is told. Pages need a person, so only the stand-in is asked. */
const { test } = suite();
const need = ['standIn'] as const;

function start({ target }: Session, clientId: string, more: Record<string, string> = {}, segment = target.tenantId) {
  const wanted = {
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid offline_access Calendars.ReadWrite',
    state: 's',
  };
  const query = new URLSearchParams({ client_id: clientId, ...wanted, ...more });
  return `${target.login}/${segment}/oauth2/v2.0/authorize?${query}`;
}

test(
  '[EO13.3] a redirect URI that is not registered stays on the page',
  async (on) => {
    const { clientId } = await registerFor(on);
    const answer = await ask('GET', start(on, clientId, { redirect_uri: 'http://localhost:3000/elsewhere' }));
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.body).toContain('AADSTS50011');
  },
  need,
);

test(
  '[EO13.2] a single-tenant application at /common: 50194, told to the application after sign-in',
  async (on) => {
    const { clientId } = await registerFor(on);
    const back = await walkToCallback(start(on, clientId, {}, 'common'), REDIRECT, STAFF);
    expect(back.searchParams.get('error')).toBe('invalid_request');
    expect(back.searchParams.get('error_description')).toMatch(/^AADSTS50194/);
    expect(back.searchParams.get('state')).toBe('s');
  },
  need,
);

test(
  '[EO13.3] prompt=none without a session: login_required',
  async (on) => {
    const { clientId } = await registerFor(on);
    const back = await walkToCallback(start(on, clientId, { prompt: 'none' }), REDIRECT, STAFF);
    expect(back.searchParams.get('error')).toBe('login_required');
  },
  need,
);

test(
  '[EO13.4] an administrator consents for everybody, and the callback names the tenant',
  async (on) => {
    const { clientId, tenantId } = await registerFor(on, { adminConsent: false });
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT,
      scope: 'https://graph.microsoft.com/.default',
      state: 's',
    });
    const admin = { ...STAFF, email: 'it@library.example' };
    const back = await walkToCallback(`${on.target.login}/${tenantId}/v2.0/adminconsent?${query}`, REDIRECT, admin);
    expect(back.searchParams.get('admin_consent')).toBe('True');
    expect(back.searchParams.get('tenant')).toBe(tenantId);
    expect(back.searchParams.has('error')).toBe(false);
    const signedIn = await walkToCallback(start(on, clientId), REDIRECT, STAFF);
    expect(signedIn.searchParams.get('code')).toBeTruthy();
  },
  need,
);

test(
  '[EO13.7] what an administrator does elsewhere is heard at the next token',
  async (on) => {
    const app = await registerFor(on);
    await controlOf(on).post('/identity', { action: 'expire_secret', clientId: app.clientId });
    const form = {
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.secret.value,
      scope: 'https://graph.microsoft.com/.default',
    };
    const { status, body } = await ask('POST', `${on.target.login}/${app.tenantId}/oauth2/v2.0/token`, { form });
    expect([status, body.error, body.error_codes]).toEqual([401, 'invalid_client', [7000222]]);
  },
  need,
);
