import { setTimeout as wait } from 'node:timers/promises';
import { db } from '@/lib/db/client';

/** What still has to happen, counted; all noughts: nothing is under way. */
export type Pending = {
  pending: number;
  due: number;
  dirty: number;
  notLive: number;
  queued: number;
  throttled: number;
};

export async function pendingWork(): Promise<Pending> {
  const [row] = await db().$queryRaw<Pending[]>`
    SELECT (SELECT count(*)::int FROM booking WHERE status = 'pending_remote') AS pending,
      (SELECT count(*)::int FROM push_job WHERE run_after <= now() OR last_class IS NOT NULL) AS due,
      (SELECT count(*)::int FROM calendar_link WHERE state <> 'unlinked' AND dirty_seq > pulled_seq) AS dirty,
      (SELECT count(*)::int FROM calendar_link WHERE state NOT IN ('live', 'unlinked')) AS "notLive",
      (SELECT count(*)::int FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND start_after <= now())
        AS queued,
      (SELECT count(*)::int FROM graph_gate WHERE throttled_until > now() OR breaker_state <> 'closed') AS throttled`;
  if (!row) throw new Error('the database said nothing');
  return row;
}

const EVERY_MS = 500;
/** A marked calendar is left alone for two seconds: once is no proof. */
const STEADY_MS = 3_000;

/** Waits until nothing has been under way for a while. Answers the milliseconds it took, or what is left after the bound. */
export async function untilSettled(boundMs: number): Promise<{ ms: number; left: Pending | null }> {
  const begun = Date.now();
  let quietSince: number | null = null;
  for (;;) {
    const left = await pendingWork();
    const now = Date.now();
    const busy = Object.values(left).some((count) => count > 0);
    quietSince = busy ? null : (quietSince ?? now);
    if (quietSince !== null && now - quietSince >= STEADY_MS) return { ms: quietSince - begun, left: null };
    if (now - begun > boundMs) return { ms: now - begun, left };
    await wait(EVERY_MS);
  }
}
