import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './bench/figure';
import { summaryTable } from './bench/summary-table';

/**
 * `npm run bench -- NAME …`: measures, and prints a line of JSON `{name, value, unit, detail}` for each figure; without
 * a name everything is measured, in this order. At the end one table of all figures beside what they aim at. Ends with
 * status 1 when a bench could not be run to its end; an aim that was missed is said in the table.
 */
const BENCHES = [
  'booking',
  'outside-change',
  'notifications',
  'first-sync',
  'disconnect',
  'rooms',
  'spaces',
  'appointments',
  'api',
  'statistics',
  'tenant',
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}.`);
  process.exit(1);
}

const figures: Figure[] = [];
const failed: string[] = [];
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  if (!(await run(name))) failed.push(name);
}
console.log(summaryTable(figures, failed));
process.exit(failed.length > 0 ? 1 : 0);

/** In a process of its own: what one leaves behind, or falls over, is no matter of the next. */
function run(name: string): Promise<boolean> {
  const child = fork(fileURLToPath(new URL('./bench/main.ts', import.meta.url)), [name], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  });
  child.on('message', (figure: Figure) => {
    figures.push(figure);
    console.log(JSON.stringify(figure));
  });
  const end = () => child.kill();
  process.once('exit', end);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      process.off('exit', end);
      if (code !== 0) console.error(`The bench ${name} broke off.`);
      resolve(code === 0);
    });
  });
}
