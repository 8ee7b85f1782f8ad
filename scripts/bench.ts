import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm run bench -- NAME …`: measures, and prints a line of JSON `{name, value, unit, detail}` for each figure. Every
 * file in `scripts/bench` is a bench of that name and exports `bench`; without a name all are run, one after the other.
 */
export type Figure = { name: string; value: number; unit: string; detail: string };
export type Bench = (print: (figure: Figure) => void) => Promise<void>;

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'bench');
const known = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.parse(name).name)
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : known) {
  const { bench } = (await import(pathToFileURL(path.join(folder, `${name}.ts`)).href)) as { bench: Bench };
  await bench((figure) => console.log(JSON.stringify(figure)));
}
