import { db } from '@/lib/db/client';
import { appConnection } from '@/lib/db/connections';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { appToken, discoverTenant, IdentityFailure } from '@/lib/graph/oauth';
import { microsoftCode } from '@/lib/microsoft-problems';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { outcomeOf, refuseProbe } from './probe-registration';

export type AppAnswer = { tenantId: string; token: { accessToken: string; expiresAt: Date } };

/**
 * A token without a person, asked for live: what must go well before anything is left to the application. `tenant`, as
 * typed, is looked at only where the registration does not say which directory. Nothing of a mailbox is asked yet.
 */
export async function askAsApp(tenant: string | null, now: Date): Promise<Result<AppAnswer>> {
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });
  if (!mayConnect(row)) return refuse({ code: 'integration_inactive' });
  if (row.accountType === 'PersonalMicrosoftAccount') return refuse({ code: 'mode_not_possible' });
  const home = row.tenantId ?? tenant ?? (await appConnection(db()))?.tenantId;
  if (!home) return refuse({ code: 'invalid', fields: { tenant: 'required' } });
  try {
    const tenantId = await discoverTenant(stored.settings.loginOrigin, home);
    const token = await appToken({ ...stored.settings, tenantSegment: tenantId }, now);
    return ok({ tenantId, token });
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    return refuseProbe({ outcome: outcomeOf(error), microsoftCode: microsoftCode(error.code), tenantId: null });
  }
}
