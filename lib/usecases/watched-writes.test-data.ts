import { db } from '@/lib/db/client';

/** From now on each row that is written is noted, whatever writes it. */
export async function watchWrites(): Promise<void> {
  await db().$executeRaw`CREATE SCHEMA watch`;
  await db().$executeRaw`CREATE TABLE watch.written (name text NOT NULL)`;
  await db().$executeRaw`
    CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO watch.written VALUES (TG_TABLE_NAME); RETURN NULL; END'`;
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const triggers = tables.map(
    ({ name }) => `CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON public.${name}
      FOR EACH ROW EXECUTE FUNCTION watch.note();`,
  );
  await db().$executeRawUnsafe(`DO $do$ BEGIN ${triggers.join('\n')} END $do$`);
}

type Entry = { act: string; detail: Record<string, unknown> };

/** Since it was asked last: the tables that were written to, and what was written in the audit log. */
export async function takeWrites(): Promise<{ tables: string[]; entries: Entry[] }> {
  const rows = await db().$queryRaw<{ name: string; count: number }[]>`
    WITH taken AS (DELETE FROM watch.written RETURNING name)
    SELECT name, count(*)::int AS count FROM taken GROUP BY name ORDER BY name`;
  const entries = rows.find(({ name }) => name === 'audit_entry')?.count ?? 0;
  const last = entries && (await db().auditEntry.findMany({ orderBy: { id: 'desc' }, take: entries }));
  return {
    tables: rows.map(({ name }) => name).filter((name) => name !== 'audit_entry'),
    entries: (last || []).map(({ act, detail }) => ({ act, detail: detail as Entry['detail'] })),
  };
}
