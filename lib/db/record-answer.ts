import { audit } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/client';
import { writeSyncLog } from '@/lib/db/sync-log';

/** `kind`: what happened; `answer`: what was done about it, both as codes. `linkId` null: no one calendar is behind it. */
export type RecordedAnswer = { linkId: number | null; bookingId: number; kind: string; answer: string };

/** Every automatic act is on record, in the transaction that does it (sync-design §7). */
export async function recordAnswer(
  tx: Tx,
  { linkId, bookingId, kind, answer }: RecordedAnswer,
  now: Date,
): Promise<void> {
  const subject = `booking:${bookingId}`;
  await audit(tx, { personId: null, act: 'conflict.answered', subject, detail: { linkId, kind, answer } });
  const unasked = { http: null, requestId: null, clientRequestId: null, ms: null, runId: null };
  const line = { at: now, linkId, bookingId, direction: 'pull', op: `answer.${kind}`, outcome: answer } as const;
  await writeSyncLog(tx, [{ ...line, ...unasked }]);
}
