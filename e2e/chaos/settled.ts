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

export type Settled = {
  /** Until both calendars had nothing to tell each other any more, and until the last letter was out; milliseconds. */
  calendarsMs: number;
  lettersMs: number;
  /** What was still under way when the bound was over; null: nothing. */
  left: Pending | null;
};

/** Waits until nothing has been under way for a while, no longer than the bound. */
export async function untilSettled(boundMs: number): Promise<Settled> {
  const begun = Date.now();
  let [calendarsBusy, lettersBusy] = [begun, begun];
  for (;;) {
    const { queued, ...calendars } = await pendingWork();
    const now = Date.now();
    if (queued > 0) lettersBusy = now;
    if (Object.values(calendars).some((count) => count > 0)) calendarsBusy = now;
    const times = { calendarsMs: calendarsBusy - begun, lettersMs: lettersBusy - begun };
    if (now - Math.max(calendarsBusy, lettersBusy) >= STEADY_MS) return { ...times, left: null };
    if (now - begun > boundMs) return { ...times, left: { queued, ...calendars } };
    await wait(EVERY_MS);
  }
}
