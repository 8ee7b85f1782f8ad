import type { AuditRow } from '@/lib/db/audit-log';
import { type NamedThing, namedThings, type Thing } from '@/lib/db/audit-things';
import type { Tx } from '@/lib/db/client';
import { type AuditFact, type AuditText, auditFacts } from './audit-detail';
import { auditSubject } from './audit-subject';

/** A thing of the log: with its name while it is there, else by its number. */
export type AuditThing = { id: number; thing: NamedThing | null };
export type AuditSaid = string | AuditThing;

export type AuditWords = {
  /** What it is about; null: nothing with a number, `subject` says what. */
  about: AuditThing | null;
  facts: AuditFact<AuditSaid[]>[];
};

type Row = Pick<AuditRow, 'act' | 'subject' | 'detail'>;

/** What entries say, with the names of today of all that they speak of: read together, however many they are. */
export async function wordsOf<R extends Row>(tx: Tx, rows: readonly R[]): Promise<(row: R) => AuditWords> {
  const read = new Map(rows.map((row) => [row, { about: auditSubject(row.act, row.subject), facts: auditFacts(row) }]));
  const things = [...read.values()].flatMap(({ about, facts }) => [
    ...(about ? [about] : []),
    ...facts.flatMap(thingsIn),
  ]);
  const names = await namedThings(tx, things);
  const known = ({ kind, id }: Thing): AuditThing => ({ id, thing: names.get(`${kind}:${id}`) ?? null });
  const said = (text: AuditText): AuditSaid[] => text.map((part) => (typeof part === 'string' ? part : known(part)));
  return (row) => {
    const { about, facts } = read.get(row) ?? { about: null, facts: [] };
    return {
      about: about && known(about),
      facts: facts.map(({ name, before, after, value }) => ({
        name,
        ...(before && { before: said(before) }),
        ...(after && { after: said(after) }),
        ...(value && { value: said(value) }),
      })),
    };
  };
}

const thingsIn = ({ before = [], after = [], value = [] }: AuditFact): Thing[] =>
  [...before, ...after, ...value].filter((part) => typeof part !== 'string');
