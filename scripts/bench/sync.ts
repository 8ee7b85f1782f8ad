import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from '../bench';
import { ensureDatabase, migrate } from '../migrations.mjs';
import { startPostgres } from '../postgres.mjs';

/**
 * What keeping N rooms in step costs: Graph requests a booking, an outside change and an idle room-hour, by the virtual
 * clock; the first reading; the worker's memory. BENCH_ROOMS names other sizes than 50, 500 and 5,000.
 */
const SIZES = (process.env.BENCH_ROOMS ?? '50,500,5000').split(',').map(Number);

export const bench: Bench = async (print) => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-bench-'));
  const server = await startPostgres(path.join(home, 'pg'), { settings: ['max_connections=50'] });
  try {
    for (const rooms of SIZES) {
      const address = new URL(server.url);
      address.pathname = `/rooms_${rooms}`;
      await ensureDatabase(address.toString());
      await migrate(address.toString());
      await measure(rooms, address.toString(), print);
    }
  } finally {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
};

/** A process of its own for each size, so that its memory is the size's. */
function measure(rooms: number, databaseUrl: string, print: (figure: Figure) => void): Promise<void> {
  const child = fork(fileURLToPath(new URL('./sync/rooms.ts', import.meta.url)), [String(rooms)], {
    execArgv: ['--conditions=react-server', '--expose-gc', '--import', 'tsx'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, PUBLIC_URL: 'http://localhost:3999', TZ: 'UTC', LOG_LEVEL: 'silent' },
      ...{ MICROSOFT_LOGIN_URL: 'http://localhost:4365', MICROSOFT_GRAPH_URL: 'http://localhost:4365' },
      AUTH_SECRET: 'a secret of the benches, long enough to pass',
      SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'),
      ...{ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Library <bookings@library.example>' },
    },
  });
  return new Promise((resolve, reject) => {
    child.on('message', (figure: Figure) => print(figure));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the bench of ${rooms} rooms failed`))));
  });
}
