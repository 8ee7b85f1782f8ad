import type { Tx } from '@/lib/db/client';
import type { Absence as Row } from '@/lib/db/generated/client';
import type { Absence } from '@/lib/time/availability';
import type { LocalDate } from '@/lib/time/zone';

/** Out of office, as its person keeps it. `note`: read by staff only. */
export type OwnAbsence = Absence & { id: number; resourceId: number; note: string };

export type NewAbsence = Omit<OwnAbsence, 'id' | 'resourceId'>;

/** Those of a person that touch a date or a later one, in order. */
export async function absencesOfPerson(tx: Tx, resourceId: number, from: LocalDate): Promise<OwnAbsence[]> {
  const where = { resourceId, toDate: { gte: asDate(from) } };
  const rows = await tx.absence.findMany({
    where,
    orderBy: [{ fromDate: 'asc' }, { fromMinute: 'asc' }, { id: 'asc' }],
  });
  return rows.map(asAbsence);
}

export async function absenceById(tx: Tx, id: number): Promise<OwnAbsence | null> {
  const row = await tx.absence.findUnique({ where: { id } });
  return row && asAbsence(row);
}

/** Answers its id. */
export async function insertAbsence(tx: Tx, resourceId: number, absence: NewAbsence): Promise<number> {
  return (await tx.absence.create({ data: { resourceId, ...asData(absence) }, select: { id: true } })).id;
}

export async function updateAbsence(tx: Tx, id: number, absence: NewAbsence): Promise<void> {
  await tx.absence.update({ where: { id }, data: asData(absence) });
}

export async function deleteAbsence(tx: Tx, id: number): Promise<void> {
  await tx.absence.delete({ where: { id } });
}

const asData = ({ fromDate, fromMinute, toDate, toMinute, note }: NewAbsence) => ({
  ...{ fromDate: asDate(fromDate), fromMinute, toDate: asDate(toDate), toMinute, note },
});

const asAbsence = ({ fromDate, toDate, ...row }: Row): OwnAbsence => ({
  ...row,
  ...{ fromDate: asLocal(fromDate), toDate: asLocal(toDate) },
});

const asDate = (date: LocalDate) => new Date(`${date}T00:00:00Z`);
const asLocal = (date: Date): LocalDate => date.toISOString().slice(0, 10);
