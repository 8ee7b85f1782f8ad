/**
 * `npm run chaos -- [--minutes 10] [--seed S] [--rooms R] [--keep]`: real processes, real PostgreSQL, the stand-in
 * tenant with latency and faults; patrons and Outlook people at once, any process killed at any moment; then quiet, and
 * I1–I18 by SQL and by the tenant's log. Ends with one block; status 1 when a promise was broken.
 */
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { buildMissing } from '../../scripts/start/prepare.mjs';
import { openPlace } from './place';
import { report } from './report';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1_000) % 1_000_000) },
    rooms: { type: 'string', default: '12' },
    keep: { type: 'boolean', default: false },
  },
});
const wish = { minutes: Number(values.minutes), seed: Number(values.seed), rooms: Number(values.rooms) };
if (!(wish.minutes > 0) || !Number.isInteger(wish.seed) || !(wish.rooms >= 1)) {
  console.error('Usage: npm run chaos -- [--minutes 10] [--seed S] [--rooms R] [--keep]');
  process.exit(2);
}
if (buildMissing()) {
  console.error('The pages are not built, or not from these sources: npm run build');
  process.exit(2);
}

const begun = Date.now();
const say = (line: string) => console.log(`[${Math.round((Date.now() - begun) / 1_000)} s] ${line}`);
// The use cases asked here speak as the processes do, and are not what is watched.
process.env.LOG_LEVEL ??= 'warn';
say(`seed ${wish.seed}`);
const place = await openPlace();
let ending: Promise<never> | undefined;
const end = (status: number): Promise<never> => {
  ending ??= (async () => {
    await place.close();
    if (values.keep || status === 1) console.log(`Logs are kept in ${place.logs}`);
    else fs.rmSync(place.home, { recursive: true, force: true });
    process.exit(status);
  })();
  return ending;
};
process.once('unhandledRejection', (error) => {
  console.error(error);
  void end(1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));

try {
  // After the environment: modules may read it while they load.
  const { run } = await import('./run');
  const outcome = await run(wish, place, say);
  console.log(`\n${report(outcome)}`);
  await end(outcome.verdicts.some(({ wrong }) => wrong.length > 0) ? 1 : 0);
} catch (error) {
  if (!ending) console.error(error);
  await end(1);
}
