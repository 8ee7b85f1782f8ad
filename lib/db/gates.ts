import type { Tx } from '@/lib/db/client';

/** Whether a request may be made now. */
export type Gate = {
  integration: 'draft' | 'active' | 'inactive' | 'disconnected' | null;
  throttledUntil: Date | null;
};

export const mailboxKey = (mailbox: string) => `mailbox:${mailbox}`;

/** Asked before every request: the state of the integration, and how long Graph told this mailbox to wait. */
export async function readGate(tx: Tx, mailbox: string): Promise<Gate> {
  const [row] = await tx.$queryRaw<Gate[]>`
    SELECT (SELECT state::text FROM integration WHERE id = 1) AS integration,
      (SELECT max(throttled_until) FROM graph_gate WHERE key IN ('app', ${mailboxKey(mailbox)})) AS "throttledUntil"`;
  return row ?? { integration: null, throttledUntil: null };
}

/** Nobody asks again before `until`; an earlier wait never shortens a later one. */
export async function shutGate(tx: Tx, key: string, until: Date, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO graph_gate (key, throttled_until, changed_at) VALUES (${key}, ${until}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET changed_at = EXCLUDED.changed_at,
      throttled_until = GREATEST(graph_gate.throttled_until, EXCLUDED.throttled_until)`;
}
