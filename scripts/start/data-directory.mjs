import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartProblem } from './steps.mjs';

const NEEDED_MB = 300;

/** Made if missing; refused with words when it cannot be written or the disk is nearly full. */
export function openDataDirectory(dir) {
  try {
    fs.mkdirSync(path.join(dir, 'logs'), { recursive: true, mode: 0o700 });
    const probe = path.join(dir, '.probe');
    fs.writeFileSync(probe, 'x');
    fs.rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOSPC')
      throw new StartProblem(`The disk that holds ${dir} is full. Free some space and start again.`);
    throw new StartProblem(
      `The data directory ${dir} cannot be written (${code || error}). Give yourself the right to write there, or choose another: DATA_DIR=/some/folder npm start`,
    );
  }
  const disk = fs.statfsSync?.(dir);
  const freeMb = disk ? (disk.bavail * disk.bsize) / 1e6 : Number.POSITIVE_INFINITY;
  if (freeMb < NEEDED_MB)
    throw new StartProblem(
      `Only ${Math.floor(freeMb)} MB are free on the disk that holds ${dir}; about ${NEEDED_MB} MB are needed. Free some space, or choose another place: DATA_DIR=/some/folder npm start`,
    );
}

/** Only what a start puts there: DATA_DIR may name a folder that holds other things too. */
const OURS = [
  'pg',
  'pg.new',
  'logs',
  'secrets.json',
  'secrets.json.new',
  'tenant.state',
  'tenant.state.new',
  'run.json',
];

export function emptyDataDirectory(dir) {
  for (const name of OURS) fs.rmSync(path.join(dir, name), { recursive: true, force: true });
}

/** Made once and kept readable by the owner alone: without them every session and sealed token would be lost. */
export function secretsOf(dir) {
  const file = path.join(dir, 'secrets.json');
  try {
    const kept = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (kept.AUTH_SECRET && kept.SEALING_KEYS) return kept;
  } catch {
    // missing or half written: made anew
  }
  const secrets = {
    AUTH_SECRET: randomBytes(48).toString('base64'),
    SEALING_KEYS: randomBytes(32).toString('base64'),
    METRICS_TOKEN: randomBytes(24).toString('hex'),
  };
  const draft = `${file}.new`;
  fs.writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  fs.renameSync(draft, file);
  return secrets;
}
