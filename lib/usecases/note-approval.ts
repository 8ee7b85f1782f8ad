import { z } from 'zod';
import { noteApproved } from '@/lib/db/calendar-wishes';
import { db } from '@/lib/db/client';
import { log } from '@/lib/log';

const approvalInput = z.object({
  error: z.string().optional().catch(''),
  /** The key in the link that somebody who waits has sent. */
  state: z.string().max(200).optional().catch(undefined),
});

/**
 * An administrator of Microsoft 365 comes back from the approval page (entra-oauth §2.6). They need no account here, and
 * what the address says is nobody's word: it only lets whoever waits know that it is worth trying again. `tenant` is not
 * looked at.
 */
export async function noteApproval(raw: Record<string, string>, now: Date): Promise<'approved' | 'not_approved'> {
  const { error, state } = approvalInput.parse(raw);
  if (error !== undefined) return 'not_approved';
  const awaited = state !== undefined && (await noteApproved(db(), state, now));
  log.info({ awaited }, 'approval noted');
  return 'approved';
}
