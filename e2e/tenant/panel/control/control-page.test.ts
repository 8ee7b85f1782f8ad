import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../../app';
import { ask, frozenTenant, LIBRARIAN, NOW, tokenOf } from '../../testing';

let tenant: Tenant;
const HTML = { Accept: 'text/html,application/xhtml+xml' };
const open = async (query = '') => (await ask(tenant, 'GET', `/_control${query}`, { headers: HTML })).body as string;
const send = (path: string, form: Record<string, string>) => ask(tenant, 'POST', `/_control/forms${path}`, { form });

beforeEach(() => {
  tenant = frozenTenant();
});
afterEach(() => tenant.close());

describe('the control page', () => {
  it('is for browsers; programs get what they got', async () => {
    expect(await open()).toContain('<h1>Control</h1>');
    for (const Accept of ['', '*/*', 'application/json']) {
      const { body } = await ask(tenant, 'GET', '/_control', { headers: Accept ? { Accept } : {} });
      expect(body).toMatchObject({ seed: 'test', now: '2026-10-05T13:00:00.000Z' });
    }
  });

  it('lists every switch with what it is about, and marks what is not the default', async () => {
    const all = tenant.world().behaviour.list();
    const page = await open();
    for (const { name } of all) expect(page).toContain(`id="switch-${name}"`);
    expect(page).toContain(`All ${all.length} switches are at their defaults.`);
    expect(page).not.toContain('not the default');
    const answer = await send('/switches', {
      etagChurn: '"off"',
      notificationDelayMs: '2000',
      outOfWindowRows: '"removed"',
    });
    expect(answer.headers.get('location')).toBe('/_control?done=switches#switches');
    expect(tenant.world().behaviour.get('etagChurn')).toBe('off');
    expect(tenant.world().behaviour.get('notificationDelayMs')).toBe(2000);
    const after = await open('?done=switches');
    expect(after).toContain(`2 of ${all.length} switches are not at the default`);
    expect(after).toContain('<code>etagChurn</code>: <strong>off</strong> instead of on');
    await send('/switches', { act: 'defaults' });
    expect(await open()).not.toContain('not the default');
  });

  it('refuses a value that is no choice, and says so', async () => {
    const answer = await send('/switches', { etagChurn: '"perhaps"' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(/role="alert">&quot;etagChurn&quot; takes one of/);
    expect(tenant.world().behaviour.get('etagChurn')).toBe('on');
  });

  it('adds a fault that programs meet, shows what is left of it, and clears it', async () => {
    const usual = { usual: '1', times: '2', operation: 'user.get' };
    expect((await send('/faults', usual)).headers.get('location')).toBe('/_control?done=fault#faults');
    const token = await tokenOf(tenant, LIBRARIAN);
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(503);
    const page = await open();
    expect(page).toMatch(/operation user\.get<.*?<code>\{&quot;status&quot;:503\}<\/code>.*?1 of 2/s);
    const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await send('/faults/clear', { id });
    expect(await open()).toContain('No fault is in force');
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(200);
  });

  it('takes any effect as JSON by the rules of the control, and keeps what was written when it is refused', async () => {
    await send('/faults', { effect: '{"delayMs": 5}', times: '1' });
    await send('/faults', { effect: '"drop"', times: '3', mailbox: LIBRARIAN });
    expect(tenant.world().faults.list()).toMatchObject([{ effect: { delayMs: 5 } }, { effect: 'drop', left: 3 }]);
    for (const effect of ['{"explode": 1}', 'not json']) {
      const answer = await send('/faults', { effect, times: '1' });
      expect(answer.status).toBe(400);
      expect(answer.body).toContain('role="alert"');
      expect(answer.body).toContain(effect.replaceAll('"', '&quot;'));
    }
    await send('/faults/clear', {});
    expect(tenant.world().faults.list()).toEqual([]);
  });

  it('advances, sets and freezes the clock', async () => {
    await send('/clock', { advanceMs: '60000' });
    expect(tenant.world().clock.now()).toBe(Date.parse(NOW) + 60_000);
    await send('/clock', { minutes: '30' });
    await send('/clock', { now: '2026-12-24T18:00:00' });
    expect(tenant.world().clock.now()).toBe(Date.parse('2026-12-24T18:00:00Z'));
    await send('/clock', { frozen: 'no' });
    expect(tenant.world().clock.isFrozen()).toBe(false);
    expect((await send('/clock', { now: 'soon' })).status).toBe(400);
    expect((await send('/clock', { minutes: '-5' })).status).toBe(400);
  });

  it('shows the newest of the log, and what a filter finds', async () => {
    const token = await tokenOf(tenant, LIBRARIAN);
    for (let i = 0; i < 60; i += 1) await ask(tenant, 'GET', '/v1.0/me', { token });
    await ask(tenant, 'GET', '/v1.0/me/calendar', { token });
    const page = await open();
    expect(page).toContain('the newest 50 are shown');
    expect(page.match(/<td data-name="No\.">/g)).toHaveLength(50);
    const found = await open('?log=Calendar.Get');
    expect(found.match(/<td data-name="No\.">/g)).toHaveLength(1);
  });
});
