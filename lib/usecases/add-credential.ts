import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { type ClientCredential, certificateFacts, newCertificate } from '@/lib/client-credential';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { lockIntegration, readIntegration } from '@/lib/db/integration';
import { type NextCredential, nextCredential, writeNext } from '@/lib/db/next-credential';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { credentialOnRecord } from './credential-on-record';
import { probeRegistration, refuseProbe } from './probe-registration';
import { dateField, isOver, secretField } from './registration-fields';
import { takeOverNow } from './take-over-now';

export const addSecretInput = z.object({
  nextSecret: secretField.refine((secret) => secret !== null, 'required'),
  nextExpiresOn: dateField,
});

/**
 * A second secret beside the one in force (entra-oauth §11). It is tried at once, and kept only if Microsoft accepts it, or
 * cannot be asked for this account type. `tookOver`: the one in force is refused, so this one is in force now.
 */
export async function addSecret(actor: Actor, raw: unknown, now: Date): Promise<Result<{ tookOver: boolean }>> {
  const input = parse(addSecretInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  if (isOver(input.value.nextExpiresOn, now))
    return refuse({ code: 'invalid', fields: { nextExpiresOn: 'not_before_today' } });
  const row = await readIntegration(db());
  if (!row) return refuse({ code: 'integration_missing' });
  const { nextSecret, nextExpiresOn: expiresOn } = input.value;
  const credential: ClientCredential = { kind: 'secret', secret: nextSecret ?? '' };
  const probe = await probeRegistration({ ...row, credential }, now);
  if (probe.outcome !== 'verified' && probe.outcome !== 'not_testable') return refuseProbe(probe);
  const kept = await keepNextCredential(actor.id, { credential, expiresOn, outcome: probe.outcome, code: null });
  return kept.ok ? ok({ tookOver: await takeOverNow(now) }) : kept;
}

/**
 * A key of our own and its certificate, to be uploaded at Microsoft: the key never leaves this server. It is tested once it
 * is there.
 */
export async function makeCertificate(actor: Actor, now: Date): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  if (!(await readIntegration(db()))) return refuse({ code: 'integration_missing' });
  const credential = await newCertificate(now);
  const { expiresOn } = certificateFacts(credential.certificate);
  return keepNextCredential(actor.id, { credential, expiresOn, outcome: null, code: null });
}

/** Beside what is in force, in place of another second one. */
export const keepNextCredential = (personId: number, next: NextCredential): Promise<Result<undefined>> =>
  inTransaction(async (tx) => {
    if (!(await lockIntegration(tx))) return refuse({ code: 'integration_missing' });
    const before = await nextCredential(tx);
    await writeNext(tx, next);
    await audit(tx, {
      ...{ personId, act: 'integration.credential_added', subject: 'integration' },
      detail: { before: before && credentialOnRecord(before), after: credentialOnRecord(next) },
    });
    return ok();
  });
