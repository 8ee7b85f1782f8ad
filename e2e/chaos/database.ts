import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../../scripts/postgres.mjs';

/** The server of one run. It writes as a real one does, only the disk is not waited for. */
export type Database = { url: string; crashes: number; crash(): Promise<void>; close(): Promise<void> };

const SETTINGS = ['fsync=off', 'max_connections=150', 'jit=off'];

export async function startDatabase(home: string): Promise<Database> {
  const dir = path.join(home, 'pg');
  let server = await startPostgres(dir, { settings: SETTINGS });
  const port = Number(new URL(server.url).port);
  const database: Database = {
    url: server.url,
    crashes: 0,
    /** Immediate: no goodbye to clients, recovery from the log at the next start. */
    async crash() {
      const { pid } = server;
      if (!pid) return;
      database.crashes += 1;
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await wait(50);
      server = await startPostgres(dir, { port, settings: SETTINGS });
    },
    close: () => server.stop(),
  };
  return database;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
