import { db } from '@/lib/db/client';
import type { Verdict } from './verdict';

/** Whoever hears one of these knows that the booking stands: also by being told where staff have found room for it. */
const PROMISES = new Set(['booking_confirmed', 'booking_moved']);

/** A patron may change a booking as often as they like, and hears of each. */
const OFTEN = new Set(['booking_changed']);

/** Each outcome is told once (I6). */
export async function mailsAmiss(): Promise<Verdict> {
  const rows = await db().$queryRaw<{ id: number; template: string; about: string | null; count: number }[]>`
    SELECT booking.id, job.data->>'template' AS template, job.data->>'conflictId' AS about, count(*)::int AS count
    FROM booking JOIN pgboss.job job ON job.name = 'mail' AND (job.data->>'bookingId')::int = booking.id
    GROUP BY 1, 2, 3`;
  const twice = rows
    .filter(({ count, template }) => count > 1 && !OFTEN.has(template))
    .map(({ id, template }) => `${template} told twice for booking ${id}`);
  const confirmed = await db().booking.findMany({ where: { status: 'confirmed' }, select: { id: true } });
  const told = new Set(rows.filter(({ template }) => PROMISES.has(template)).map(({ id }) => id));
  const unheard = confirmed.filter(({ id }) => !told.has(id)).map(({ id }) => `booking ${id} was confirmed unheard`);
  return { invariant: 'I6', looked: rows.length, at: 'mails to patrons', wrong: [...twice, ...unheard] };
}
