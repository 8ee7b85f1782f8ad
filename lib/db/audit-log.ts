import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** One deed as it is on record. `by` null: the system itself; an account that is gone has no name any more. */
export type AuditRow = {
  /** As text: beyond what numbers hold. */
  id: string;
  at: Date;
  by: { id: number; name: string | null } | null;
  act: string;
  /** What it is about, as a code: 'space:12', 'library'. */
  subject: string;
  detail: Record<string, unknown>;
};

export type AuditFilter = {
  /** 'system', or an account; null: anybody. */
  person: number | 'system' | null;
  /** The part of the act before the dot; null: any. */
  thing: string | null;
  /** From this instant on, and before that one. */
  from: Date | null;
  to: Date | null;
  /** Older than this entry. */
  before: string | null;
};

/** The newest first. The name of whoever did it is of today: the log keeps numbers. */
export async function auditEntries(tx: Tx, filter: AuditFilter, take: number): Promise<AuditRow[]> {
  const { person, thing, from, to, before } = filter;
  const all = [
    person === 'system' ? Prisma.sql`entry.person_id IS NULL` : null,
    typeof person === 'number' ? Prisma.sql`entry.person_id = ${person}` : null,
    thing === null ? null : Prisma.sql`starts_with(entry.act, ${`${thing}.`})`,
    from && Prisma.sql`entry.at >= ${from}::timestamptz`,
    to && Prisma.sql`entry.at < ${to}::timestamptz`,
    before === null ? null : Prisma.sql`entry.id < ${before}::bigint`,
  ].filter((one) => one !== null);
  const where = all.length > 0 ? Prisma.sql`WHERE ${Prisma.join(all, ' AND ')}` : Prisma.empty;
  const rows = await tx.$queryRaw<(Omit<AuditRow, 'by'> & { byId: number | null; byName: string })[]>`
    SELECT entry.id::text AS id, entry.at, entry.person_id AS "byId", person.name AS "byName", entry.act, entry.subject,
      entry.detail
    FROM (SELECT * FROM audit_entry entry ${where} ORDER BY entry.id DESC LIMIT ${take}) entry
    LEFT JOIN person ON person.id = entry.person_id
    ORDER BY entry.id DESC`;
  return rows.map(({ byId, byName, ...row }) => ({
    ...row,
    by: byId === null ? null : { id: byId, name: byName },
  }));
}

/** Who did something that is on record, by name. */
export const auditedPeople = (tx: Tx): Promise<{ id: number; name: string }[]> =>
  tx.$queryRaw`
    SELECT id, name FROM person
    WHERE EXISTS (SELECT FROM audit_entry WHERE audit_entry.person_id = person.id) ORDER BY name, id`;
