import { describe, expect, it } from 'vitest';
import { createLog } from './log';
import { giveLink, knowsLink, type Links } from './store/links';
import { ask, frozenTenant, IMMUTABLE, LIBRARIAN, meeting, tokenOf } from './testing';

/** The figures themselves come from `npm run bench -- tenant`; these hold on the busiest machine. */
describe('what is kept has an end (issue 3)', () => {
  it('the log keeps its newest 20,000 entries, in order', () => {
    const log = createLog();
    const entry = { at: '', mailbox: null, operation: 'x', method: 'GET', path: '/', query: null, status: 200 };
    const who = { requestId: '', clientRequestId: null, appId: null, user: null, actor: 'app' as const, ms: 0 };
    for (let i = 0; i < 100_000; i += 1) log.add({ ...entry, ...who });
    const { entries, next } = log.since(0);
    expect([entries.length, entries[0]?.seq, next]).toEqual([20_000, 80_001, 100_000]);
    expect(log.since(99_990, 3).entries.map(({ seq }) => seq)).toEqual([99_991, 99_992, 99_993]);
    expect(log.since(100_000)).toEqual({ entries: [], next: 100_000 });
  });

  it('links, faults that are over, removed events and transaction ids are forgotten in time', async () => {
    const links: Links = new Set();
    for (let i = 0; i < 60_000; i += 1) giveLink(links, `link ${i}`);
    expect([links.size, knowsLink(links, 'link 9999'), knowsLink(links, 'link 10000')]).toEqual([50_000, false, true]);

    const tenant = frozenTenant({ calendars: 'empty', observe: undefined });
    const token = await tokenOf(tenant, LIBRARIAN);
    const world = tenant.world();
    world.behaviour.set({ throttling: 'off' });
    const before = sizes();
    for (let i = 0; i < 5_500; i += 1) {
      const body = meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00', { transactionId: `t${i}` });
      const { id } = (await ask(tenant, 'POST', '/v1.0/me/events', { token, headers: IMMUTABLE, body })).body;
      await ask(tenant, 'DELETE', `/v1.0/me/events/${id}`, { token, headers: IMMUTABLE });
    }
    for (let i = 0; i < 300; i += 1) world.faults.add(`f${i}`, {}, { cutBodyAt: 1_000_000 });
    await ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 60_000 } });
    await ask(tenant, 'GET', '/v1.0/me', { token });
    const after = sizes();
    expect(after).toMatchObject({ events: 0, keys: 0, faults: 0, spent: 200, pending: before.pending });
    expect(after.transactions).toBeLessThanOrEqual(5_000);
    expect(after.tombstones).toBeLessThanOrEqual(5_000);
    expect(after.putAway).toBeLessThanOrEqual(1_000);

    function sizes() {
      const user = [...world.mailboxes.values()].find((one) => one.user.upn === LIBRARIAN);
      const calendar = [...(user?.calendars.values() ?? [])][0];
      return {
        events: calendar?.events.size,
        keys: user?.byKey.size,
        tombstones: calendar?.tombstones.length,
        transactions: user?.transactions.size,
        putAway: user?.putAway?.length ?? 0,
        faults: world.faults.list().length,
        spent: world.faults.spent().length,
        pending: world.clock.pending(),
      };
    }
  }, 60_000);

  it('mails: the newest thousand', () => {
    const tenant = frozenTenant();
    const mail = {
      via: 'smtp' as const,
      from: 'a',
      to: ['b'],
      subject: '',
      text: '',
      html: null,
      headers: [],
      attachments: [],
    };
    for (let i = 0; i < 1_500; i += 1) tenant.receiveMail({ ...mail, subject: `n${i}` });
    expect([tenant.world().mails.length, tenant.world().mails[0]?.subject]).toEqual([1_000, 'n500']);
  });
});

describe('speed (issue 3)', () => {
  it('four hundred simple operations a second at the very least, two thousand by the bench', async () => {
    const tenant = frozenTenant({ calendars: 'empty', observe: undefined });
    const token = await tokenOf(tenant, LIBRARIAN);
    const { body } = await ask(tenant, 'POST', '/v1.0/me/events', {
      token,
      body: meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00'),
    });
    const startedAt = performance.now();
    for (let i = 0; i < 800; i += 1) {
      if (i % 4 === 0) await ask(tenant, 'PATCH', `/v1.0/me/events/${body.id}`, { token, body: { subject: `n${i}` } });
      else await ask(tenant, 'GET', `/v1.0/me/events/${body.id}`, { token });
    }
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('a reset to empty calendars takes hardly any time, and leaves no event', async () => {
    const tenant = frozenTenant();
    const startedAt = performance.now();
    for (let i = 0; i < 50; i += 1) tenant.reset({ seed: `h${i}`, frozen: true, calendars: 'empty' });
    expect((performance.now() - startedAt) / 50).toBeLessThan(50);
    const events = [...tenant.world().mailboxes.values()].flatMap((one) => [...one.byKey.values()]);
    expect(events).toEqual([]);
    const { body } = await ask(tenant, 'POST', '/_control/reset', { body: { seed: 'x', calendars: 'empty' } });
    expect(body.tenants[0].users.length).toBeGreaterThan(10);
    expect((await ask(tenant, 'GET', `/_control/mailboxes/${LIBRARIAN}/events`)).body.value).toEqual([]);
  });
});
