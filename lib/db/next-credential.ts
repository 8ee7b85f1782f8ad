import { type ClientCredential, openCredential, sameCredential, sealCredential } from '@/lib/client-credential';
import type { Tx } from '@/lib/db/client';
import { type CheckOutcome, INTEGRATION_SECRET, integrationSettings, lockIntegration } from '@/lib/db/integration';
import { resumeAfterAppError } from '@/lib/db/registration-changes';
import { ENTRA, ENTRA_SECRET } from '@/lib/db/sign-in-provider';
import { seal, unseal } from '@/lib/seal';

/** The second secret or certificate, beside the one in force. */
export type NextCredential = {
  credential: ClientCredential;
  expiresOn: Date | null;
  /** Of its last test; null: none yet. */
  outcome: CheckOutcome | null;
  code: string | null;
};

/** Sealed as the first is: taking over moves the value as it stands. */
export async function nextCredential(tx: Tx): Promise<NextCredential | null> {
  const row = await tx.integration.findUnique({ where: { id: 1 } });
  if (!row?.nextEnc || !row.nextKind) return null;
  return {
    credential: openCredential(row.nextKind, row.nextEnc, INTEGRATION_SECRET),
    ...{ expiresOn: row.nextExpiresOn, outcome: row.nextOutcome as CheckOutcome | null, code: row.nextCode },
  };
}

export async function writeNext(tx: Tx, next: NextCredential): Promise<void> {
  const { credential, expiresOn: nextExpiresOn, outcome: nextOutcome, code: nextCode } = next;
  const nextEnc = sealCredential(credential, INTEGRATION_SECRET);
  const data = { nextKind: credential.kind, nextEnc, nextExpiresOn, nextOutcome, nextCode };
  await tx.integration.update({ where: { id: 1 }, data });
}

export async function dropNext(tx: Tx): Promise<void> {
  await tx.integration.updateMany({ where: { id: 1 }, data: NONE });
}

const NONE = { nextKind: null, nextEnc: null, nextExpiresOn: null, nextOutcome: null, nextCode: null };

/** Accepted at its test, or of a kind of account that only a sign-in can test. */
export const mayTakeOver = ({ outcome }: Pick<NextCredential, 'outcome'>): boolean =>
  outcome === 'verified' || outcome === 'not_testable';

/**
 * The second takes the place of the first, whose end is forgotten with it; whoever waited for it goes on, and signing in
 * by the same registration follows. `used`: only if that one is still in force. 'changed': it is not.
 */
export async function promoteNext(tx: Tx, used: ClientCredential, now: Date): Promise<'promoted' | 'changed' | 'none'> {
  const row = await lockIntegration(tx);
  const stored = await integrationSettings(tx);
  if (!row || !stored) return 'none';
  if (!sameCredential(stored.settings.credential, used)) return 'changed';
  const next = await nextCredential(tx);
  if (!next || !mayTakeOver(next)) return 'none';
  const data = {
    ...{ credentialKind: next.credential.kind, secretEnc: sealCredential(next.credential, INTEGRATION_SECRET) },
    ...{ secretExpiresOn: next.expiresOn, secretWarnedDays: null, alarmedAt: null, ...NONE },
    ...{ checkOutcome: next.outcome, checkCode: null, checkedAt: now },
    verifiedAt: next.outcome === 'verified' ? now : row.verifiedAt,
  };
  await tx.integration.update({ where: { id: 1 }, data });
  await signInFollows(tx, row.clientId, used, next.credential);
  await resumeAfterAppError(tx);
  return 'promoted';
}

/** Signing in may use the same registration with a copy of its secret. */
async function signInFollows(tx: Tx, clientId: string, before: ClientCredential, now: ClientCredential): Promise<void> {
  if (before.kind !== 'secret' || now.kind !== 'secret') return;
  const provider = await tx.signInProvider.findUnique({ where: { id: ENTRA } });
  if (provider?.clientId !== clientId || unseal(provider.secretEnc, ENTRA_SECRET) !== before.secret) return;
  await tx.signInProvider.update({ where: { id: ENTRA }, data: { secretEnc: seal(now.secret, ENTRA_SECRET) } });
}
