import type { Mode } from '@/lib/booking/appointment-types';
import type { Tx } from '@/lib/db/client';

/** What a kind of appointment is, as its form holds it; real minutes. */
export type KindFields = {
  name: string;
  description: string;
  minutes: number;
  setupMinutes: number;
  cleanupMinutes: number;
  minNoticeMinutes: number;
  cancelByMinutes: number;
  windowDays: number;
  /** None: both. */
  modes: Mode[];
  directions: string;
};

/** Whose kind: all people's of a category, or one person's. */
export type KindOwner = { categoryId: number } | { resourceId: number };

/** A kind as it is edited, active or not. */
export type KindRecord = KindFields & {
  id: number;
  active: boolean;
  /** What it asks, in its order. */
  questions: string[];
  category: { id: number; name: string } | null;
  person: { id: number; name: string; personId: number | null } | null;
};

const IN_ORDER: { position?: 'asc'; id?: 'asc' }[] = [{ position: 'asc' }, { id: 'asc' }];

const SELECT = {
  ...{ id: true, name: true, description: true, minutes: true, setupMinutes: true, cleanupMinutes: true },
  ...{ minNoticeMinutes: true, cancelByMinutes: true, windowDays: true, modes: true, directions: true, active: true },
  questions: { orderBy: IN_ORDER, select: { label: true } },
  category: { select: { id: true, name: true } },
  resource: { select: { id: true, name: true, personId: true } },
} as const;

/** In their order, those that are switched off too. */
export async function kindRows(tx: Tx, of: KindOwner | { id: number }): Promise<KindRecord[]> {
  const rows = await tx.appointmentKind.findMany({
    where: of,
    orderBy: IN_ORDER,
    select: SELECT,
  });
  return rows.map(({ modes, questions, resource, ...kind }) => ({
    ...{ ...kind, modes: modes as Mode[], person: resource },
    questions: questions.map(({ label }) => label),
  }));
}

export async function kindRow(tx: Tx, id: number): Promise<KindRecord | null> {
  const [found] = await kindRows(tx, { id });
  return found ?? null;
}

/** Whether the category has any that are offered: then those of its people are not. */
export const hasCategoryKinds = async (tx: Tx, categoryId: number): Promise<boolean> =>
  (await tx.appointmentKind.count({ where: { categoryId, active: true } })) > 0;
