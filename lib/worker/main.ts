import { requireEnvironment } from '@/lib/env';

/**
 * The worker process: bookings to Outlook, Outlook to Carrel, mails, timers.
 * `node --conditions=react-server --import tsx lib/worker/main.ts`; any number of them may share one database.
 */
process.env.CARREL_PROCESS ??= 'worker';
requireEnvironment();

// After the checks: modules may read the environment while they load.
const { startWorker } = await import('./loop');

const stop = await startWorker().catch((error: unknown) => {
  console.error('The worker cannot start:', error instanceof Error ? error.message : error);
  process.exit(1);
});

let ending = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
