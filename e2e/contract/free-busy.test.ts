import { expect } from 'vitest';
import type { Session } from './session';
import { suite } from './suite';

/** GC §4 and §5: who is free, and which rooms there are. */
const { test } = suite();
const DAY_MS = 86_400_000;

const schedule = (on: Session, schedules: string[], fromMs: number, toMs: number) => {
  const at = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' });
  const body = { schedules, startTime: at(fromMs), endTime: at(toMs), availabilityViewInterval: 60 };
  return on.ask('POST', `${on.me}/calendar/getSchedule`, { body });
};

test('[GC13.12] one digit for every slot, the higher state winning', async (on) => {
  const start = on.window.fromMs + DAY_MS;
  await on.create('busy', { day: 1, hour: 9 }, { showAs: 'busy' });
  await on.create('perhaps', { day: 1, hour: 9, hours: 2 }, { showAs: 'tentative' });
  await on.create('out', { day: 1, hour: 12 }, { showAs: 'oof' });
  await on.target.wait(60_000);
  const { status, body } = await schedule(on, [on.target.mailbox], start + 8 * 3_600_000, start + 13 * 3_600_000);
  expect(status).toBe(200);
  expect(body.value[0].availabilityView).toBe('02103');
  expect(body.value[0].scheduleItems[0].start.dateTime).toMatch(/\.0000000$/);
});

test('[GC13.12] an address without a mailbox fails by itself, not the request', async (on) => {
  const nobody = `nobody-${crypto.randomUUID()}@${on.target.mailbox.split('@')[1]}`;
  const { status, body } = await schedule(on, [nobody, on.target.mailbox], on.window.fromMs, on.window.fromMs + DAY_MS);
  expect(status).toBe(200);
  expect(['5006', '5009', '5016']).toContain(body.value[0].error.responseCode);
  expect(body.value[1].error).toBeUndefined();
});

test('[GC13.12] at most 62 days and 20 schedules', async (on) => {
  const { fromMs } = on.window;
  const long = await schedule(on, [on.target.mailbox], fromMs, fromMs + 63 * DAY_MS);
  expect([long.status, long.body.error.code]).toEqual([400, 'ErrorTimeIntervalTooBig']);
  const many = Array.from({ length: 21 }, () => on.target.mailbox);
  expect((await schedule(on, many, fromMs, fromMs + DAY_MS)).status).toBe(400);
});
