import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from './app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN } from './testing';
import { advance, bearer, type Caller, caller, turn } from './testing-graph';
import { createThrottle } from './throttle';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

/** So many requests at once, of which each takes a moment. */
async function atOnce(count: number, path = '/me/calendars', who = me) {
  const effect = { delayMs: 20 };
  await ask(tenant, 'POST', '/_control/faults', {
    body: { where: { operation: 'calendar.list' }, times: count, effect },
  });
  const answers = await Promise.all(Array.from({ length: count }, () => who.get(path)));
  await ask(tenant, 'DELETE', '/_control/faults');
  return answers;
}
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

describe('limits of an application and mailbox (GC 8)', () => {
  it('[GC13.15] four at once; the fifth is told so, and is welcome afterwards', async () => {
    const answers = await atOnce(6);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 429, 429]);
    const refusal = answers.find(({ status }) => status === 429);
    expect(refusal?.body.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect((await me.get('/me/calendars')).status).toBe(200);
  });

  it('[GC13.15] Retry-After is whole, decimal or absent; in the mixed position all three come', async () => {
    const seen = async () =>
      (await atOnce(12)).filter(({ status }) => status === 429).map(({ headers }) => headers.get('retry-after'));
    expect(new Set(await seen())).toEqual(new Set(['2', '2.128', null]));
    for (const [retryAfterForm, value] of [
      ['integer', '2'],
      ['decimal', '2.128'],
      ['absent', null],
    ]) {
      await turn(tenant, { retryAfterForm });
      expect(new Set(await seen())).toEqual(new Set([value]));
    }
  });

  it('[GC13.15] the same comes as 503 by a switch', async () => {
    await turn(tenant, { throttledStatus: 503 });
    const answers = await atOnce(5);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 503]);
    expect(answers.find(({ status }) => status === 503)?.body.error.code).toBe('ApplicationThrottled');
  });

  it('[V10] counted by mailbox, or for the whole application', async () => {
    const app = bearer(tenant, await appToken(tenant, ['Calendars.Read']));
    const spread = async () => {
      const effect = { delayMs: 20 };
      await ask(tenant, 'POST', '/_control/faults', {
        body: { where: { operation: 'calendar.list' }, times: 6, effect },
      });
      const rooms = ['oak', 'cedar', 'maple', 'linden', 'study-1', 'study-2'];
      return statuses(await Promise.all(rooms.map((room) => app.get(`/users/${room}@library.example/calendars`))));
    };
    expect(await spread()).toEqual(Array(6).fill(200));
    await turn(tenant, { concurrencyScope: 'app' });
    expect(await spread()).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('[GC13.15] nobody is throttled when it is off', async () => {
    await turn(tenant, { throttling: 'off' });
    expect(statuses(await atOnce(8))).toEqual(Array(8).fill(200));
  });

  it('[GC13.15] ten thousand in ten minutes, throttled ones counted; then a new window', async () => {
    const throttle = createThrottle();
    const world = tenant.world();
    await turn(tenant, { retryAfterForm: 'integer' });
    const knock = () => {
      const lane = throttle.enter(world, 'app', LIBRARIAN);
      if ('leave' in lane) lane.leave(0);
      return lane;
    };
    for (let i = 0; i < 10_000; i += 1) expect(knock()).toHaveProperty('leave');
    expect(knock()).toEqual({ status: 429, code: 'TooManyRequests', message: 'Too many requests.', retryAfter: '600' });
    expect(throttle.enter(world, 'app', 'oak@library.example')).toHaveProperty('leave');
    await advance(tenant, 599_000);
    expect(knock()).toMatchObject({ retryAfter: '1' });
    await advance(tenant, 1_000);
    expect(knock()).toHaveProperty('leave');
  });

  it('[GC13.15] a reset forgets what was counted', async () => {
    const throttle = createThrottle();
    for (let i = 0; i < 4; i += 1) expect(throttle.enter(tenant.world(), 'app', LIBRARIAN)).toHaveProperty('leave');
    expect(throttle.enter(tenant.world(), 'app', LIBRARIAN)).toHaveProperty('retryAfter');
    const { seed } = tenant.world();
    tenant.reset({ seed, now: tenant.world().clock.now(), frozen: true });
    expect(throttle.enter(tenant.world(), 'app', LIBRARIAN)).toHaveProperty('leave');
  });

  it('[GC13.15] 150 MB sent in five minutes', async () => {
    const content = 'x'.repeat(4_000_000);
    const body: Json = { message: { subject: 'big', body: { contentType: 'Text', content } } };
    const sender = await caller(tenant, LIBRARIAN, ['Mail.Send']);
    let sent = 0;
    let answer = await sender.post('/me/sendMail', body);
    while (answer.status === 400 && sent < 45) {
      sent += 1;
      answer = await sender.post('/me/sendMail', body);
    }
    expect([answer.status, sent]).toEqual([429, 40]);
    expect((await sender.get('/me/calendars')).status).toBe(429);
    await advance(tenant, 300_000);
    expect((await sender.post('/me/sendMail', body)).status).toBe(400);
  });
});
