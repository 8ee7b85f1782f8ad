import type { Tx } from '@/lib/db/client';

/** A location as the pages about its mails need it. */
export type MailPlace = {
  locationId: number;
  location: string;
  address: string;
  timeZone: string;
  checkInBefore: number | null;
  checkInAfter: number;
  remindBefore: number | null;
  libraryName: string;
  installationId: string;
  /** Its first space; empty: it has none yet. */
  space: string;
  /** Its first person; empty: nobody can be met there. */
  person: string;
  directions: string;
  locationDirections: string;
};

export async function mailPlace(tx: Tx, locationId: number): Promise<MailPlace | null> {
  const [row, library, space, person] = [
    await tx.location.findUnique({ where: { id: locationId } }),
    await tx.library.findUnique({ where: { id: 1 }, select: { name: true, installationId: true } }),
    await tx.resource.findFirst({
      where: { kind: 'space', active: true, category: { locationId } },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { name: true, directions: true },
    }),
    await tx.resource.findFirst({
      where: { kind: 'person', active: true, category: { locationId } },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { name: true },
    }),
  ];
  if (!row || !library) return null;
  const { id, name, address, timeZone, checkInBefore, checkInAfter, remindBefore } = row;
  return {
    ...{ locationId: id, location: name, address, timeZone, checkInBefore, checkInAfter, remindBefore },
    ...{ libraryName: library.name, installationId: library.installationId },
    ...{
      space: space?.name ?? '',
      person: person?.name ?? '',
      directions: space?.directions ?? '',
      locationDirections: row.directions,
    },
  };
}

/** Minutes before the start; null: none leaves. */
export async function setRemindBefore(tx: Tx, locationId: number, remindBefore: number | null): Promise<void> {
  await tx.location.update({ where: { id: locationId }, data: { remindBefore } });
}
