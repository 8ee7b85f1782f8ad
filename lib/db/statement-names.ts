/** Memory on the database's side: each of its processes keeps the plan of every named statement it has seen. */
const MOST_NAMES = 300;
const MOST_TEXTS = 3_000;
/** Lists of changing length make texts that hardly ever come again: a name is for what does. */
const NAMED_FROM_USE = 8;

type Seen = { uses: number; name?: string };

/**
 * Names for the statements that come again and again, so that PostgreSQL reads and plans each once per connection; that
 * is half of what the small questions of the sync lanes cost. For the adapter's `statementNameGenerator`; an empty name is
 * PostgreSQL's word for none.
 */
export function createStatementNames(): (query: { sql: string }) => string {
  const texts = new Map<string, Seen>();
  let names = 0;
  return ({ sql }) => {
    const seen = texts.get(sql) ?? { uses: 0 };
    if (seen.name) return seen.name;
    if (names >= MOST_NAMES) return '';
    seen.uses += 1;
    if (seen.uses >= NAMED_FROM_USE) {
      names += 1;
      seen.name = `carrel_${names}`;
    }
    if (texts.size < MOST_TEXTS || texts.has(sql)) texts.set(sql, seen);
    return seen.name ?? '';
  };
}
