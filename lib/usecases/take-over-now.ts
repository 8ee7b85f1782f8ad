import { db } from '@/lib/db/client';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { mayTakeOver, nextCredential } from '@/lib/db/next-credential';
import { countWaitingFor } from '@/lib/db/registration-changes';
import { SECRET_REFUSED, takeOver } from '@/lib/sync/take-over';
import { probeRegistration } from './probe-registration';

/**
 * After Microsoft accepted the second credential: if it refuses the one in force, nobody asks for a token until the hour is
 * over, so nothing would notice that there is another. Then it takes over here. True: it did.
 */
export async function takeOverNow(now: Date): Promise<boolean> {
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  const next = await nextCredential(db());
  if (!row || !stored || !next || !mayTakeOver(next)) return false;
  const { credential } = stored.settings;
  const { outcome } = await probeRegistration({ ...row, credential }, now);
  if (outcome === 'verified' || outcome === 'unreachable') return false;
  // What only a sign-in can test is known by those who were refused.
  if (outcome === 'not_testable' && (await countWaitingFor(db(), SECRET_REFUSED)) === 0) return false;
  return takeOver(credential, now);
}
