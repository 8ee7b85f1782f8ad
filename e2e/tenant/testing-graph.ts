import type { Tenant } from './app';
import { type Answer, type AskOptions, ask, IMMUTABLE, type Json, tokenOf } from './testing';

/** What the tests of Graph's surface say on top of `testing.ts`. */
export const WINDOW = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
export const MARKER = 'String {9f2c1d5e-7a40-4c0e-9d0a-5b1f0c7e2a11} Name BookingId';
/** A room without seeded events on the days that the tests use. */
export const CEDAR = 'cedar@library.example';
export const ADMIN = 'admin@library.example';

export function turn(tenant: Tenant, switches: Record<string, unknown>): Promise<Answer> {
  return ask(tenant, 'PUT', '/_control/behaviour', { body: switches });
}

export function advance(tenant: Tenant, advanceMs: number): Promise<Answer> {
  return ask(tenant, 'POST', '/_control/clock', { body: { advanceMs } });
}

/** Somebody with a token: asks below `/v1.0`, with immutable ids. */
export async function caller(tenant: Tenant, upn: string, scopes?: string[]) {
  const token = await tokenOf(tenant, upn, scopes);
  return bearer(tenant, token);
}

export function bearer(tenant: Tenant, token: string) {
  const send = (method: string, path: string, { headers, ...more }: AskOptions = {}) =>
    ask(tenant, method, path.startsWith('http') ? path : `/v1.0${path}`, {
      token,
      headers: { ...IMMUTABLE, ...headers },
      ...more,
    });
  return {
    token,
    send,
    get: (path: string, headers: Record<string, string> = {}) => send('GET', path, { headers }),
    post: (path: string, body: Json, headers: Record<string, string> = {}) => send('POST', path, { body, headers }),
    patch: (path: string, body: Json, headers: Record<string, string> = {}) => send('PATCH', path, { body, headers }),
    remove: (path: string, headers: Record<string, string> = {}) => send('DELETE', path, { headers }),
  };
}
export type Caller = ReturnType<typeof bearer>;

/** A person acts in Outlook. */
export function person(tenant: Tenant, mailbox: string) {
  const act = (method: string, path: string, body?: Json) =>
    ask(tenant, method, `/_control/mailboxes/${mailbox}/events${path}`, { body, headers: IMMUTABLE });
  return {
    create: async (body: Json): Promise<Json> => (await act('POST', '', body)).body,
    change: (id: string, body: Json) => act('PATCH', `/${id}`, body),
    remove: (id: string, query = '') => act('DELETE', `/${id}${query}`),
  };
}

export function at(day: string, from: string, to: string, more: Json = {}): Json {
  const time = (clock: string) => ({ dateTime: `${day}T${clock}:00`, timeZone: 'UTC' });
  return { subject: 'Booked', start: time(from), end: time(to), ...more };
}

/** Mondays at one, from the fifth of October on. */
export function mondays(numberOfOccurrences: number, more: Json = {}): Json {
  return {
    ...at('2026-10-05', '13:00', '14:00', { subject: 'Weekly' }),
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
      range: { type: 'numbered', startDate: '2026-10-05', numberOfOccurrences },
    },
    ...more,
  };
}

export const refused = ({ status, body }: Answer) => [status, body.error?.code];
export const encoded = encodeURIComponent;
