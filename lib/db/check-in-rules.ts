import type { CheckInRules } from '@/lib/booking/check-in-types';
import { checkInRulesOf } from '@/lib/db/check-ins';
import type { Tx } from '@/lib/db/client';

/** In the library's own order, those that have spaces. */
export async function locationsWithCheckIn(tx: Tx): Promise<{ id: number; name: string; rules: CheckInRules }[]> {
  const rows = await tx.location.findMany({
    where: { categories: { some: { kind: 'space' } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ id: row.id, name: row.name, rules: checkInRulesOf(row) }));
}

/** What held before; null: there is no such location. Other rules than before hold from `now` on, and not for windows that are open. */
export async function saveCheckInRules(
  tx: Tx,
  locationId: number,
  { before, after, release, outAfter }: Omit<CheckInRules, 'since'>,
  now: Date,
): Promise<CheckInRules | null> {
  const data = { checkInBefore: before, checkInAfter: after, releaseNoShows: release, checkOutAfter: outAfter };
  const known = await tx.location.findUnique({ where: { id: locationId } });
  if (!known) return null;
  const isSame = Object.entries(data).every(([name, value]) => known[name as keyof typeof data] === value);
  await tx.location.update({ where: { id: locationId }, data: { ...data, ...(!isSame && { checkInSince: now }) } });
  return checkInRulesOf(known);
}
