import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { ClientCredential } from './client-credential';
import type { FieldProblem } from './field-problem';

type Certificate = Extract<ClientCredential, { kind: 'certificate' }>;
type Problems = Partial<Record<'certificate' | 'privateKey', FieldProblem>>;

export type ReadCertificate = { ok: true; credential: Certificate } | { ok: false; problems: Problems };

/** Microsoft's own least (own reading of entra-oauth §3.1: PS256 wants RSA). */
const LEAST_BITS = 2048;

/**
 * A certificate that was made elsewhere and its private key, as PEM. Either text may hold more than it is asked for, as
 * exports do: chains, or both in one. Of several certificates that of the key counts. The problems stand by their field.
 */
export function readCertificate(given: Record<'certificate' | 'privateKey', string>, now: Date): ReadCertificate {
  const all = blocksOf(`${given.certificate}\n${given.privateKey}`);
  const certificates = all.flatMap(({ label, pem }) => (label === 'CERTIFICATE' ? (certificateOf(pem) ?? []) : []));
  const key = keyOf(all);
  const problems: Problems = {};
  const [first] = certificates;
  if (!first) problems.certificate = given.certificate.trim() === '' ? 'required' : 'not_certificate';
  if (typeof key === 'string') problems.privateKey = given.privateKey.trim() === '' ? 'required' : key;
  if (!first || typeof key === 'string') return { ok: false, problems };
  const own = certificates.find((one) => isOf(one, key));
  if (!own) return { ok: false, problems: { privateKey: 'key_mismatch' } };
  if (new Date(own.validTo) <= now) return { ok: false, problems: { certificate: 'certificate_expired' } };
  if (new Date(own.validFrom) > now) return { ok: false, problems: { certificate: 'certificate_not_yet' } };
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ok: true, credential: { kind: 'certificate', privateKey, certificate: own.toString() } };
}

type Block = { label: string; pem: string };

/** What stands between BEGIN and END, and whatever else the text may say left out. */
const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----(?:(?!-----)[\s\S])+-----END \1-----/g)].map(
    ([pem, label = '']) => ({
      label,
      pem,
    }),
  );

function certificateOf(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

/** The key, or what is wrong with it. The older forms (PKCS #1) are taken too: what is kept is PKCS #8. */
function keyOf(blocks: readonly Block[]): KeyObject | FieldProblem {
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!block) return 'not_private_key';
  if (block.label.startsWith('ENCRYPTED') || block.pem.includes('ENCRYPTED')) return 'key_has_passphrase';
  try {
    const key = createPrivateKey(block.pem);
    if (key.asymmetricKeyType !== 'rsa') return 'key_not_rsa';
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS ? 'key_too_short' : key;
  } catch {
    return 'not_private_key';
  }
}

function isOf(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    return false;
  }
}
