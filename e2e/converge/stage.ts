import { POST as notified } from '@/app/api/outlook/notifications/[urlKey]/route';
import { createTenant } from '../tenant/app';
import type { Mailbox } from './acts';
import { createScheduler } from './scheduler';

export const ORIGIN = 'http://localhost:4365';
export const UPN: Record<Mailbox, string> = {
  oak: 'oak@library.example',
  cedar: 'cedar@library.example',
  ada: 'librarian@library.example',
};

/** An ordinary week, and both changes of the clock in New York. */
export const BEGINNINGS = ['2027-05-10T13:00:00Z', '2027-03-12T14:00:00Z', '2027-11-05T13:00:00Z'];

/** The one that decides, in this process, who goes on next. */
export const scheduler = createScheduler();

/** The one tenant of this process; each history begins it anew. */
export const tenant = createTenant({ seed: 'converge', now: BEGINNINGS[0] ?? '', frozen: true, deliver: knock });

/**
 * Microsoft knocks: straight into the route, without a socket. That is a web process, which does not die with the worker
 * whose request, or whose waiting, brought the tenant to knock.
 */
async function knock(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const urlKey = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return scheduler.outside(() => notified(request, { params: Promise.resolve({ urlKey }) }));
}

/** Past gates and watch: what set-up and checks ask. */
export const direct: typeof fetch = (input, init) => tenant.fetch(new Request(input, init));

export async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request = new Request(`${ORIGIN}/_control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const response = await tenant.fetch(request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
