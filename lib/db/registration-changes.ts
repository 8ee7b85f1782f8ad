import type { Tx } from '@/lib/db/client';

/**
 * After the registration itself was replaced: refresh tokens belong to the old one (entra-oauth §3.4). Returns those that
 * wait for their person from now on; who waited before goes on waiting, and being reminded.
 */
export async function askEverybodyToReconnect(tx: Tx, reason: string, now: Date): Promise<number[]> {
  const rows = await tx.syncConnection.updateManyAndReturn({
    where: { mode: 'delegated', status: { notIn: ['disabled', 'needs_reauth'] } },
    data: { status: 'needs_reauth', statusReason: reason, brokenAt: now, reminders: 0 },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** How many connections the registration was refused for, for a reason that begins so. */
export const countWaitingFor = (tx: Tx, reason: string): Promise<number> =>
  tx.syncConnection.count({ where: { status: 'app_error', statusReason: { startsWith: reason } } });

/** After the registration was mended: whoever waited for that alone goes on. */
export async function resumeAfterAppError(tx: Tx): Promise<number> {
  const { count } = await tx.syncConnection.updateMany({
    where: { status: 'app_error' },
    data: { status: 'active', statusReason: null, brokenAt: null, reminders: 0 },
  });
  return count;
}
