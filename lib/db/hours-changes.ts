import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { type HoursOwner, ownerColumns } from '@/lib/db/hours-owners';
import type { WallSpan } from '@/lib/time/opening';
import type { LocalDate } from '@/lib/time/zone';

/** One change of one owner's own hours. `to` of a week, and ids, as in the tables. */
export type HoursChange =
  | {
      kind: 'week';
      /** Null: a new one. */
      weekId: number | null;
      name: string;
      from: LocalDate | null;
      to: LocalDate | null;
      spans: (WallSpan & { weekday: number })[];
    }
  | { kind: 'drop_week'; weekId: number }
  /** Every week of its own goes: from then on as the level above has it. Exceptions stay. */
  | { kind: 'inherit' }
  /** Every date of the range; no spans: closed. */
  | { kind: 'exception'; from: LocalDate; to: LocalDate; spans: WallSpan[]; note: string }
  | { kind: 'drop_exception'; from: LocalDate; to: LocalDate };

export const AFFECTED_CHOICES = ['keep', 'move', 'cancel'] as const;
export type AffectedChoice = (typeof AFFECTED_CHOICES)[number];
export type AffectedOutcome = 'kept' | 'moved' | 'cancelled' | 'nowhere' | 'over';

export type HoursChangeRow = {
  id: number;
  owner: HoursOwner;
  change: HoursChange;
  state: 'draft' | 'working' | 'done';
  otherwise: 'keep' | 'cancel';
  words: string;
  createdById: number;
};

/** A draft, for an admin to decide on. */
export async function insertHoursChange(
  tx: Tx,
  { owner, change, createdById }: Pick<HoursChangeRow, 'owner' | 'change' | 'createdById'>,
  now: Date,
): Promise<number> {
  const data = { ...ownerColumns(owner), change: change as Prisma.InputJsonObject, createdById, createdAt: now };
  return (await tx.hoursChange.create({ data, select: { id: true } })).id;
}

export async function hoursChangeById(tx: Tx, id: number): Promise<HoursChangeRow | null> {
  const row = await tx.hoursChange.findUnique({ where: { id } });
  return row && asRow(row);
}

/** Whoever decides, or sees to its bookings, goes one after the other. */
export async function lockHoursChange(tx: Tx, id: number): Promise<HoursChangeRow | null> {
  await tx.$queryRaw`SELECT id FROM hours_change WHERE id = ${id} FOR UPDATE`;
  return hoursChangeById(tx, id);
}

export async function setHoursChange(
  tx: Tx,
  id: number,
  data: { state: 'working' | 'done'; doneAt?: Date; otherwise?: 'keep' | 'cancel'; words?: string },
): Promise<void> {
  await tx.hoursChange.update({ where: { id }, data });
}

/** Drafts that nobody decided on. */
export async function dropHoursDraft(tx: Tx, where: { id: number } | { before: Date }): Promise<void> {
  const which = 'id' in where ? where : { createdAt: { lt: where.before } };
  await tx.hoursChange.deleteMany({ where: { ...which, state: 'draft' } });
}

function asRow(row: Prisma.HoursChangeGetPayload<object>): HoursChangeRow {
  const { id, locationId, categoryId, resourceId, words, createdById } = row;
  const owner: HoursOwner =
    locationId !== null
      ? { level: 'location', id: locationId }
      : categoryId !== null
        ? { level: 'category', id: categoryId }
        : { level: 'space', id: resourceId ?? 0 };
  const [change, state] = [row.change as HoursChange, row.state as HoursChangeRow['state']];
  return { id, owner, change, state, otherwise: row.otherwise as 'keep' | 'cancel', words, createdById };
}
