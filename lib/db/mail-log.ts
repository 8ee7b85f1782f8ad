import type { Tx } from '@/lib/db/client';
import { writeSyncLog } from '@/lib/db/sync-log';

/** Begins the op of a mail on record: `mail.booking_confirmed`. */
export const MAIL_OP = 'mail.';

/** The bookings that a mail is about: these, or all of a series or a visit. */
export type MailedAbout = readonly number[] | { seriesId: number } | { visitId: string };

/** A try to send one mail: what it was, and 'ok' or why it could not leave. No words, no address. */
export async function noteMail(
  tx: Tx,
  { template, about, outcome }: { template: string; about: MailedAbout; outcome: string },
  now: Date,
): Promise<void> {
  const where = 'seriesId' in about || 'visitId' in about ? about : { id: { in: [...about] } };
  const bookings = await tx.booking.findMany({ where, select: { id: true } });
  const unasked = { linkId: null, http: null, requestId: null, clientRequestId: null, ms: null, runId: null };
  await writeSyncLog(
    tx,
    bookings.map(({ id: bookingId }) => ({
      ...{ at: now, bookingId, direction: 'mail' as const, op: `${MAIL_OP}${template}`, outcome },
      ...unasked,
    })),
  );
}
