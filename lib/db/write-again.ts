import type { Tx } from '@/lib/db/client';
import { linksOfEditCases, resolveEditsBefore } from '@/lib/db/conflicts';
import { lockMirror, saveMirror } from '@/lib/db/mirrors';

/** From here on the push lane makes this calendar agree again: under a new epoch where the event is gone. */
export async function writeAgain(tx: Tx, linkId: number, bookingId: number): Promise<void> {
  const mirror = await lockMirror(tx, linkId, bookingId);
  if (mirror?.state !== 'conflict') return;
  await saveMirror(tx, linkId, bookingId, { state: mirror.remoteId && mirror.base ? 'live' : 'gone' });
}

/**
 * What was asked about the time that a booking leaves needs no answer any more, and the new time is written to those
 * calendars too. `decided`: the case that it is moved by, which whoever decides on it settles.
 */
export async function editsGiveWay(tx: Tx, bookingId: number, decided: number | null, now: Date): Promise<void> {
  for (const linkId of await linksOfEditCases(tx, bookingId)) await writeAgain(tx, linkId, bookingId);
  await resolveEditsBefore(tx, bookingId, decided, now);
}
