import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * A few hundred small files take a second to load one by one. So the process is put into one file, once for every state
 * of the sources, and started from there; from the sources themselves whenever that cannot be done. TENANT_BUNDLE=off
 * turns it off.
 */
const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const CACHE = path.join(ROOT, 'node_modules/.cache/stand-in-tenant');
const KEPT_MS = 3_600_000;

export async function quickly<Module>(entry: string, plainly: () => Promise<Module>): Promise<Module> {
  if (process.env.TENANT_BUNDLE === 'off') return plainly();
  const file = await bundleOf(entry).catch(() => undefined);
  return file === undefined ? plainly() : ((await import(pathToFileURL(file).href)) as Module);
}

async function bundleOf(entry: string): Promise<string> {
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
    plugins: [{ name: 'addresses', setup: (on) => on.onLoad({ filter: /e2e.tenant.+\.ts$/ }, withOwnAddress) }],
  });
  fs.writeFileSync(draft, result.outputFiles[0]?.contents ?? '');
  fs.renameSync(draft, file);
  return file;
}

/** In one file, every module still finds what lies beside its source. */
function withOwnAddress({ path: file }: { path: string }) {
  const address = JSON.stringify(pathToFileURL(file).href);
  const contents = fs.readFileSync(file, 'utf8').replaceAll('import.meta.url', () => address);
  return { contents, loader: 'ts' as const };
}

/** Names, sizes and times of the sources, of what is installed, and the version of Node. */
function stateOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  const add = (file: string) => {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  add(path.join(ROOT, 'package-lock.json'));
  const names = fs.readdirSync(HERE, { recursive: true }) as string[];
  for (const name of names.sort()) if (name.endsWith('.ts') && !name.endsWith('.test.ts')) add(path.join(HERE, name));
  return hash.digest('hex').slice(0, 16);
}

function forgetOldBundles(): void {
  for (const name of fs.readdirSync(CACHE)) {
    const file = path.join(CACHE, name);
    if (Date.now() - fs.statSync(file).mtimeMs > KEPT_MS) fs.rmSync(file, { force: true });
  }
}
