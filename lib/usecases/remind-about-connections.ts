import { db, transaction } from '@/lib/db/client';
import { mailAboutConnection, mailAboutSecret, takeReminders } from '@/lib/db/connection-mail';
import { claimSecretWarning, readIntegration } from '@/lib/db/integration';
import { nextCredential } from '@/lib/db/next-credential';
import { mailAboutPause, takePauseReminders } from '@/lib/db/paused-link-mail';
import { DAY_MS } from '@/lib/time/interval';

/**
 * What has to be said again and again, each thing once, in the transaction that notes it was said: connections that wait
 * for their person, and calendars that Microsoft refuses, after 1, 3 and 7 days (sync-design §11), and the end of the secret that is coming (§10). Nothing while
 * the integration is switched off.
 */
export async function remindAboutConnections(now: Date): Promise<void> {
  const integration = await readIntegration(db());
  if (integration?.state !== 'active') return;
  await transaction(async (tx) => {
    for (const { connectionId, day } of await takeReminders(tx, now)) await mailAboutConnection(tx, connectionId, day);
    for (const { linkId, day } of await takePauseReminders(tx, now)) await mailAboutPause(tx, linkId, day);
  });
  const warning = secretWarning(integration.secretExpiresOn, now);
  if (!warning || (await isReplaced(integration.secretExpiresOn))) return;
  await transaction(async (tx) => {
    if (await claimSecretWarning(tx, warning.step)) await mailAboutSecret(tx, warning.days);
  });
}

/** A second one that Microsoft accepted takes over by itself, and lasts longer: nobody has to do anything. */
async function isReplaced(endsOn: Date | null): Promise<boolean> {
  const next = await nextCredential(db());
  if (next?.outcome !== 'verified') return false;
  return next.expiresOn === null || endsOn === null || next.expiresOn > endsOn;
}

/** Days ahead on which admins are warned (entra-oauth §4.7). */
const STEPS = [1, 7, 14, 30, 60];

/**
 * Which warning is due, and how many days are really left; null: none yet, or it has ended and Microsoft says so itself.
 * `expiresOn` is a date at midnight UTC.
 */
export function secretWarning(expiresOn: Date | null, now: Date): { step: number; days: number } | null {
  if (!expiresOn) return null;
  const days = Math.ceil((expiresOn.getTime() - now.getTime()) / DAY_MS);
  const step = STEPS.find((one) => days <= one);
  return days < 0 || step === undefined ? null : { step, days };
}
