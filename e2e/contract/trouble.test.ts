import { expect } from 'vitest';
import type { Control } from './control';
import type { Session } from './session';
import { suite } from './suite';

/** GC §8 and §9: limits and trouble. A real tenant gives it when it likes; the stand-in on request. */
const { test } = suite();
const need = ['standIn'] as const;
const fault = ({ target }: Session, body: Record<string, unknown>) => (target.control as Control).post('/faults', body);

test(
  '[GC13.15] the fifth request at once is refused, with a wait or without',
  async (on) => {
    // Slow enough that the last arrives while the first is answered, on a busy machine too.
    await fault(on, { where: { operation: 'calendar.get' }, times: 8, effect: { delayMs: 500 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => on.ask('GET', `${on.me}/calendar`)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(4);
    for (const { body } of refused) expect(body.error.code).toMatch(/^(ApplicationThrottled|TooManyRequests)$/);
  },
  need,
);

test(
  '[GC13.16] an answer is lost after the event was stored; the same POST finds it',
  async (on) => {
    const transactionId = crypto.randomUUID();
    await fault(on, { where: { operation: 'event.create' }, effect: 'reset_after_commit' });
    await expect(on.create('answer lost', { day: 1 }, { transactionId })).rejects.toThrow();
    const { id } = await on.create('answer lost', { day: 1 }, { transactionId });
    const filter = new URLSearchParams({ $filter: "subject eq 'Contract suite: answer lost'" });
    const { body } = await on.ask('GET', `${on.me}/events?${filter}`);
    expect(body.value.map((one: { id: string }) => one.id)).toEqual([id]);
  },
  need,
);

test(
  '[GC13.16] empty bodies, HTML bodies, bodies cut short',
  async (on) => {
    const path = `${on.me}/calendar`;
    await fault(on, { effect: { status: 503, body: null } });
    expect(await on.ask('GET', path)).toMatchObject({ status: 503, body: '' });
    await fault(on, {
      effect: { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad Gateway</h1>' },
    });
    expect(await on.ask('GET', path)).toMatchObject({ status: 502, body: '<h1>Bad Gateway</h1>' });
    await fault(on, { effect: { cutBodyAt: 10 } });
    await expect(on.ask('GET', path)).rejects.toThrow();
  },
  need,
);

for (const code of ['ErrorMailboxMoveInProgress', 'ErrorServerBusy']) {
  test(
    `[GC15.9] ${code}: told as 503 on request, for who must take it as one`,
    async (on) => {
      const body = { error: { code, message: 'Try again later.' } };
      await fault(on, { effect: { status: 503, headers: { 'Retry-After': '1' }, body } });
      const answer = await on.ask('GET', `${on.me}/calendar`);
      expect([answer.status, answer.body.error.code]).toEqual([503, code]);
    },
    need,
  );
}
