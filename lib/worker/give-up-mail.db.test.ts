import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';
import { settleMailProblem, viewMailProblems } from '@/lib/usecases/settle-mail-problem';
import { giveUpMail } from './give-up-mail';

testDatabase();
afterAll(closeQueue);

test('a mail that is refused for good, or for the last time, waits for a person, who sends it again once', async () => {
  const { id } = await db().person.create({ data: { name: 'Kim', email: 'kim@library.example', role: 'admin' } });
  const admin = { kind: 'person', id, name: 'Kim', email: 'kim@library.example', role: 'admin', locale: 'en' } as const;
  const job = { id: 'x', data: { template: 'booking_confirmed', bookingId: 7 }, retryCount: 3, retryLimit: 24 };
  const away = { code: 'ESOCKET' };
  expect(await giveUpMail('mail', job, away)).toBe(false);
  expect(await giveUpMail('keep_subscription', { ...job, retryCount: 24 }, away)).toBe(false);
  expect(await giveUpMail('mail', { ...job, retryCount: 24 }, away)).toBe(true);
  expect(await giveUpMail('case_mail', job, { code: 'EENVELOPE', responseCode: 550 })).toBe(true);
  const problems = await viewMailProblems(admin);
  expect(problems).toMatchObject({
    value: [
      { mail: { queue: 'case_mail' }, reason: 'address_refused', code: '550', tries: 4 },
      { mail: { queue: 'mail', template: 'booking_confirmed' }, reason: 'unreachable', tries: 25, booking: null },
    ],
  });
  const [refused, unreachable] = problems.ok ? problems.value.map((one) => one.id) : [];
  const now = new Date();
  const staff = { ...admin, role: 'staff' } as const;
  expect(await settleMailProblem(staff, { id: refused, act: 'again' }, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  expect(await settleMailProblem(admin, { id: refused, act: 'dismiss' }, now)).toMatchObject({ ok: true });
  const twice = await Promise.all([1, 2].map(() => settleMailProblem(admin, { id: unreachable, act: 'again' }, now)));
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  const jobs = await db().$queryRaw`SELECT name, data FROM pgboss.job WHERE name LIKE '%mail'`;
  expect(jobs).toEqual([{ name: 'mail', data: job.data }]);
  expect(await viewMailProblems(admin)).toMatchObject({ value: [] });
});
