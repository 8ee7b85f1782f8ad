import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';

/**
 * Tells those whom a case concerns, once (I6): of a person's own calendar that person, of everything else the admins.
 * What ended by itself before anybody was told is told to nobody; what the library's own answer ended, is.
 * Rows of one cause are one mail. To be called in the transaction that opened them; what was told before stays silent.
 * Of a meeting that is being declined they hear when that is done, or did not work.
 */
export async function tellOfCases(tx: Tx, linkId: number, now: Date): Promise<void> {
  const rows = await tx.$queryRaw<
    { id: number; group: string; worth: boolean; told: boolean; personId: number | null }[]
  >`
    SELECT conflict.id, coalesce(conflict.case_key, conflict.id::text) AS group, resource.person_id AS "personId",
      (conflict.state = 'open' OR (conflict.policy, conflict.resolution) IN (('outlook_wins', 'cancelled'),
        ('decline_meeting', 'meeting_declined'))) AS worth,
      EXISTS (SELECT FROM sync_conflict other WHERE other.link_id = conflict.link_id AND other.state = 'open'
        AND other.case_key = conflict.case_key AND other.noticed_at IS NOT NULL) AS told
    FROM sync_conflict conflict JOIN resource ON resource.id = conflict.resource_id
    WHERE conflict.link_id = ${linkId} AND conflict.noticed_at IS NULL
      AND NOT (conflict.state = 'open' AND conflict.policy IS NOT DISTINCT FROM 'decline_meeting')
    ORDER BY conflict.id`;
  if (rows.length === 0) return;
  const untold = rows.filter(({ worth, told }) => worth && !told);
  for (const first of untold.filter((row, place) => untold.findIndex(({ group }) => group === row.group) === place)) {
    for (const personId of await keepersOf(tx, first.personId)) {
      await enqueue(tx, { kind: 'case_mail', mail: { template: 'case_opened', conflictId: first.id, personId } });
    }
  }
  await tx.syncConflict.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { noticedAt: now },
  });
}

/** Everybody behind the counter there: whoever was asked first has let it lie. */
export async function tellEverybody(tx: Tx, conflictId: number): Promise<void> {
  const about = await tx.syncConflict.findUnique({
    where: { id: conflictId },
    select: { resource: { select: { category: { select: { locationId: true } } } } },
  });
  const locationId = about?.resource.category.locationId ?? 0;
  const isHere = {
    OR: [{ role: 'admin' as const }, { locations: { none: {} } }, { locations: { some: { locationId } } }],
  };
  const staff = await tx.person.findMany({
    where: { role: { in: ['admin', 'manager', 'staff'] }, disabledAt: null, ...isHere },
    select: { id: true },
  });
  for (const { id: personId } of staff) {
    await enqueue(tx, { kind: 'case_mail', mail: { template: 'case_passed_on', conflictId, personId } });
  }
}

/** The patron says no to the new time: those who were told of the case hear it. */
export async function tellOfRefusal(tx: Tx, conflictId: number, resourcePersonId: number | null): Promise<void> {
  for (const personId of await keepersOf(tx, resourcePersonId)) {
    await enqueue(tx, { kind: 'case_mail', mail: { template: 'case_refused', conflictId, personId } });
  }
}

async function keepersOf(tx: Tx, personId: number | null): Promise<number[]> {
  const own = personId !== null && (await tx.person.findFirst({ where: { id: personId, disabledAt: null } }));
  if (own) return [own.id];
  const admins = await tx.person.findMany({ where: { role: 'admin', disabledAt: null }, select: { id: true } });
  return admins.map(({ id }) => id);
}
