import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { emptyDataDirectory, openDataDirectory, secretsOf } from './data-directory.mjs';
import { assertPortFree, clearFormerStart, lastWords, launch, stop, untilAnswering } from './processes.mjs';
import { StartProblem } from './steps.mjs';

const homes: string[] = [];
const home = () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'carrel-start-'));
  homes.push(dir);
  return dir;
};
afterEach(() => {
  for (const dir of homes.splice(0)) fs.rmSync(dir, { recursive: true, force: true });
});

test('a taken port is named, with the variable that changes it', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await expect(assertPortFree(port, 'PORT', 'the pages')).rejects.toThrow(`Port ${port} (the pages) is taken`);
  await expect(assertPortFree(port, 'PORT', 'the pages')).rejects.toThrow(`PORT=${port + 10} npm start`);
  server.close();
  await once(server, 'close');
  await expect(assertPortFree(port, 'PORT', 'the pages')).resolves.toBeUndefined();
});

test('a data directory that cannot be made is refused in words', () => {
  const file = path.join(home(), 'a-file');
  fs.writeFileSync(file, '');
  expect(() => openDataDirectory(path.join(file, 'data'))).toThrow(StartProblem);
  expect(() => openDataDirectory(path.join(file, 'data'))).toThrow(/cannot be written .*DATA_DIR=/);
});

test('secrets are made once, for the owner alone; a half-written file is made anew', () => {
  const dir = home();
  const first = secretsOf(dir);
  expect(secretsOf(dir)).toEqual(first);
  expect(fs.statSync(path.join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(Buffer.from(first.SEALING_KEYS, 'base64')).toHaveLength(32);
  fs.writeFileSync(path.join(dir, 'secrets.json'), '{"AUTH_SEC');
  expect(secretsOf(dir).AUTH_SECRET).not.toBe(first.AUTH_SECRET);
});

test('beginning anew removes what a start made, and nothing else', () => {
  const dir = home();
  secretsOf(dir);
  fs.writeFileSync(path.join(dir, 'letter.txt'), 'mine');
  emptyDataDirectory(dir);
  expect(fs.readdirSync(dir)).toEqual(['letter.txt']);
});

test('a process that ends at once is reported with its last words', async () => {
  const logs = home();
  const part = launch('web', ['-e', 'console.error("DATABASE_URL is missing"); process.exit(1)'], process.env, logs);
  await expect(untilAnswering(part, 'http://127.0.0.1:9/', 10)).rejects.toThrow(
    /status 1.*\n.*DATABASE_URL is missing/,
  );
  expect(lastWords(part.log)).toBe('DATABASE_URL is missing');
});

test('a process that does not heed SIGTERM is ended all the same', async () => {
  const stubborn = 'process.on("SIGTERM", () => {}); console.log("here"); setInterval(() => {}, 1000)';
  const part = launch('stubborn', ['-e', stubborn], process.env, home());
  await expect.poll(() => lastWords(part.log)).toBe('here');
  await stop(part, 100);
  expect(await part.gone).toBe('signal SIGKILL');
});

test('children that a killed start left behind are ended by the next one, strangers are not', async () => {
  const dir = home();
  const run = path.join(dir, 'run.json');
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'our-mark'], { stdio: 'ignore' });
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const children = [
    { pid: left.pid, mark: 'our-mark' },
    { pid: stranger.pid, mark: 'our-mark' },
  ];
  fs.writeFileSync(run, JSON.stringify({ start: { pid: 2 ** 22, mark: 'scripts/start.mjs' }, children }));
  const gone = once(left, 'exit');
  await clearFormerStart(run);
  await gone;
  expect(stranger.exitCode).toBeNull();
  expect(fs.existsSync(run)).toBe(false);
  stranger.kill();
});

test('a start on a data directory in use is refused', async () => {
  const run = path.join(home(), 'run.json');
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'scripts/start.mjs'], {
    stdio: 'ignore',
  });
  fs.writeFileSync(run, JSON.stringify({ start: { pid: other.pid, mark: 'scripts/start.mjs' }, children: [] }));
  await once(other, 'spawn');
  await expect(clearFormerStart(run)).rejects.toThrow(/already runs on this data directory/);
  other.kill();
});
