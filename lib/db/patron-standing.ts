import type { Admission } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Patron } from '@/lib/db/patron-bookings';

type BanRow = { locationId: number | null; reason: string; from: string; until: string | null };

/** What is known of a patron wherever they book. */
export type Standing = Pick<Admission, 'isStaff' | 'signedIn' | 'memberOf' | 'email'> & { bans: Ban[] };

type Ban = Admission['bans'][number] & {
  /** Null: everywhere. */
  locationId: number | null;
};

const STRANGER: Standing = { isStaff: false, signedIn: false, memberOf: [], email: null, bans: [] };

export const bansAt = (bans: readonly Ban[], locationId: number): Admission['bans'] =>
  bans
    .filter((ban) => ban.locationId === null || ban.locationId === locationId)
    .map(({ locationId: _, ...ban }) => ban);

/**
 * Groups and bans of a patron in one query. A ban on an account is one on its address and the other way round, so signing
 * out does not lift it. Groups follow the address: `decideAdmission` decides whose word about it counts.
 */
export async function standingOf(tx: Tx, patron: Patron | null): Promise<Standing> {
  if (!patron) return STRANGER;
  const { personId, email, vouched = false } = patron;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const [row] = await tx.$queryRaw<{ isStaff: boolean; bans: BanRow[]; memberOf: number[] }[]>`
    WITH who AS (
      SELECT id, email, role FROM person WHERE id = ${personId}::int
      UNION SELECT id, email, role FROM person WHERE email = ${email} AND email <> ''
    )
    SELECT
      EXISTS (SELECT FROM who WHERE id = ${personId}::int AND role <> 'patron') AS "isStaff",
      (SELECT coalesce(json_agg(json_build_object('locationId', location_id, 'reason', reason, 'from', "from",
          'until', until) ORDER BY until DESC NULLS FIRST), '[]')
        FROM ban
        WHERE lifted_at IS NULL AND (person_id = ANY(ARRAY(SELECT id FROM who))
          OR email = ANY(ARRAY(SELECT email FROM who UNION SELECT ${email} WHERE ${email} <> '')))) AS bans,
      ARRAY(SELECT id FROM patron_group WHERE ${domain} = ANY(domains)
        UNION SELECT group_id FROM patron_group_member WHERE email = ${email}) AS "memberOf"`;
  if (!row) return STRANGER;
  const { isStaff, memberOf } = row;
  const bans = row.bans.map(({ from, until, ...ban }) => {
    return { ...ban, from: new Date(from), until: until ? new Date(until) : null };
  });
  return { isStaff, memberOf, email: email || null, signedIn: personId !== null || vouched, bans };
}
