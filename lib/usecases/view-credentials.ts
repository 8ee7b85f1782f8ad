import { type Actor, can } from '@/lib/auth/can';
import { type ClientCredential, certificateFacts } from '@/lib/client-credential';
import { db } from '@/lib/db/client';
import { type CheckOutcome, integrationSettings, readIntegration } from '@/lib/db/integration';
import { nextCredential } from '@/lib/db/next-credential';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

export type CredentialView = {
  kind: ClientCredential['kind'];
  /** SHA-1 in hexadecimal, as Microsoft's portal shows it; null: a secret. */
  thumbprint: string | null;
  /** In PEM, for the portal; the key is not part of it. Null: a secret. */
  certificate: string | null;
  expiresOn: Date | null;
  daysLeft: number | null;
};

export type CredentialsView = {
  current: CredentialView;
  next: (CredentialView & { outcome: CheckOutcome | null; code: string | null }) | null;
};

/** What the application proves itself with: never a secret, never a key. Null: nothing is saved yet. */
export async function viewCredentials(actor: Actor, now: Date): Promise<Result<CredentialsView | null>> {
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return ok(null);
  const next = await nextCredential(db());
  return ok({
    current: shown(stored.settings.credential, row.secretExpiresOn, now),
    next: next && {
      ...shown(next.credential, next.expiresOn, now),
      outcome: next.outcome,
      code: next.code,
    },
  });
}

const shown = (credential: ClientCredential, expiresOn: Date | null, now: Date): CredentialView => ({
  kind: credential.kind,
  thumbprint: credential.kind === 'certificate' ? certificateFacts(credential.certificate).thumbprint : null,
  certificate: credential.kind === 'certificate' ? credential.certificate : null,
  expiresOn,
  daysLeft: expiresOn && Math.ceil((expiresOn.getTime() - now.getTime()) / DAY_MS),
});
