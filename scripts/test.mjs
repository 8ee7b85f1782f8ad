/**
 * `npm test`: everything that must pass, on a fresh clone too. Each part is counted; the last line is
 * `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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
  const journeys = report(`journeys-${n}.json`)?.stats;
  if (journeys) count(journeys.expected + journeys.flaky, journeys.unexpected);
  if (!isOk && !journeys?.unexpected) count(0, 1);
}

async function main() {
  if (packagesMissing()) await step('Installing packages (npm ci)', installPackages);
  const { browser } = await import('./browser.mjs');
  const chromium = await step('Looking for a browser', async () => browser());
  if (clientMissing()) await step('Generating the database client', generateClient);
  fs.rmSync(reports, { recursive: true, force: true });
  fs.mkdirSync(reports, { recursive: true });

  const one = (ok) => count(ok ? 1 : 0, ok ? 0 : 1);
  one(
    await part('Lint, import table, format', [
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      '.',
    ]),
  );
  const typesOk = await part('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  one(typesOk);
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
  // A file that cannot even load has no tests to count, yet it failed.
  if (!unitsOk && !units?.numFailedTests) count(0, 1);

  // Half of what `npm run converge` does unless told: with appointments in rooms a history takes longer, and all of this
  // has to end within a quarter of an hour on two processors.
  const converge = ['--conditions=react-server', '--import', 'tsx', 'e2e/converge/main.ts', '--seeds', '150'];
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
  one(await histories());
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  count(0, 1);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
