import { observeAnswer } from './answers/observe';
import { createTenant, type Tenant, type TenantOptions } from './app';

/** What the tests of this room say to a tenant in the same process. */
export const NOW = '2026-10-05T13:00:00Z';
export const BASE = 'http://localhost:4365';
export const STAFF_SCOPES = ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'];

export function frozenTenant(options: TenantOptions = {}): Tenant {
  return createTenant({ seed: 'test', now: NOW, frozen: true, observe: observeAnswer, ...options });
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, whose members are what the tests assert
export type Json = any;
export type Answer = { status: number; headers: Headers; body: Json };

export async function ask(tenant: Tenant, method: string, path: string, options: AskOptions = {}): Promise<Answer> {
  const { token, body, headers = {}, form, text: plain } = options;
  const sent = form ? new URLSearchParams(form) : (plain ?? (body === undefined ? undefined : JSON.stringify(body)));
  const request = new Request(path.startsWith('http') ? path : BASE + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(plain === undefined ? {} : { 'Content-Type': 'text/plain' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const response = await tenant.fetch(request);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}

export type AskOptions = {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  /** Sent as text/plain. */
  text?: string;
};

export type Registered = {
  tenantId: string;
  clientId: string;
  secret: { id: string; value: string; expiresAt: string };
};

export async function register(tenant: Tenant, wanted: Record<string, unknown> = {}): Promise<Registered> {
  const redirectUris = ['http://localhost:3000/api/outlook/callback'];
  const answer = await ask(tenant, 'POST', '/_control/apps', { body: { name: 'Carrel', redirectUris, ...wanted } });
  return answer.body;
}

export async function tokenOf(tenant: Tenant, upn: string, scopes = STAFF_SCOPES, app?: Registered): Promise<string> {
  const { clientId } = app ?? (await register(tenant));
  const answer = await ask(tenant, 'POST', '/_control/tokens', { body: { clientId, upn, scopes } });
  return answer.body.access_token;
}

export async function appToken(tenant: Tenant, application: string[]): Promise<string> {
  const app = await register(tenant, { application, adminConsent: true });
  const answer = await ask(tenant, 'POST', `/${app.tenantId}/oauth2/v2.0/token`, { form: clientForm(app) });
  return answer.body.access_token;
}

export function clientForm(app: Registered): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.secret.value,
    scope: 'https://graph.microsoft.com/.default',
  };
}

export function meeting(subject: string, start: string, end: string, more: Record<string, unknown> = {}) {
  return { subject, start: { dateTime: start, timeZone: 'UTC' }, end: { dateTime: end, timeZone: 'UTC' }, ...more };
}

export const LIBRARIAN = 'librarian@library.example';
export const IMMUTABLE = { Prefer: 'IdType="ImmutableId"' };
