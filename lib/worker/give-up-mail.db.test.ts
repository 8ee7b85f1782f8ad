import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';
import { GraphFailure } from '@/lib/graph/failure';
import { settleMailProblem, viewMailProblems } from '@/lib/usecases/settle-mail-problem';
import { giveUpMail } from './give-up-mail';
import { type TriedJob, tryOf, unsureAfter } from './tried-job';

testDatabase();
afterAll(closeQueue);

test('a try without an answer is remembered at the next; the third in vain is the last', async () => {
  const boss = await queue();
  await boss.send('mail', { template: 'booking_confirmed', bookingId: 7 }, { retryDelay: 0, retryBackoff: false });
  const next = async (): Promise<TriedJob> => {
    const [job] = await boss.fetch<object>('mail', { includeMetadata: true });
    if (!job) throw new Error('no job');
    return job;
  };
  const silence = new GraphFailure('unavailable', { status: 504 });
  for (const unsure of [0, 1]) {
    const job = await next();
    expect(tryOf(job)).toEqual({ id: job.id, writtenAt: job.createdOn, before: unsure, unsure });
    expect(await giveUpMail('mail', job, silence)).toBe(false);
    await boss.fail('mail', job.id, { error: 'GraphFailure', unsure: unsureAfter(job, silence) });
  }
  const last = await next();
  expect(await giveUpMail('mail', last, new GraphFailure('throttled', { status: 429 }))).toBe(false);
  expect(await giveUpMail('mail', last, silence)).toBe(true);
  expect(await db().mailProblem.findFirst()).toMatchObject({ reason: 'unsure', code: '504', tries: 3 });
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await db().mailProblem.deleteMany();
});

test('a mail that is refused for good, or for the last time, waits for a person, who sends it again once', async () => {
  const { id } = await db().person.create({ data: { name: 'Kim', email: 'kim@library.example', role: 'admin' } });
  const admin = { kind: 'person', id, name: 'Kim', email: 'kim@library.example', role: 'admin', locale: 'en' } as const;
  const data = { template: 'booking_confirmed', bookingId: 7 };
  const job = { id: 'x', data, createdOn: new Date(), retryCount: 3, retryLimit: 24, output: null };
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
