import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Starts the tenant. A few hundred small files, each through a TypeScript loader, take a second; so they are put into one
 * plain file, once for every state of the sources, and started from there. From the sources themselves whenever that
 * cannot be done; TENANT_BUNDLE=off turns it off.
 */
const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const CACHE = path.join(ROOT, 'node_modules/.cache/stand-in-tenant');
const KEPT_MS = 3_600_000;

const file = process.env.TENANT_BUNDLE === 'off' ? undefined : await bundleOf('run.ts').catch(() => undefined);
await (file === undefined ? fromSources() : import(pathToFileURL(file).href));

/** Whoever came by way of `main.ts` has a loader already. */
async function fromSources() {
  if (process.argv[1]?.endsWith('.mjs')) (await import('tsx/esm/api')).register();
  await import('./run.ts');
}

async function bundleOf(entry) {
  const file = path.join(CACHE, `${path.parse(entry).name}-${stateOfSources()}.mjs`);
  if (fs.existsSync(file)) return file;
  const { build } = await import('esbuild');
  fs.mkdirSync(CACHE, { recursive: true });
  forgetOldBundles();
  const draft = `${file}.${process.pid}`;
  const result = await build({
    entryPoints: [path.join(HERE, entry)],
    outfile: file,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    external: ['smtp-server', 'postal-mime'],
    plugins: [{ name: 'addresses', setup: (on) => on.onLoad({ filter: needingAddress() }, withOwnAddress) }],
  });
  fs.writeFileSync(draft, result.outputFiles[0]?.contents ?? '');
  fs.renameSync(draft, file);
  return file;
}

/** The few sources that ask where they lie; the others are read by the bundler itself, which is faster. */
function needingAddress() {
  const asking = sources().filter((file) => fs.readFileSync(file, 'utf8').includes('import.meta.url'));
  const escaped = asking.map((file) => file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?:${escaped.join('|')})$`);
}

function sources() {
  const names = fs.readdirSync(HERE, { recursive: true });
  const own = names.filter((name) => /\.(ts|mjs)$/.test(name) && !name.endsWith('.test.ts'));
  return own.sort().map((name) => path.join(HERE, name));
}

/** In one file, every module still finds what lies beside its source. */
function withOwnAddress({ path: file }) {
  const address = JSON.stringify(pathToFileURL(file).href);
  const contents = fs.readFileSync(file, 'utf8').replaceAll('import.meta.url', () => address);
  return { contents, loader: 'ts' };
}

/** Names, sizes and times of the sources, of what is installed, and the version of Node. */
function stateOfSources() {
  const hash = createHash('sha256').update(process.version);
  const add = (file) => {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  add(path.join(ROOT, 'package-lock.json'));
  sources().forEach(add);
  return hash.digest('hex').slice(0, 16);
}

function forgetOldBundles() {
  for (const name of fs.readdirSync(CACHE)) {
    const file = path.join(CACHE, name);
    if (Date.now() - fs.statSync(file).mtimeMs > KEPT_MS) fs.rmSync(file, { force: true });
  }
}
