import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateFacts, newCertificate, sameCredential } from './client-credential';

test('a certificate that was made is one, signed by its own key, and good for two years', async () => {
  const now = new Date('2026-11-21T09:00:00Z');
  const made = await newCertificate(now);
  const x509 = new X509Certificate(made.certificate);
  expect(x509.subject).toBe('CN=Carrel');
  expect(x509.verify(x509.publicKey)).toBe(true);
  expect(x509.checkPrivateKey(createPrivateKey(made.privateKey))).toBe(true);
  expect(new Date(x509.validFrom).toISOString()).toBe('2026-11-20T09:00:00.000Z');
  const { thumbprint, sha256, expiresOn } = certificateFacts(made.certificate);
  expect(expiresOn.toISOString()).toBe('2028-11-21T00:00:00.000Z');
  expect(x509.fingerprint.replaceAll(':', '')).toBe(thumbprint);
  expect(Buffer.from(sha256, 'base64url').toString('hex').toUpperCase()).toBe(x509.fingerprint256.replaceAll(':', ''));
  expect(sameCredential(made, made)).toBe(true);
  expect(sameCredential(made, { kind: 'secret', secret: 'x' })).toBe(false);
});
