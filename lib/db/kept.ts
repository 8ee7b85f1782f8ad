import type { PrismaClient } from '@/lib/db/generated/client';

/** Answers by name: what was read under this name before, or what `read` finds now. Nobody may change what is handed out. */
export type Kept = <T>(name: string, read: () => Promise<T>) => Promise<T>;

/** Enough for the days of every location that somebody looks at; those asked for longest ago go first. */
const MOST = 1_000;

type Shelf = { version: string; answers: Map<string, Promise<unknown>> };
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
  const shelf = known?.version === row.version ? known : { version: row.version, answers: new Map() };
  shelves.set(client, shelf);
  return (name, read) => keep(shelf, name, read);
}

async function keep<T>({ answers }: Shelf, name: string, read: () => Promise<T>): Promise<T> {
  // By one name there is one type: whoever names an answer also says how it is read.
  const known = answers.get(name) as Promise<T> | undefined;
  const answer = known ?? read();
  answers.delete(name);
  answers.set(name, answer);
  const [oldest] = answers.size > MOST ? answers.keys() : [];
  if (oldest !== undefined) answers.delete(oldest);
  try {
    return await answer;
  } catch (error) {
    if (answers.get(name) === answer) answers.delete(name);
    throw error;
  }
}
