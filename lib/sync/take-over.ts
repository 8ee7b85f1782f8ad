import type { ClientCredential } from '@/lib/client-credential';
import { audit } from '@/lib/db/audit';
import { transaction } from '@/lib/db/client';
import { mailAboutTakeOver } from '@/lib/db/connection-mail';
import { integrationSettings } from '@/lib/db/integration';
import { promoteNext } from '@/lib/db/next-credential';
import { log } from '@/lib/log';

/** The registration's own credentials; every connection stands on them. */
export const SECRET_REFUSED = 'invalid_client';

/**
 * Microsoft refused the secret or certificate that was `used`. True: another one is in force now, because a second one that
 * was tested took over, or because somebody saved it meanwhile. Of many who meet the refusal at once, one does it, and
 * admins hear of it once.
 */
export const takeOver = (used: ClientCredential, now: Date): Promise<boolean> =>
  transaction(async (tx) => {
    const outcome = await promoteNext(tx, used, now);
    if (outcome === 'promoted') {
      log.warn({}, 'the second credential took over');
      await audit(tx, {
        ...{ personId: null, act: 'integration.credential_switched', subject: 'integration' },
        detail: { by: 'refusal' },
      });
      const to = (await integrationSettings(tx))?.settings.credential.kind ?? used.kind;
      await mailAboutTakeOver(tx, { from: used.kind, to });
    }
    return outcome !== 'none';
  });
