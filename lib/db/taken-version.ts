import type { Tx } from '@/lib/db/client';

/**
 * Of each resource a word that is another one whenever something else is taken of its time (lib/db/taken-time) than before:
 * the transaction that last changed it, which triggers note, and how many of its holds have lapsed by `now` without anybody
 * having expired them. Asked before the time itself is read, so that what was read is never older than its word.
 */
export async function takenVersions(tx: Tx, ids: readonly number[], now: Date): Promise<(id: number) => string> {
  if (ids.length === 0) return () => '';
  const [row] = await tx.$queryRaw<{ known: string | null }[]>`
    SELECT string_agg(resource_id || ' ' || version || '.' || coalesce(lapsed.holds, 0), ',') AS known
    FROM taken_version LEFT JOIN (
      SELECT occupancy.resource_id, count(*) AS holds
      FROM booking JOIN occupancy ON occupancy.booking_id = booking.id
      WHERE hold_until IS NOT NULL AND hold_until <= ${now}::timestamptz
        AND status IN ('hold', 'unverified', 'pending_remote') AND status <> 'pending_remote'
      GROUP BY 1
    ) lapsed USING (resource_id)
    WHERE resource_id = ANY(${[...ids]}::int[])`;
  const words = new Map((row?.known ?? '').split(',').map((one) => one.split(' ') as [string, string]));
  return (id) => words.get(`${id}`) ?? '';
}
