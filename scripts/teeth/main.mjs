/**
 * `npm run teeth`: plants each mistake in turn and runs the test that names it. A tooth is caught when exactly that test
 * fails; a test that cannot even load proves nothing. Last line `N of M`; status 1 unless all are caught.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../postgres.mjs';
import { TEETH } from './teeth.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-teeth-'));
const wanted = process.argv.slice(2).join(' ');
const teeth = TEETH.filter(({ name }) => name.includes(wanted));
const server = await startPostgres(path.join(home, 'pg'), {
  settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
});

let caught = 0;
try {
  for (const tooth of teeth) {
    const verdict = await bite(tooth);
    if (verdict === 'caught') caught += 1;
    console.log(`${verdict === 'caught' ? '✓' : '✗'} ${tooth.name}: ${verdict} — ${tooth.test}`);
  }
} finally {
  await server.stop();
  fs.rmSync(home, { recursive: true, force: true });
}
console.log(`${caught} of ${teeth.length}`);
process.exit(caught === teeth.length ? 0 : 1);

/**
 * @param {import('./teeth.mjs').Tooth} tooth
 * @returns {Promise<'caught' | 'not caught' | 'the test was not found'>}
 */
async function bite(tooth) {
  const file = path.join(home, 'report.json');
  fs.rmSync(file, { force: true });
  const { project, testFile, test } = tooth;
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, testFile, '-t', escaped(test)];
  const child = spawn(process.execPath, [...args, '--reporter=json', `--outputFile=${file}`], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, TOOTH: tooth.name, TEST_DATABASE_URL: server.url },
  });
  await new Promise((resolve) => child.once('exit', resolve));
  if (!fs.existsSync(file)) return 'the test was not found';
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const own = results.filter(({ title, status }) => title === test && status !== 'skipped' && status !== 'pending');
  if (own.length === 0) return 'the test was not found';
  return own.some(({ status }) => status === 'failed') ? 'caught' : 'not caught';
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
