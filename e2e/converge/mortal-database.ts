import { db } from '@/lib/db/client';
import { mortalStatements } from './mortal-statements';
import type { Scheduler } from './scheduler';

/** Thrown inside a transaction to undo it: its process died before the commit. */
class DiedBeforeCommit extends Error {}

/** Real minutes mean nothing here: a machine that was asleep is no reason to end a history. */
const PATIENT = { maxWait: 3_600_000, timeout: 3_600_000 };

/**
 * Transactions wait for their turn, and processes die before or after the commit, or a statement that stands alone. From
 * here on `db()` is such a client.
 */
export function makeMortal(scheduler: Scheduler): void {
  const client = db();
  const original = client.$transaction.bind(client) as (work: unknown, options?: unknown) => Promise<unknown>;
  const mortal = async (work: unknown): Promise<unknown> => {
    if (typeof work !== 'function') return original(work);
    await scheduler.gate('begin');
    if (scheduler.diesHere('before the commit')) {
      const undone = async (tx: unknown) => {
        await work(tx);
        throw new DiedBeforeCommit();
      };
      await original(undone, PATIENT).catch(() => undefined);
      return scheduler.die();
    }
    const answer = await original(work, PATIENT);
    if (scheduler.diesHere('after the commit')) return scheduler.die();
    return answer;
  };
  Object.defineProperty(client, '$transaction', { value: mortal, configurable: true });
  Object.assign(globalThis, { carrelDb: mortalStatements(client, scheduler) });
}
