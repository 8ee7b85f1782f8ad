import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { activeSignInProvider, ENTRA_SECRET, readSignInProvider, writeSignInProvider } from '@/lib/db/sign-in';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { seal } from '@/lib/seal';
import { probeRegistration, refuseProbe } from './probe-registration';
import { clientIdField, secretField, tenantField, tickField } from './registration-fields';

export const saveSignInProviderInput = z.object({
  clientId: clientIdField,
  secret: secretField,
  /** One directory only: whoever is in it may sign in, nobody else. */
  tenant: tenantField.refine((tenant) => tenant !== null, 'required'),
  active: tickField,
});

type Wanted = { clientId: string; secret: string | null; tenant: string; active: boolean };

/** Tested as the calendar registration is (entra-oauth §4), then stored by the tenant's GUID. */
export async function saveSignInProvider(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(saveSignInProviderInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { clientId, secret, tenant, active } = input.value;
  return store(actor.id, { clientId, secret, tenant: tenant ?? '', active }, now);
}

/** The calendar's registration serves for signing in as well, once its second redirect URL is registered. */
export async function copySignInProvider(actor: Actor, now: Date): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });
  if (!row.tenantId) return refuse({ code: 'invalid', fields: { tenant: 'required' } });
  const { clientId, clientSecret } = stored.settings;
  return store(actor.id, { clientId, secret: clientSecret, tenant: row.tenantId, active: true }, now);
}

async function store(personId: number, wanted: Wanted, now: Date): Promise<Result<undefined>> {
  const before = await readSignInProvider(db());
  if (!before && !wanted.secret) return refuse({ code: 'invalid', fields: { secret: 'required' } });
  const tenant = await tested(wanted, now);
  if (!tenant.ok) return tenant;
  return inTransaction(async (tx) => {
    await writeSignInProvider(tx, {
      ...{ tenant: tenant.value, clientId: wanted.clientId, active: wanted.active },
      secretEnc: wanted.secret === null ? null : seal(wanted.secret, ENTRA_SECRET),
    });
    await audit(tx, {
      ...{ personId, act: 'sign_in_provider.saved', subject: 'sign-in:azure-ad' },
      detail: {
        clientId: wanted.clientId,
        tenant: tenant.value,
        active: wanted.active,
        before: before?.clientId ?? null,
      },
    });
    return ok();
  });
}

/** The tenant's GUID. A kept secret is tested only while it is in use: else there is nothing to open. */
async function tested(wanted: Wanted, now: Date): Promise<Result<string>> {
  const clientSecret = wanted.secret ?? (await activeSignInProvider(db()))?.clientSecret;
  const probe = await probeRegistration(
    {
      accountType: 'AzureADMyOrg',
      tenant: wanted.tenant,
      clientId: wanted.clientId,
      clientSecret: clientSecret ?? '-',
    },
    now,
  );
  if (probe.tenantId && (probe.outcome === 'verified' || clientSecret === undefined)) return ok(probe.tenantId);
  return refuseProbe(probe);
}
