import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartProblem } from './steps.mjs';

/** @typedef {{ name: string, child: import('node:child_process').ChildProcess, log: string, gone: Promise<string> }} Running */

/** Refuses with words when somebody else listens there. */
export async function assertPortFree(port, variable, what) {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const taken = await new Promise((resolve) => {
      const server = net
        .createServer()
        .once('error', (error) => resolve('code' in error && error.code === 'EADDRINUSE'))
        .listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
    });
    if (taken)
      throw new StartProblem(
        `Port ${port} (${what}) is taken by another program. Stop that program, or choose another port: ${variable}=${port + 10} npm start`,
      );
  }
}

/** On Linux a child ends with us even when we are killed outright; elsewhere the next start clears up (run.json). */
const mortal =
  process.platform === 'linux' &&
  spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { stdio: 'ignore' }).status === 0
    ? ['setpriv', '--pdeathsig', 'TERM']
    : [];

/** @returns {Running} */
export function launch(name, args, env, logs) {
  const log = path.join(logs, `${name}.log`);
  const out = fs.openSync(log, 'w');
  const [command, ...rest] = [...mortal, process.execPath, ...args];
  // A process group of its own: Ctrl-C reaches only us, and we stop the rest in order.
  const child = spawn(command, rest, { env, stdio: ['ignore', out, out], detached: true });
  fs.closeSync(out);
  const gone = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `status ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  return { name, child, log, gone };
}

export const lastWords = (log, lines = 6) =>
  fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n').slice(-lines).join('\n    ') : '';

/** Waits until `url` answers 2xx–4xx, or the process is gone, or `seconds` have passed. */
export async function untilAnswering(running, url, seconds = 60) {
  let ended = '';
  running.gone.then((how) => {
    ended = how;
  });
  for (const end = Date.now() + seconds * 1000; ; await wait(100)) {
    if (ended)
      throw new StartProblem(
        `${running.name} ended at once (${ended}). Its last words:\n    ${lastWords(running.log)}`,
      );
    if (Date.now() > end)
      throw new StartProblem(
        `${running.name} did not answer at ${url} within ${seconds} s. Its last words:\n    ${lastWords(running.log)}`,
      );
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2000) });
      if (answer.status < 500) return;
    } catch {
      // not there yet
    }
  }
}

export async function stop(running, graceMs = 12_000) {
  if (!running.child.pid || running.child.exitCode !== null || running.child.signalCode !== null) return;
  running.child.kill('SIGTERM');
  const ended = await Promise.race([running.gone.then(() => true), wait(graceMs, false, { ref: false })]);
  if (!ended) {
    running.child.kill('SIGKILL');
    await running.gone;
  }
}

// ------------------------------------------------------------------------------------------- what a former start left

const commandOf = (pid) => {
  try {
    if (process.platform === 'linux') return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
};

/** Only what run.json names and what still runs one of our scripts: a number may belong to somebody else by now. */
const isOurs = (pid, mark) => commandOf(pid).includes(mark);

/**
 * A start that was killed may have left children behind; a start that still runs is refused.
 * @param {string} file run.json of the data directory
 */
export async function clearFormerStart(file) {
  let former;
  try {
    former = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return;
  }
  if (isOurs(former.start?.pid, former.start?.mark))
    throw new StartProblem(
      `Carrel already runs on this data directory (process ${former.start.pid}). Stop it with Ctrl-C there, or use another: DATA_DIR=/some/folder PORT=3010 TENANT_PORT=4375 npm start`,
    );
  for (const { pid, mark } of former.children ?? []) {
    if (!isOurs(pid, mark)) continue;
    process.kill(pid, 'SIGTERM');
    for (let i = 0; i < 100 && isOurs(pid, mark); i++) await wait(100);
    if (isOurs(pid, mark)) process.kill(pid, 'SIGKILL');
  }
  fs.rmSync(file, { force: true });
}
