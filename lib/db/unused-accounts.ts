import type { Tx } from '@/lib/db/client';

/** At most once a day: nobody needs to know more exactly when somebody was here. */
export const markSeen = (tx: Tx, personId: number, now: Date): Promise<number> => tx.$executeRaw`
  UPDATE person SET last_seen_at = ${now}::timestamptz
  WHERE id = ${personId} AND last_seen_at < ${now}::timestamptz - interval '1 day'`;

/**
 * The next `take` accounts of patrons that nobody signed in with since `before` go, with their ways to sign in and their
 * places in groups. One that still has a booking with its name stays until that is scrubbed; so does one that was staff
 * and made something that stands. Bans go by the address and stay. Returns how many.
 */
export async function dropUnusedAccounts(tx: Tx, before: Date, take: number): Promise<number> {
  const unused = await tx.$queryRaw<{ id: number; email: string }[]>`
    SELECT id, email FROM person
    WHERE role = 'patron' AND last_seen_at < ${before}::timestamptz
      AND NOT EXISTS (SELECT FROM booking WHERE person_id = person.id AND scrubbed_at IS NULL)
      AND NOT EXISTS (SELECT FROM booking WHERE patron_email = person.email AND scrubbed_at IS NULL)
      AND NOT EXISTS (SELECT FROM booking_series WHERE created_by_id = person.id)
      AND NOT EXISTS (SELECT FROM hours_change WHERE created_by_id = person.id)
      AND NOT EXISTS (SELECT FROM sync_connection WHERE owner_id = person.id)
      AND NOT EXISTS (SELECT FROM resource WHERE person_id = person.id)
    ORDER BY last_seen_at LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  const ids = unused.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.ban.updateMany({ where: { personId: { in: ids } }, data: { personId: null } });
  await tx.patronGroupMember.deleteMany({ where: { email: { in: unused.map(({ email }) => email) } } });
  await tx.person.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}
