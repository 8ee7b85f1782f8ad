/**
 * `npm run contract`: the suite of e2e/contract against the stand-in tenant, or against a real one when CONTRACT_*
 * variables name it (e2e/contract/README.md). It ends with a table of what was observed where Microsoft's documents
 * are silent, and the line `N passed, N failed, N not asked`.
 *
 *   npm run contract -- --behaviour staleIfMatchStatus=409     the stand-in with a switch turned
 *   npm run contract -- points                                 only files whose name contains it
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED = ['CONTRACT_TENANT_ID', 'CONTRACT_CLIENT_ID', 'CONTRACT_CLIENT_SECRET', 'CONTRACT_MAILBOX'];
const missing = NEEDED.filter((name) => !process.env[name]);
const isReal = missing.length < NEEDED.length;

const { values, positionals } = parseArgs({
  options: { behaviour: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
if (isReal && missing.length > 0) stop(`To ask a real tenant set also: ${missing.join(', ')}`);
if (isReal && values.behaviour.length > 0) stop('--behaviour turns switches of the stand-in; a real tenant has none.');
const switches = values.behaviour.map((pair) => pair.split('='));
if (switches.some(([name, value]) => !name || value === undefined)) stop('--behaviour takes name=value');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'contract-'));
const file = path.join(folder, 'report.json');
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'contract', '--reporter=default'];
const { status } = spawnSync(
  process.execPath,
  [
    ...vitest,
    '--reporter=json',
    `--outputFile.json=${file}`,
    // One request after the other is polite; the stand-in does not mind.
    // What tries out the suite itself is of no use there.
    ...(isReal
      ? [
          '--no-file-parallelism',
          '--no-isolate',
          '--testTimeout=600000',
          '--hookTimeout=120000',
          '--exclude=e2e/contract/self/**',
        ]
      : []),
    ...positionals,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CONTRACT_REAL: isReal ? 'yes' : 'no',
      CONTRACT_BEHAVIOUR: JSON.stringify(Object.fromEntries(switches)),
    },
  },
);
const tests = report(file);
fs.rmSync(folder, { recursive: true, force: true });

const asked = tests.filter((test) => test.status !== 'skipped' && test.status !== 'pending');
const passed = asked.filter((test) => test.status === 'passed').length;
const failed = asked.length - passed;
const notAsked = tests.length - asked.length;
printTable(tests.flatMap(rowsOf));
// A file that cannot even load has no tests to count, yet it failed.
const unseen = status !== 0 && failed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed + unseen} failed, ${notAsked} not asked`);
process.exit(failed + unseen === 0 && passed > 0 ? 0 : 1);

function report(from) {
  try {
    return JSON.parse(fs.readFileSync(from, 'utf8')).testResults.flatMap((one) => one.assertionResults);
  } catch {
    return [];
  }
}

/** What a test found out, or why a question of the table was not asked. */
function rowsOf({ title, meta, status: how }) {
  const found = meta?.findings ?? [];
  const question = /^\[(V\d+|GC\d+\.\d+)\] (.+)$/.exec(title);
  if (found.length > 0 || !question || !meta?.question) return found;
  const [, point, asks] = question;
  return [{ point, asks, observed: how === 'failed' ? 'failed, see above' : `not asked: ${meta.notAsked ?? how}` }];
}

function printTable(rows) {
  if (rows.length === 0) return;
  const place = ({ point }) => {
    const [first = 0, second = 0] = (point.match(/\d+/g) ?? []).map(Number);
    return (point.startsWith('V') ? 0 : 1_000) + first * 20 + second;
  };
  const sorted = [...rows].sort((a, b) => place(a) - place(b));
  const width = (name) => Math.max(...sorted.map((row) => row[name].length));
  const [points, questions] = [width('point'), width('asks')];
  console.log(isReal ? '\nObserved of the real tenant' : '\nObserved of the stand-in');
  for (const { point, asks, observed } of sorted)
    console.log(`  ${point.padEnd(points)}  ${asks.padEnd(questions)}  ${observed}`);
  console.log();
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
