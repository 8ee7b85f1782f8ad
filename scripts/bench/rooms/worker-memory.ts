import { db } from '@/lib/db/client';
import type { Tenant } from '../../../e2e/tenant/app';
import { serveTenant } from '../../../e2e/tenant/server';
import { residentMb } from '../world/proc';
import { startWorker } from '../world/processes';
import { until } from '../world/until';

type Measured = { atRestMb: number; mostMb: number; roundsPerSecond: number };

/** A real worker beside this database: it reads every room once, by the real clock, and asks the tenant over its socket. */
export async function workerMemory(tenant: Tenant, rooms: number): Promise<Measured> {
  await tenant.world().clock.set({ frozen: false });
  const server = serveTenant(tenant).listen(Number(new URL(process.env.MICROSOFT_GRAPH_URL ?? '').port), '127.0.0.1');
  const worker = await startWorker({});
  await until('the worker', () => db().workerHeartbeat.count());
  const began = performance.now();
  await db().$executeRaw`UPDATE calendar_link SET dirty_seq = dirty_seq + 1, dirty_at = now() - interval '1 minute'`;
  const unread = { dirtySeq: { gt: db().calendarLink.fields.pulledSeq } };
  let mostMb = 0;
  await until(
    'every room',
    async () => {
      mostMb = Math.max(mostMb, residentMb(worker.pid));
      return (await db().calendarLink.count({ where: unread })) === 0;
    },
    { everyMs: 250, forMs: 600_000 },
  );
  const seconds = (performance.now() - began) / 1_000;
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const atRestMb = residentMb(worker.pid);
  worker.kill();
  server.close();
  return { atRestMb, mostMb, roundsPerSecond: rooms / seconds };
}
