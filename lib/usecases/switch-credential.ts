import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import {
  dropNext,
  mayTakeOver,
  type NextCredential,
  nextCredential,
  promoteNext,
  writeNext,
} from '@/lib/db/next-credential';
import { ok, type Result, refuse } from '@/lib/result';
import { credentialOnRecord } from './credential-on-record';
import { probeRegistration, refuseProbe } from './probe-registration';
import { takeOverNow } from './take-over-now';

/** The second credential, asked about once more: what Microsoft says of it is kept with it. */
async function tried(now: Date): Promise<Result<NextCredential>> {
  const row = await readIntegration(db());
  const next = await nextCredential(db());
  if (!row || !next) return refuse({ code: 'no_second_credential' });
  const probe = await probeRegistration({ ...row, credential: next.credential }, now);
  const told = { ...next, outcome: probe.outcome, code: probe.microsoftCode };
  await writeNext(db(), told);
  return mayTakeOver(told) ? ok(told) : refuseProbe(probe);
}

/** `tookOver`: it is accepted and the one in force is not, so it is in force now. */
export async function testCredential(actor: Actor, now: Date): Promise<Result<{ tookOver: boolean }>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const answer = await tried(now);
  if (!answer.ok && answer.refusal.code === 'no_second_credential') return answer;
  await audit(db(), {
    ...{ personId: actor.id, act: 'integration.credential_tested', subject: 'integration' },
    detail: { accepted: answer.ok },
  });
  return answer.ok ? ok({ tookOver: await takeOverNow(now) }) : answer;
}

/**
 * The second takes the place of the first, after one more test: from the next request on it is used, what is under way
 * with the first goes through, and nobody connects again (refresh tokens belong to the client ID, entra-oauth §3.4).
 */
export async function switchCredential(actor: Actor, now: Date): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const answer = await tried(now);
  if (!answer.ok) return answer;
  return inTransaction(async (tx) => {
    const stored = await integrationSettings(tx);
    const row = await readIntegration(tx);
    const before = stored && credentialOnRecord({ ...stored.settings, expiresOn: row?.secretExpiresOn ?? null });
    const outcome = stored ? await promoteNext(tx, stored.settings.credential, now) : 'none';
    if (outcome !== 'promoted') return refuse({ code: 'no_second_credential' });
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.credential_switched', subject: 'integration' },
      detail: { before, after: credentialOnRecord(answer.value) },
    });
    return ok();
  });
}

export async function dropCredential(actor: Actor): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const next = await nextCredential(tx);
    await dropNext(tx);
    await audit(tx, {
      ...{ personId: actor.id, act: 'integration.credential_dropped', subject: 'integration' },
      detail: { before: next && credentialOnRecord(next) },
    });
    return ok();
  });
}
