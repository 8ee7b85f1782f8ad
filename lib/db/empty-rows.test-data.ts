import { db } from './client';

/**
 * Every table empty and every number counted from 1, so that a test is the same whatever ran before it: rows come
 * back in the order in which they went in. Deleting and vacuuming those few tables that were used takes a fifth of the
 * time of truncating all that hang together.
 */
export async function emptyRows(): Promise<void> {
  const used = (await tablesWithPages()).map(({ name }) => name);
  if (used.length === 0) return;
  await db().$transaction(async (tx) => {
    // Without it each row would be asked for those that point to it.
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    for (const name of used) await tx.$executeRawUnsafe(`DELETE FROM ${name}`);
    await tx.$executeRaw`
      SELECT setval(quote_ident(schemaname) || '.' || quote_ident(sequencename), start_value, false)
      FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`;
  });
  await db().$executeRawUnsafe(`VACUUM ${used.join(', ')}`);
}

const tablesWithPages = () => db().$queryRaw<{ name: string }[]>`
  SELECT oid::regclass::text AS name FROM pg_class
  WHERE relkind = 'r' AND pg_relation_size(oid) > 0 AND relname <> '_prisma_migrations'
    AND (relnamespace = 'public'::regnamespace OR oid IN (
      SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass('pgboss.job')))
  ORDER BY 1`;
