import pg from 'pg';
import { WAKE_CHANNEL } from '@/lib/db/outbox';
import { env } from '@/lib/env';

const RECONNECT_MS = 1_000;

/**
 * Calls `onWake` when somebody asked for work (`wake` of the outbox), on a connection of its own that is made anew when
 * it is lost; each new connection wakes once, for what was said meanwhile. Returns the way to stop.
 */
export function listen(onWake: () => void): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    client = fresh;
    const again = () => {
      if (stopped || client !== fresh) return;
      client = undefined;
      retry = setTimeout(() => void connect(), RECONNECT_MS);
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', onWake);
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${WAKE_CHANNEL}`);
      onWake();
    } catch {
      // The database is away; the poll goes on as well, and says so when it fails.
      again();
      await fresh.end().catch(() => undefined);
    }
  };
  const first = connect();

  return async () => {
    stopped = true;
    clearTimeout(retry);
    await first;
    await client?.end().catch(() => undefined);
  };
}
