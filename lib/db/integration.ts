import { type ClientCredential, openCredential } from '@/lib/client-credential';
import { type AccountType, loginOrigin, scopeHost, tenantSegment } from '@/lib/clouds';
import type { Tx } from '@/lib/db/client';
import { type Cloud, cloudOf } from '@/lib/microsoft-clouds';

export const INTEGRATION_SECRET = 'integration:secret';

/** What the last test of the settings said. `not_testable`: only a sign-in proves this account type (§4). */
export type CheckOutcome =
  | 'verified'
  | 'not_testable'
  | 'unreachable'
  | 'wrong_secret'
  | 'secret_expired'
  | 'unknown_application'
  | 'unknown_tenant'
  | 'account_type_narrower'
  | 'blocked_by_policy'
  | 'unexpected';

/** The library's registration as pages may see it: its secret is not part of it. */
export type IntegrationRow = {
  cloud: Cloud;
  accountType: AccountType;
  /** As typed. */
  tenant: string | null;
  tenantId: string | null;
  clientId: string;
  credentialKind: 'secret' | 'certificate';
  /** A local date, at midnight UTC. */
  secretExpiresOn: Date | null;
  state: 'draft' | 'active' | 'inactive' | 'disconnected';
  /** How rooms are reached from now on; links keep the way they were made with. */
  roomMode: 'delegated' | 'app';
  /** Since when everything is being taken out of Outlook, to be disconnected then (sync-design §11). */
  endingAt: Date | null;
  verifiedAt: Date | null;
  checkOutcome: CheckOutcome | null;
  /** By which code Microsoft refused then, e.g. AADSTS7000215. */
  checkCode: string | null;
  checkedAt: Date | null;
  /** The library's own words to staff before they connect. */
  description: string;
};

export async function readIntegration(tx: Tx): Promise<IntegrationRow | null> {
  const row = await tx.integration.findUnique({
    where: { id: 1 },
    select: {
      ...{ cloud: true, accountType: true, tenant: true, tenantId: true, clientId: true, secretExpiresOn: true },
      ...{ state: true, roomMode: true, endingAt: true, verifiedAt: true, checkOutcome: true, checkedAt: true },
      ...{ checkCode: true, description: true, credentialKind: true },
    },
  });
  if (!row) return null;
  return {
    ...row,
    cloud: cloudOf(row.cloud),
    accountType: row.accountType as AccountType,
    credentialKind: row.credentialKind === 'certificate' ? 'certificate' : 'secret',
    checkOutcome: row.checkOutcome as CheckOutcome | null,
  };
}

/** The same under its lock, so that two admins' steps follow one another. */
export async function lockIntegration(tx: Tx): Promise<IntegrationRow | null> {
  await tx.$queryRaw`SELECT id FROM integration WHERE id = 1 FOR UPDATE`;
  return readIntegration(tx);
}

/** What `lib/graph/oauth` needs, the secret opened; state beside it, since nothing is asked unless it is active. */
export async function integrationSettings(tx: Tx): Promise<{
  state: IntegrationRow['state'];
  endingAt: Date | null;
  settings: {
    loginOrigin: string;
    scopeHost: string;
    tenantSegment: string;
    clientId: string;
    credential: ClientCredential;
  };
} | null> {
  const row = await tx.integration.findUnique({ where: { id: 1 } });
  if (!row) return null;
  return {
    state: row.state,
    endingAt: row.endingAt,
    settings: {
      loginOrigin: loginOrigin(cloudOf(row.cloud)),
      scopeHost: scopeHost(cloudOf(row.cloud)),
      tenantSegment: tenantSegment(row.accountType, row.tenantId),
      clientId: row.clientId,
      credential: openCredential(row.credentialKind, row.secretEnc, INTEGRATION_SECRET),
    },
  };
}

type Settings = Pick<
  IntegrationRow,
  'cloud' | 'accountType' | 'tenant' | 'tenantId' | 'clientId' | 'secretExpiresOn' | 'state' | 'verifiedAt'
>;

/** A secret, sealed with {@link INTEGRATION_SECRET}; null keeps what is stored, secret or certificate. */
export async function writeIntegration(
  tx: Tx,
  settings: Settings & { secretEnc: string | null; checkOutcome: CheckOutcome; checkCode: string | null },
  now: Date,
): Promise<void> {
  const { secretEnc, ...rest } = settings;
  const before = await tx.integration.findUnique({ where: { id: 1 }, select: { secretExpiresOn: true } });
  const sameEnd = before?.secretExpiresOn?.getTime() === rest.secretExpiresOn?.getTime();
  // What was said about a secret is said anew about another.
  const warned = secretEnc === null && sameEnd ? {} : { secretWarnedDays: null };
  const data = { ...rest, ...warned, checkedAt: now, alarmedAt: null };
  if (secretEnc === null) await tx.integration.update({ where: { id: 1 }, data });
  else
    await tx.integration.upsert({
      where: { id: 1 },
      create: { id: 1, ...data, secretEnc },
      update: { ...data, secretEnc, credentialKind: 'secret' },
    });
}

/** An end that is under way goes on over a pause; disconnected, it is over. */
export async function setIntegrationState(tx: Tx, state: IntegrationRow['state']): Promise<void> {
  const over = state === 'disconnected' ? { endingAt: null } : {};
  await tx.integration.update({ where: { id: 1 }, data: { state, ...over } });
}

export async function setIntegrationEnding(tx: Tx, endingAt: Date | null): Promise<void> {
  await tx.integration.update({ where: { id: 1 }, data: { endingAt } });
}

export async function setDescription(tx: Tx, description: string): Promise<void> {
  await tx.integration.update({ where: { id: 1 }, data: { description } });
}

export async function setRoomMode(tx: Tx, roomMode: IntegrationRow['roomMode']): Promise<void> {
  await tx.integration.update({ where: { id: 1 }, data: { roomMode } });
}

/** Microsoft refuses the registration: true for the one who is to raise the alarm. */
export async function claimAlarm(tx: Tx, now: Date): Promise<boolean> {
  const { count } = await tx.integration.updateMany({ where: { id: 1, alarmedAt: null }, data: { alarmedAt: now } });
  return count === 1;
}

export async function endAlarm(tx: Tx): Promise<void> {
  await tx.integration.updateMany({ where: { id: 1, alarmedAt: { not: null } }, data: { alarmedAt: null } });
}

/** True for the one who is to warn that the secret ends in `days`; each number of days is claimed once. */
export async function claimSecretWarning(tx: Tx, days: number): Promise<boolean> {
  const { count } = await tx.integration.updateMany({
    where: { id: 1, OR: [{ secretWarnedDays: null }, { secretWarnedDays: { gt: days } }] },
    data: { secretWarnedDays: days },
  });
  return count === 1;
}

/** A test's or a real sign-in's answer, `code` as in AADSTS7000215; `verified` also says since when. */
export async function recordCheck(tx: Tx, outcome: CheckOutcome, now: Date, code: string | null = null): Promise<void> {
  const verifiedAt = outcome === 'verified' ? now : outcome === 'unreachable' ? undefined : null;
  await tx.integration.updateMany({
    where: { id: 1 },
    data: { checkOutcome: outcome, checkCode: code, checkedAt: now, ...(verifiedAt !== undefined && { verifiedAt }) },
  });
}
