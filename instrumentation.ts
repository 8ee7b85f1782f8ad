/** What the pages measured goes to everybody's figures this often. */
const METRICS_EVERY_MS = 10_000;

/**
 * Before the first request: a missing or malformed setting is named, and the process ends with status 1; and the queue
 * is opened, which would otherwise happen inside the first booking's transaction, while its locks are held.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    const { requireEnvironment } = await import('@/lib/env');
    requireEnvironment();
    const { queue } = await import('@/lib/db/queue');
    // A database that is away is no reason to stay away: the first booking tries again.
    queue().catch(() => undefined);
    const { db } = await import('@/lib/db/client');
    const { storeMetrics } = await import('@/lib/db/metrics');
    setInterval(() => void storeMetrics(db()), METRICS_EVERY_MS).unref();
  }
}
