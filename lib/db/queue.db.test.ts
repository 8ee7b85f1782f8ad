import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { closeQueue, queue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';

testDatabase();

type Row = { state: string; soon: boolean };
const jobs = () => db().$queryRaw<Row[]>`
  SELECT state::text AS state, start_after < now() + interval '30 seconds' AS soon FROM pgboss.job WHERE name = 'mail'`;

it('a letter that a worker took with it when it died is tried again within the minute, and no sooner', async () => {
  const boss = await queue('worker');
  await enqueue(db(), { kind: 'mail', mail: { template: 'booking_confirmed', bookingId: 1 } });
  const [taken] = await boss.fetch('mail');
  expect(taken?.data).toMatchObject({ bookingId: 1 });
  // Time is passed by the rows: supervising looks at nothing else.
  const later = async (seconds: number) => {
    await db().$executeRaw`UPDATE pgboss.job SET started_on = started_on - make_interval(secs => ${seconds}),
      heartbeat_on = heartbeat_on - make_interval(secs => ${seconds}) WHERE name = 'mail'`;
    await db().$executeRaw`UPDATE pgboss.queue SET monitor_on = NULL, monitor_claim_on = NULL`;
    await boss.supervise('mail');
  };
  await later(20);
  expect(await jobs()).toMatchObject([{ state: 'active' }]);
  await later(20);
  expect(await jobs()).toEqual([{ state: 'retry', soon: true }]);
  await closeQueue();
});
