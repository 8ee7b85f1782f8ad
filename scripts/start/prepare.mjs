import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from './steps.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);

/** Runs one of our tools; its output is kept for the case that it fails. */
export function run(args, { env = process.env, say } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
      say?.(String(chunk).trim().split('\n').at(-1)?.slice(0, 60) ?? '');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new StartProblem(output.trim().split('\n').slice(-15).join('\n'))),
    );
  });
}

const hashOf = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash('sha256')).digest('hex');

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const packagesMark = at('node_modules', '.carrel-packages');
const packagesHash = () => hashOf(read(at('package-lock.json')));

export const packagesMissing = () => read(packagesMark) !== packagesHash();

export async function installPackages(say) {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  if (npm?.endsWith('.js')) await run([npm, ...args], { say });
  else
    await new Promise((resolve, reject) => {
      const child = spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
      child.once('error', () => reject(new StartProblem('npm was not found. It comes with Node: https://nodejs.org')));
      child.once('exit', (code) =>
        code === 0 ? resolve(undefined) : reject(new StartProblem('npm ci failed, see above.')),
      );
    });
  fs.writeFileSync(packagesMark, packagesHash());
}

const generatedMark = at('lib', 'db', 'generated', '.schema');
const schemaHash = () => hashOf(read(at('prisma', 'schema.prisma')), packagesHash());

export const clientMissing = () => read(generatedMark) !== schemaHash();

export async function generateClient() {
  await run([at('node_modules', 'prisma', 'build', 'index.js'), 'generate']);
  fs.writeFileSync(generatedMark, schemaHash());
}

const dist = () => process.env.NEXT_DIST_DIR ?? '.next';
const buildMark = () => at(dist(), 'carrel-build');
const SOURCES = [
  'app',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'prisma/schema.prisma',
];

/** The names, sizes and contents of everything that a build is made of. */
function sourcesHash() {
  const hash = createHash('sha256').update(packagesHash());
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      if (file !== at('lib', 'db', 'generated'))
        for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name));
    } else if (!/\.test\.tsx?$/.test(file)) hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  };
  for (const source of SOURCES) visit(at(source));
  return hash.digest('hex');
}

export const buildMissing = () => !fs.existsSync(at(dist(), 'BUILD_ID')) || read(buildMark()) !== sourcesHash();

export async function build(say) {
  const before = sourcesHash();
  await run([at('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    say,
  });
  fs.writeFileSync(buildMark(), before);
}
