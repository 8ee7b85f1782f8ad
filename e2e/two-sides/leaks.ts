import { db } from '@/lib/db/client';
import type { Verdict } from './verdict';

/** What nobody may find in any row: other people's words, and secrets that are kept sealed only (I12). */
export async function leaks(words: readonly string[]): Promise<Verdict> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE' ORDER BY 1`;
  const looks = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows,
      count(*) FILTER (WHERE to_jsonb(t)::text LIKE ANY($1))::int AS telling FROM ${name} t`,
  );
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const found = await db().$queryRawUnsafe<{ name: string; rows: number; telling: number }[]>(
    looks.join(' UNION ALL '),
    patterns,
  );
  return {
    ...{
      invariant: 'I12',
      looked: found.reduce((sum, { rows }) => sum + rows, 0),
      at: `rows of ${tables.length} tables`,
    },
    wrong: found
      .filter(({ telling }) => telling > 0)
      .map(({ name, telling }) => `${telling} rows of ${name} hold what somebody wrote in Outlook, or a secret`),
  };
}
