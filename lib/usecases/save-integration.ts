import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { takesPersonalAccounts } from '@/lib/clouds';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { mailOwnerOfConnection } from '@/lib/db/connection-mail';
import { degradeLinks } from '@/lib/db/connection-tokens';
import { appConnectionFollows } from '@/lib/db/connections';
import {
  type CheckOutcome,
  INTEGRATION_SECRET,
  type IntegrationRow,
  integrationSettings,
  lockIntegration,
  readIntegration,
  writeIntegration,
} from '@/lib/db/integration';
import { dropNext } from '@/lib/db/next-credential';
import { forgetPreflight } from '@/lib/db/preflight';
import { askEverybodyToReconnect } from '@/lib/db/registration-changes';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { seal } from '@/lib/seal';
import { integrationStep } from '@/lib/sync/connection-state';
import { type Probe, probeRegistration, refuseProbe } from './probe-registration';
import {
  accountTypeField,
  clientIdField,
  cloudField,
  dateField,
  isOver,
  secretField,
  tenantField,
  tickField,
} from './registration-fields';
import { resumeConnections } from './resume-connections';

export const saveIntegrationInput = z
  .object({
    cloud: cloudField,
    clientId: clientIdField,
    secret: secretField,
    accountType: accountTypeField,
    tenant: tenantField,
    secretExpiresOn: dateField,
    /** "It was registered only minutes ago": save although Microsoft does not know it yet (entra-oauth §4.6). */
    saveAnyway: tickField,
  })
  .refine(({ accountType, tenant }) => accountType !== 'AzureADMyOrg' || tenant !== null, {
    path: ['tenant'],
    message: 'required',
  })
  .refine(({ accountType, cloud }) => cloud === 'global' || !takesPersonalAccounts(accountType), {
    path: ['accountType'],
    message: 'not_in_cloud',
  });

type Input = z.output<typeof saveIntegrationInput>;

/** What may be Microsoft's own delay, or ours in reaching it: such settings may be kept unproven. */
const MAY_PASS = new Set<CheckOutcome>(['wrong_secret', 'unknown_application', 'unreachable']);

/** Saving tests the settings and tells what is wrong with them; nothing is stored unless they may be right. */
export async function saveIntegration(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ outcome: CheckOutcome; microsoftCode: string | null }>> {
  const input = parse(saveIntegrationInput, raw);
  if (!input.ok) return withMissingSecret(input.refusal, raw);
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const wanted = input.value;
  if (await isEndedAlready(wanted, now))
    return refuse({ code: 'invalid', fields: { secretExpiresOn: 'not_before_today' } });
  const stored = await integrationSettings(db());
  const given = wanted.secret === null ? null : ({ kind: 'secret', secret: wanted.secret } as const);
  const credential = given ?? stored?.settings.credential;
  if (!credential) return refuse({ code: 'invalid', fields: { secret: 'required' } });

  const tenant = wanted.accountType === 'AzureADMyOrg' ? wanted.tenant : null;
  const probe = await probeRegistration({ ...wanted, tenant, credential }, now);
  if (!isAcceptable(probe, tenant, wanted.saveAnyway)) return refuseProbe(probe);

  return inTransaction(async (tx) => {
    const before = await lockIntegration(tx);
    const next = before?.state === 'disconnected' ? integrationStep('disconnected', 'draft') : null;
    if (next && !next.ok) return next;
    await store(tx, { ...wanted, tenant }, probe, before, now);
    // It was about the settings that were; the end of the secret is none that Microsoft knows of.
    if (!isSameAtMicrosoft(before, { ...wanted, tenant }, probe)) await forgetPreflight(tx);
    // A second credential is one of the registration that was.
    if (before && before.clientId !== wanted.clientId) await dropNext(tx);
    await wakeConnections(tx, before, wanted, probe.tenantId, now);
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.saved', subject: 'integration' },
      detail: {
        before: shown(before),
        after: shown(await readIntegration(tx)),
        secretReplaced: wanted.secret !== null,
      },
    });
    return ok({ outcome: probe.outcome, microsoftCode: probe.microsoftCode });
  });
}

/** Everything that is wrong is said at once, an empty secret included when none is stored to keep. */
async function withMissingSecret(refusal: Refusal, raw: unknown): Promise<Extract<Result<never>, { ok: false }>> {
  if (refusal.code !== 'invalid' || refusal.fields.secret) return refuse(refusal);
  const { secret } = z.object({ secret: secretField }).catch({ secret: null }).parse(raw);
  if (secret !== null || (await readIntegration(db()))) return refuse(refusal);
  return refuse({ code: 'invalid', fields: { ...refusal.fields, secret: 'required' } });
}

/** The form brings the stored end along: a secret that has ended in the meantime does not keep the rest from being saved. */
async function isEndedAlready({ secret, secretExpiresOn }: Input, now: Date): Promise<boolean> {
  if (!isOver(secretExpiresOn, now)) return false;
  const before = await readIntegration(db());
  return secret !== null || before?.secretExpiresOn?.getTime() !== secretExpiresOn?.getTime();
}

/** Nothing that a sign-in hangs on is another than before. */
const isSameAtMicrosoft = (before: IntegrationRow | null, wanted: Input, { outcome, tenantId }: Probe): boolean =>
  wanted.secret === null &&
  (outcome === 'verified' || outcome === 'not_testable') &&
  (['cloud', 'accountType', 'tenant', 'clientId'] as const).every((name) => before?.[name] === wanted[name]) &&
  before?.tenantId === tenantId;

function isAcceptable({ outcome, tenantId }: Probe, tenant: string | null, saveAnyway: boolean): boolean {
  if (outcome === 'verified' || outcome === 'not_testable') return true;
  return saveAnyway && MAY_PASS.has(outcome) && (tenant === null || tenantId !== null);
}

async function store(tx: Tx, wanted: Input, probe: Probe, before: IntegrationRow | null, now: Date): Promise<void> {
  const { cloud, accountType, tenant, clientId, secretExpiresOn, secret } = wanted;
  const state = !before || before.state === 'disconnected' ? 'draft' : before.state;
  await writeIntegration(
    tx,
    {
      ...{ cloud, accountType, tenant, tenantId: probe.tenantId, clientId, secretExpiresOn, state },
      secretEnc: secret === null ? null : seal(secret, INTEGRATION_SECRET),
      checkOutcome: probe.outcome,
      checkCode: probe.microsoftCode,
      verifiedAt: probe.outcome === 'verified' ? now : null,
    },
    now,
  );
}

/** Tokens belong to their client id, not to its secret: a new secret mends, a new registration starts anew (§3.4). */
async function wakeConnections(
  tx: Tx,
  before: IntegrationRow | null,
  { clientId, cloud }: Pick<Input, 'clientId' | 'cloud'>,
  tenantId: string | null,
  now: Date,
): Promise<void> {
  await appConnectionFollows(tx, clientId, tenantId);
  if (before && (before.clientId !== clientId || before.cloud !== cloud)) {
    for (const id of await askEverybodyToReconnect(tx, 'registration_changed', now)) {
      await degradeLinks(tx, id, 'consent_lost');
      // The admins know: one of them has just done it.
      await mailOwnerOfConnection(tx, id);
    }
  } else await resumeConnections(tx);
}

const shown = (row: IntegrationRow | null) =>
  row && {
    ...{ cloud: row.cloud, clientId: row.clientId, accountType: row.accountType, tenant: row.tenant, state: row.state },
    secretExpiresOn: row.secretExpiresOn?.toISOString().slice(0, 10) ?? null,
    checkOutcome: row.checkOutcome,
  };
