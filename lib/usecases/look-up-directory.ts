import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { loginOrigin } from '@/lib/clouds';
import { discoverTenant, IdentityFailure } from '@/lib/graph/oauth';
import { microsoftCode } from '@/lib/microsoft-problems';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { outcomeOf, refuseProbe } from './probe-registration';
import { cloudField, tenantField } from './registration-fields';

export const lookUpDirectoryInput = z.object({
  tenant: tenantField.refine((tenant) => tenant !== null, 'required'),
  cloud: cloudField,
});

/** A domain's tenant ID, as Microsoft tells it to anybody (entra-oauth §4). Asked while an admin waits. */
export async function lookUpDirectory(actor: Actor, raw: unknown): Promise<Result<{ tenantId: string }>> {
  const input = parse(lookUpDirectoryInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { tenant, cloud } = input.value;
  try {
    return ok({ tenantId: await discoverTenant(loginOrigin(cloud), tenant ?? '') });
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    return refuseProbe({ outcome: outcomeOf(error), microsoftCode: microsoftCode(error.code), tenantId: null });
  }
}
