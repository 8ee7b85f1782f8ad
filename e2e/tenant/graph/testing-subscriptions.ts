import type { Tenant } from '../app';
import { type Answer, ask, frozenTenant, IMMUTABLE, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';

/** A tenant with a notification address beside it that keeps what it hears and answers as it is told. */
export const HOOK = 'http://localhost:3000/api/outlook/notifications/k1';
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const START = Date.parse('2026-10-05T13:00:00Z');

export type Hooked = {
  tenant: Tenant;
  token: string;
  /** Addresses that were asked to say a token back, as they were written. */
  handshakes: string[];
  /** Every POST as it came: where to, and its items. */
  posts: { url: string; value: Json[] }[];
  knocks(): Json[];
  /** Statuses of the answers to come; 202 when there are none left. */
  answers: number[];
  saysToken(token: string): Response | Promise<Response>;
  control(method: string, path: string, body?: Json): Promise<Answer>;
  subscribe(more?: Json, as?: string, headers?: Record<string, string>): Promise<Answer>;
  graph(method: string, path: string, body?: Json): Promise<Answer>;
  create(): Promise<Answer>;
  advance(advanceMs: number): Promise<Answer>;
  fault(body: Json): Promise<Answer>;
  switches(body: Json): Promise<Answer>;
};

export async function hookedTenant(): Promise<Hooked> {
  const tenant = frozenTenant({ calendars: 'empty', deliver: (input, init) => hear(String(input), init) });
  const control = (method: string, path: string, body?: Json) => ask(tenant, method, `/_control${path}`, { body });
  const hooked: Hooked = {
    tenant,
    token: await tokenOf(tenant, LIBRARIAN),
    handshakes: [],
    posts: [],
    answers: [],
    knocks: () => hooked.posts.flatMap((post) => post.value),
    saysToken: (token) => new Response(token, { headers: { 'Content-Type': 'text/plain' } }),
    control,
    subscribe: (more = {}, token = hooked.token, headers = IMMUTABLE) =>
      ask(tenant, 'POST', '/v1.0/subscriptions', { token, headers, body: { ...usual(), ...more } }),
    graph: (method, path, body) =>
      ask(tenant, method, `/v1.0${path}`, { token: hooked.token, headers: IMMUTABLE, body }),
    create: () => hooked.graph('POST', '/me/events', meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00')),
    advance: (advanceMs) => control('POST', '/clock', { advanceMs }),
    fault: (body) => control('POST', '/faults', body),
    switches: (body) => control('PUT', '/behaviour', body),
  };
  async function hear(url: string, init?: RequestInit): Promise<Response> {
    const given = new URL(url).searchParams.get('validationToken');
    if (given !== null) {
      hooked.handshakes.push(url);
      return hooked.saysToken(given);
    }
    hooked.posts.push({ url, value: JSON.parse(String(init?.body)).value });
    return new Response(null, { status: hooked.answers.shift() ?? 202 });
  }
  const usual = () => ({
    changeType: 'created,updated,deleted',
    notificationUrl: HOOK,
    lifecycleNotificationUrl: HOOK,
    resource: 'me/events',
    expirationDateTime: new Date(tenant.world().clock.now() + 6 * DAY_MS).toISOString(),
    clientState: 'state-1',
  });
  return hooked;
}
