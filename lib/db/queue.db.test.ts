import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { testDatabase } from '@/lib/db/test-database';

testDatabase();
afterAll(closeQueue);

test('a subscription that could not be made for passing trouble is tried again within a quarter of an hour, all day', async () => {
  const boss = await queue('worker');
  await boss.send('keep_subscription', { linkId: 1 });
  for (let tries = 0; tries < 30; tries += 1) {
    await db().$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE name = 'keep_subscription'`;
    const [job] = await boss.fetch('keep_subscription');
    await boss.fail('keep_subscription', job?.id ?? '');
    const [row] = await db().$queryRaw<{ state: string; seconds: number }[]>`
      SELECT state::text AS state, extract(epoch FROM start_after - now())::float AS seconds FROM pgboss.job
      WHERE name = 'keep_subscription'`;
    expect(row?.state).toBe('retry');
    expect(row?.seconds).toBeLessThanOrEqual(15 * 60);
  }
});
