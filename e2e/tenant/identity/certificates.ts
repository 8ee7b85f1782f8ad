import { createHash, X509Certificate } from 'node:crypto';
import type { Random } from '../random';
import type { Application, Certificate } from '../store/registrations';

/** Reads an uploaded .cer, .pem or .crt: text in PEM, or the bytes themselves. Undefined: it is no certificate. */
export function addCertificate(
  application: Application,
  ids: Random,
  uploaded: string | Uint8Array,
  description = '',
): Certificate | undefined {
  const x509 = parse(uploaded);
  if (x509?.publicKey.asymmetricKeyType !== 'rsa') return undefined;
  const hash = (name: string) => createHash(name).update(x509.raw);
  const certificate: Certificate = {
    id: ids.uuid(),
    description: description || (/CN=(.*)/.exec(x509.subject)?.[1] ?? 'Certificate'),
    thumbprint: hash('sha1').digest('hex').toUpperCase(),
    sha1: hash('sha1').digest('base64url'),
    sha256: hash('sha256').digest('base64url'),
    pem: x509.toString(),
    startsAt: Date.parse(x509.validFrom),
    expiresAt: Date.parse(x509.validTo),
  };
  application.certificates.push(certificate);
  return certificate;
}

function parse(uploaded: string | Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(typeof uploaded === 'string' ? uploaded.trim() : uploaded);
  } catch {
    return undefined;
  }
}
