import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { endSessionsOfTenants } from '@/lib/db/sessions';
import { someAdminCanSignIn } from '@/lib/db/sign-in-methods';
import {
  ENTRA_SECRET,
  readSignInProvider,
  type SignInProviderRow,
  type SignInTenant,
  writeSignInProvider,
} from '@/lib/db/sign-in-provider';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { seal } from '@/lib/seal';
import { clientIdField, secretField, tenantField, tickField } from './registration-fields';
import { rowsOf } from './rules-fields';
import { MOST_TENANTS, type TenantRow, testedTenants } from './tested-tenants';

const tenantRow = z.object({
  tenant: tenantField.transform((tenant, check) => {
    if (tenant === null) check.addIssue({ code: 'custom', message: 'required' });
    return tenant ?? '';
  }),
  name: z.string().trim().max(60, 'too_long').default(''),
});

/** The organisations whose people may sign in, by their place in the form. Of several each has a name. */
const tenantRows = z.record(z.string(), tenantRow).transform((rows, check): TenantRow[] => {
  const all = Object.entries(rows).map(([at, row]) => ({ at, ...row }));
  const problem = (at: string, field: string, message: string) =>
    check.addIssue({ code: 'custom', message, path: [at, field] });
  if (all.length === 0) problem('0', 'tenant', 'required');
  if (all.length > MOST_TENANTS) problem(all[MOST_TENANTS]?.at ?? '0', 'tenant', 'too_many');
  for (const { at, name } of all.length > 1 ? all : []) if (name === '') problem(at, 'name', 'required');
  return all;
});

export const saveSignInProviderInput = z.preprocess(
  (raw) => ({ ...((raw ?? {}) as object), tenants: rowsOf(raw, 'tenants', ['tenant', 'name']) }),
  z.object({ clientId: clientIdField, secret: secretField, tenants: tenantRows, active: tickField }),
);

type Wanted = { clientId: string; secret: string | null; tenants: TenantRow[]; active: boolean };

/**
 * Tested as the calendar registration is (entra-oauth §4), then stored by the GUIDs of the organisations. Whoever is signed
 * in by one that leaves the list is signed out.
 */
export async function saveSignInProvider(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(saveSignInProviderInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  return store(actor.id, input.value, now);
}

/** The calendar's registration serves for signing in as well, once its second redirect URL is registered. It is of one tenant. */
export async function copySignInProvider(actor: Actor, now: Date): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });
  if (!row.tenantId) return refuse({ code: 'invalid', fields: { 'tenants.0.tenant': 'required' } });
  const { clientId, credential } = stored.settings;
  if (credential.kind !== 'secret') return refuse({ code: 'secret_needed' });
  const tenants = [{ at: '0', tenant: row.tenantId, name: '' }];
  return store(actor.id, { clientId, secret: credential.secret, tenants, active: true }, now);
}

async function store(personId: number, wanted: Wanted, now: Date): Promise<Result<undefined>> {
  const before = await readSignInProvider(db());
  if (!before && !wanted.secret) return refuse({ code: 'invalid', fields: { secret: 'required' } });
  const tested = await testedTenants(wanted, now);
  if (!tested.ok) return tested;
  const [{ clientId, active }, tenants] = [wanted, tested.value];
  return inTransaction(async (tx) => {
    const secretEnc = wanted.secret === null ? null : seal(wanted.secret, ENTRA_SECRET);
    await writeSignInProvider(tx, { tenants, clientId, active, secretEnc });
    // An organisation that is not on the list any more may be the one of the last admin.
    if (before?.active && !(await someAdminCanSignIn(tx))) return refuse({ code: 'no_way_in' });
    const listed = new Set(tenants.map(({ tenantId }) => tenantId));
    const left = before?.tenants.filter(({ tenantId }) => !listed.has(tenantId)) ?? [];
    const sessions = await endSessionsOfTenants(
      tx,
      left.map(({ tenantId }) => tenantId),
    );
    await audit(tx, {
      ...{ personId, act: 'sign_in_provider.saved', subject: 'sign-in:azure-ad' },
      detail: {
        ...{ before: before && onRecord(before), after: onRecord({ clientId, active, tenants }) },
        ...(sessions > 0 && { sessions }),
      },
    });
    return ok();
  });
}

const onRecord = ({ clientId, active, tenants }: Pick<SignInProviderRow, 'clientId' | 'active' | 'tenants'>) => ({
  ...{ clientId, active },
  tenants: tenants.map(({ tenantId, name }: SignInTenant) => (name ? `${name} (${tenantId})` : tenantId)),
});
