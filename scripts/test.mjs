/**
 * `npm test`: everything that must pass, on a fresh clone too. Each part is counted; the last line is
 * `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { failedJourneys, failedUnits } from './failed-tests.mjs';
import {
  build,
  buildMissing,
  clientMissing,
  generateClient,
  installPackages,
  packagesMissing,
  root,
} from './start/prepare.mjs';
import { step } from './start/steps.mjs';

const reports = path.join(root, 'test-results');
const total = { passed: 0, failed: 0 };
const failures = [];
const count = (passed, failed) => {
  total.passed += passed;
  total.failed += failed;
};

/** A part that prints for itself; its status decides unless its report says more. */
async function part(name, args, env = {}) {
  console.log(`\n— ${name}`);
  const begun = Date.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const [status] = await once(child, 'exit');
  console.log(`  ${name}: ${secondsSince(begun)} s`);
  return status === 0;
}

/** A part that runs beside the next ones; what it has to say is printed at its end. */
function partBeside(name, args, { env = {}, givesWay = false } = {}) {
  const file = path.join(reports, `beside-${name.replace(/\W+/g, '-')}.log`);
  const log = fs.openSync(file, 'w');
  const begun = Date.now();
  const stdio = ['ignore', log, log];
  const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...env } });
  if (child.pid && givesWay) os.setPriority(child.pid, 5);
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit').then(([status]) => ({ status, seconds: secondsSince(begun) }));
  return async () => {
    const { status, seconds } = await ended;
    console.log(`\n— ${name}\n${fs.readFileSync(file, 'utf8')}  ${name}: ${seconds} s, beside others`);
    return status === 0;
  };
}

const secondsSince = (begun) => ((Date.now() - begun) / 1000).toFixed(0);

const report = (file) => {
  try {
    return JSON.parse(fs.readFileSync(path.join(reports, file), 'utf8'));
  } catch {
    return undefined;
  }
};

function countJourneys(n, isOk) {
  const journeys = report(`journeys-${n}.json`);
  const stats = journeys?.stats;
  failures.push(...failedJourneys(journeys));
  if (stats) count(stats.expected + stats.flaky, stats.unexpected);
  if (!isOk && !stats?.unexpected) one(`Journeys, half ${n}`, false);
}

/** A part that counts as one; what it had to say stands where it ran. */
function one(name, isOk) {
  count(isOk ? 1 : 0, isOk ? 0 : 1);
  if (!isOk) failures.push({ name, message: 'What it said stands above.' });
}

async function main() {
  if (packagesMissing()) await step('Installing packages (npm ci)', installPackages);
  const { browser } = await import('./browser.mjs');
  const chromium = await step('Looking for a browser', async () => browser());
  if (clientMissing()) await step('Generating the database client', generateClient);
  fs.rmSync(reports, { recursive: true, force: true });
  fs.mkdirSync(reports, { recursive: true });

  one(
    'Lint, import table, format',
    await part('Lint, import table, format', [
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      '.',
    ]),
  );
  const typesOk = await part('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  one('Types', typesOk);
  // The build need not look at them once more.
  if (typesOk) process.env.TYPES_CHECKED = '1';

  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${path.join(reports, 'vitest.json')}`,
  ];
  const unitsOk = await part('Rules, database, Graph, tenant', vitest);
  const units = report('vitest.json');
  if (units) count(units.numPassedTests, units.numFailedTests);
  failures.push(...failedUnits(units, root));
  // A file that cannot even load has no tests to count, yet it failed.
  if (!unitsOk && !units?.numFailedTests) one('Rules, database, Graph, tenant', false);

  // A tenth of what `npm run converge` does unless told: all of this has to end within a quarter of an hour on two processors.
  const converge = ['--conditions=react-server', '--import', 'tsx', 'e2e/converge/main.ts', '--seeds', '30'];
  const histories = partBeside('Histories on both sides (converge)', converge, { givesWay: true });

  if (buildMissing()) await step('Building the pages', build);
  // Two halves at once, each with a library and a tenant of its own.
  const half = (n) => ({
    args: ['node_modules/@playwright/test/cli.js', 'test', `--shard=${n}/2`],
    env: {
      ...{ E2E_PORT: String(3210 + n), E2E_TENANT_PORT: String(4400 + 10 * n), CHROMIUM_PATH: chromium },
      E2E_DATA_DIR: `.data/e2e-${n}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, `journeys-${n}.json`),
    },
  });
  const second = partBeside('Journeys in the browser, second half', half(2).args, { env: half(2).env });
  countJourneys(1, await part('Journeys in the browser, first half', half(1).args, half(1).env));
  countJourneys(2, await second());
  one('Histories on both sides', await histories());
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  one('The run as a whole', false);
}
if (failures.length > 0) console.log('\n— Failed');
for (const { name, message } of failures) console.log(`\n✘ ${name}\n${message}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
