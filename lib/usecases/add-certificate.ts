import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { certificateFacts } from '@/lib/client-credential';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { parse } from '@/lib/parse';
import { readCertificate } from '@/lib/read-certificate';
import { ok, type Result, refuse } from '@/lib/result';
import { keepNextCredential } from './add-credential';
import { probeRegistration } from './probe-registration';
import { takeOverNow } from './take-over-now';

/** A chain and a large key are far smaller. */
export const CERTIFICATE_BYTES = 64 * 1024;

const pem = z.string().max(CERTIFICATE_BYTES, 'too_long').default('');
export const addCertificateInput = z.object({ certificate: pem, privateKey: pem });

/**
 * A certificate that was made elsewhere, with its key, beside what is in force: the key is sealed before it touches a row,
 * and nobody is shown it again. Microsoft is asked at once; one that it does not know yet is kept all the same, and tested
 * once it is there. `tookOver`: as with a secret. Fields `certificate` and `privateKey` say what is wrong with them.
 */
export async function addCertificate(actor: Actor, raw: unknown, now: Date): Promise<Result<{ tookOver: boolean }>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const input = parse(addCertificateInput, raw);
  if (!input.ok) return input;
  const row = await readIntegration(db());
  if (!row) return refuse({ code: 'integration_missing' });
  const read = readCertificate(input.value, now);
  if (!read.ok) return refuse({ code: 'invalid', fields: read.problems });
  const { credential } = read;
  const { outcome, microsoftCode: code } = await probeRegistration({ ...row, credential }, now);
  const { expiresOn } = certificateFacts(credential.certificate);
  const kept = await keepNextCredential(actor.id, { credential, expiresOn, outcome, code });
  return kept.ok ? ok({ tookOver: await takeOverNow(now) }) : kept;
}
