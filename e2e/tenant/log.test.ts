import { expect, it } from 'vitest';
import { ask, frozenTenant, LIBRARIAN, tokenOf } from './testing';

it('[GC13.15] an entry says from when to when the request was in hand, and what wait it was told', async () => {
  const tenant = frozenTenant({ calendars: 'empty' });
  const token = await tokenOf(tenant, LIBRARIAN);
  const begun = tenant.world().clock.now();
  const faults = [{ holdMs: 2_000 }, { status: 503, headers: { 'Retry-After': '7' } }];
  for (const effect of faults) await ask(tenant, 'POST', '/_control/faults', { body: { effect } });
  const answer = ask(tenant, 'GET', '/v1.0/me/events', { token });
  await ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 2_000 } });
  expect((await answer).status).toBe(503);
  const entry = tenant
    .world()
    .log.since(0)
    .entries.find(({ operation }) => operation === 'event.list');
  const at = (ms: number) => new Date(ms).toISOString();
  expect(entry).toMatchObject({ begunAt: at(begun), at: at(begun + 2_000), retryAfter: '7' });
});
