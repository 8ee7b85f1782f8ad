import { db } from '@/lib/db/client';
import type { Verdict } from '../two-sides/verdict';
import type { Tried } from './patrons';

/** A booking that bears the wish in its note. */
export type Row = {
  note: string;
  publicId: string;
  status: string;
  reason: string | null;
  cause: string;
  starts: Date;
};

/** Every answer that a patron got agrees with what became of it: nothing was promised and forgotten (I5). */
export async function brokenPromises(tried: readonly Tried[]): Promise<Verdict> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT note, public_id AS "publicId", status::text AS status, status_reason AS reason, cause::text AS cause,
      (SELECT min(starts_at) FROM booking_item WHERE booking_id = booking.id) AS starts FROM booking`;
  const byNote = new Map<string, Row[]>();
  for (const row of rows) byNote.set(row.note, [...(byNote.get(row.note) ?? []), row]);
  const wrong = tried.flatMap((one) => {
    const found = byNote.get(one.note) ?? [];
    const problem = brokenPromise(one, found);
    return problem ? [`${one.note} (${one.publicId ?? 'no number'}): ${problem}`] : [];
  });
  return { invariant: 'I5 promises', looked: tried.length, at: 'answers to patrons', wrong };
}

/** Ended by Outlook or by staff, with a mail that says so. */
const TAKEN_BACK = new Set(['displaced_in_outlook', 'removed_in_outlook', 'withdrawn_by_staff']);
const REFUSED = new Set(['taken_in_outlook', 'calendar_unreachable']);

/** What the patron was told and what is, where they differ; null: they agree. */
export function brokenPromise(one: Tried, found: readonly Row[]): string | null {
  if (found.length > 1) return `one wish became ${found.length} bookings`;
  const [row] = found;
  if (!row)
    return one.answer === 'unheard' && one.publicId === null ? null : one.publicId ? 'promised, and gone' : null;
  if (one.publicId !== null && row.publicId !== one.publicId) return 'another number than the page said';
  if (one.publicId === null && one.answer === 'refused') return `refused by the form, and yet it is ${row.status}`;
  const stands = row.status === 'confirmed' || row.status === 'to_confirm';
  if (one.cancel === 'done') return stands ? `cancelled, and yet it is ${row.status}` : null;
  const reason = row.reason ?? '';
  if (one.answer === 'refused' && stands) return `the page said ${one.state}, and yet it is ${row.status}`;
  if (stands) return null;
  if (row.status !== 'cancelled') return `it is ${row.status}`;
  if (one.cancel === 'unheard' && row.cause === 'user') return null;
  if (one.answer === 'stands')
    return TAKEN_BACK.has(reason) ? null : `promised, then cancelled (${row.cause}, ${reason})`;
  return TAKEN_BACK.has(reason) || REFUSED.has(reason) ? null : `cancelled (${row.cause}, ${reason})`;
}
