import type { PrismaClient } from '@/lib/db/generated/client';

/**
 * Answers by name: what was read under this name before, or what `read` finds now. Nobody may change what is handed out.
 * `read` is begun at once or not at all. `weight`: what it takes beside the day of a location, which is 1.
 */
export type Kept = <T>(name: string, read: () => Promise<T>, weight?: number) => Promise<T>;

/** Enough for the days of every location that somebody looks at; those asked for longest ago go first. */
const MOST = 1_000;

type Answer = { answer: Promise<unknown>; weight: number };
type Shelf = { version: string; answers: Map<string, Answer>; weight: number };
const shelves = new WeakMap<PrismaClient, Shelf>();

/**
 * What admins have written about places (spaces, hours, rules) is read on every page and changes seldom: this process keeps
 * it as long as `catalogue_version` stays the same, which triggers see to. So an answer is never older than the question,
 * whichever process wrote. Not for transactions, which may read what they will not write in the end.
 */
export async function keptCatalogue(client: PrismaClient): Promise<Kept> {
  const [row] = await client.$queryRaw<{ version: string }[]>`
    SELECT version::text AS version FROM catalogue_version WHERE id = 1`;
  if (!row) return (_, read) => read();
  const known = shelves.get(client);
  const shelf = known?.version === row.version ? known : { version: row.version, answers: new Map(), weight: 0 };
  shelves.set(client, shelf);
  return (name, read, weight = 1) => keep(shelf, name, read, weight);
}

async function keep<T>(shelf: Shelf, name: string, read: () => Promise<T>, weight: number): Promise<T> {
  const { answers } = shelf;
  const known = answers.get(name);
  const kept = known ?? { answer: read(), weight };
  answers.delete(name);
  answers.set(name, kept);
  if (!known) shelf.weight += weight;
  for (const [oldest] of shelf.weight > MOST ? answers : []) {
    if (shelf.weight <= MOST) break;
    drop(shelf, oldest);
  }
  try {
    // By one name there is one type: whoever names an answer also says how it is read.
    return (await kept.answer) as T;
  } catch (error) {
    if (answers.get(name) === kept) drop(shelf, name);
    throw error;
  }
}

function drop(shelf: Shelf, name: string): void {
  shelf.weight -= shelf.answers.get(name)?.weight ?? 0;
  shelf.answers.delete(name);
}
