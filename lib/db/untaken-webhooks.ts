import type { Tx } from '@/lib/db/client';
import { addMinutes } from '@/lib/time/interval';

/** Messages to other programs that are not taken. */
export type UntakenWebhooks = {
  /** How many programs do not take theirs. */
  programs: number;
  /** Messages that were tried in vain and are tried again. */
  waiting: number;
  /** Messages that were given up within the last day. */
  failed: number;
};

/** A program that is being restarted is no trouble yet. */
const LONG_MINUTES = 15;
const DAY_MINUTES = 24 * 60;

/** Of programs that are told at present: one that somebody switched off is left out. */
export async function untakenWebhooks(tx: Tx, now: Date): Promise<UntakenWebhooks> {
  const [row] = await tx.$queryRaw<[UntakenWebhooks]>`
    SELECT count(DISTINCT webhook.id)::int AS programs, (count(*) FILTER (WHERE state = 'waiting'))::int AS waiting,
      (count(*) FILTER (WHERE state = 'failed'))::int AS failed
    FROM webhook_delivery delivery JOIN webhook ON webhook.id = delivery.webhook_id AND webhook.active
    WHERE state <> 'delivered' AND (
      state = 'waiting' AND attempts > 0 AND delivery.created_at < ${addMinutes(now, -LONG_MINUTES)}::timestamptz
      OR state = 'failed' AND problem IS DISTINCT FROM 'switched_off'
        AND last_at > ${addMinutes(now, -DAY_MINUTES)}::timestamptz)`;
  return row;
}
