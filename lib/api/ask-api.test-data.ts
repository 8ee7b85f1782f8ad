import { API_SCOPES, type ApiScope } from '@/lib/api-scopes';
import { apiToken } from '@/lib/auth/api-token';
import { createApiClient } from '@/lib/db/api-clients';
import { db } from '@/lib/db/client';
import { hashToken } from '@/lib/seal';
import { answerRequest } from './answer-request';
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { matchPath, segmentsOf } from './match-path';

type How = {
  scopes?: readonly ApiScope[];
  /** Of `apiClient`; a client with the scopes is made unless given. Null: none. */
  token?: string | null;
  /** Sent as JSON; a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  now?: Date;
  /** Others than those that are served. */
  endpoints?: readonly Endpoint[];
};

/** One that the library lets in, with a token that counts now. */
export async function apiClient(
  scopes: readonly ApiScope[] = API_SCOPES,
  { perMinute = 100_000, secret = 'secret', now = new Date() } = {},
): Promise<{ id: number; token: string }> {
  const client = { name: 'A program', scopes: [...scopes], perMinute, secretHash: hashToken(secret) };
  const id = await createApiClient(db(), client, new Date(now.getTime() - 1_000));
  return { id, token: apiToken(id, now) };
}

/** Asks the API without a server in between. An answer that does not fit its own description throws. */
export async function askApi(method: 'GET' | 'POST', path: string, how: How = {}) {
  const now = how.now ?? new Date();
  const token = how.token === undefined ? (await apiClient(how.scopes, { now })).token : how.token;
  const headers = new Headers(how.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const body = how.body === undefined || typeof how.body === 'string' ? (how.body as string) : JSON.stringify(how.body);
  const request = new Request(`http://localhost:3999${path}`, { method, headers, body });
  const endpoints = how.endpoints ?? ENDPOINTS;
  const response = await answerRequest(request, now, endpoints);
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  if (response.status === 200) assertDescribed(endpoints, method, path, json);
  return { status: response.status, headers: response.headers, text, json };
}

function assertDescribed(endpoints: readonly Endpoint[], method: string, path: string, json: unknown): void {
  const { pathname } = new URL(path, 'http://localhost');
  const match = matchPath(endpoints, method, segmentsOf(pathname) ?? []);
  if ('methods' in match) throw new Error(`no endpoint for ${path}`);
  const fits = match.endpoint.answer.safeParse(json);
  if (!fits.success) throw new Error(`${path} answers what is not described: ${fits.error.message}`);
}
