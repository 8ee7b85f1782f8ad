import { db } from '@/lib/db/client';
import type { Verdict } from './verdict';

/** No two bookings close the same time of a resource, whatever the constraint says (I1). */
export async function doubleBookings(): Promise<Verdict> {
  const rows = await db().$queryRaw<{ a: number; b: number }[]>`
    SELECT one.booking_id AS a, other.booking_id AS b FROM occupancy one
    JOIN occupancy other ON other.id > one.id AND other.resource_id = one.resource_id AND other.active
      AND other.layer && one.layer AND other.during && one.during WHERE one.active`;
  return {
    ...{ invariant: 'I1', looked: await db().occupancy.count(), at: 'occupancy rows' },
    wrong: rows.map(({ a, b }) => `bookings ${a} and ${b} overlap`),
  };
}
