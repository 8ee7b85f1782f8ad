import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure, Print } from './figure';
import { choosePorts, environmentOf, makeDatabase, startDatabase } from './world/processes';

/**
 * What keeping N rooms in step costs: Graph requests a booking, an outside change and an idle room-hour, by the virtual
 * clock; the time of a round; the memory of a worker process. BENCH_ROOMS names other sizes than 50, 500 and 5,000.
 */
const SIZES = (process.env.BENCH_ROOMS ?? '50,500,5000').split(',').map(Number);

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  try {
    for (const rooms of SIZES)
      await measure(rooms, await makeDatabase(database.url, `rooms_${rooms}`), database.pid, print);
  } finally {
    await database.stop();
  }
};

/** A process of its own for each size. */
async function measure(
  rooms: number,
  databaseUrl: string,
  databasePid: number | undefined,
  print: Print,
): Promise<void> {
  const child = fork(
    fileURLToPath(new URL('./rooms/one-size.ts', import.meta.url)),
    [String(rooms), String(databasePid)],
    {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      env: { ...process.env, ...environmentOf(databaseUrl, await choosePorts()) },
    },
  );
  process.once('exit', () => child.kill());
  child.on('message', (figure: Figure) => print(figure));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the bench of ${rooms} rooms failed`))));
  });
}
