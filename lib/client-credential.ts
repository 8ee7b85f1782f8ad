import { createHash, generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { seal, unseal } from './seal';
import { selfSigned } from './self-signed';

/** How the application proves itself to Microsoft: by a secret, or by a key whose certificate Microsoft knows. */
export type ClientCredential =
  | { kind: 'secret'; secret: string }
  /** In PEM; the key is PKCS #8 and never leaves but sealed. */
  | { kind: 'certificate'; privateKey: string; certificate: string };

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), secret: z.string() }),
  z.object({ kind: z.literal('certificate'), privateKey: z.string(), certificate: z.string() }),
]);

/** A secret is sealed as it is, so that rows from before certificates open. */
export const sealCredential = (credential: ClientCredential, purpose: string): string =>
  seal(credential.kind === 'secret' ? credential.secret : JSON.stringify(credential), purpose);

export function openCredential(kind: string, sealed: string, purpose: string): ClientCredential {
  const text = unseal(sealed, purpose);
  return kind === 'secret' ? { kind, secret: text } : shape.parse(JSON.parse(text));
}

export const sameCredential = (a: ClientCredential, b: ClientCredential): boolean =>
  a.kind === 'secret'
    ? b.kind === 'secret' && a.secret === b.secret
    : b.kind === 'certificate' && a.certificate === b.certificate;

const newKeys = promisify(generateKeyPair);
const YEARS = 2;

/** A new key and its certificate, good from the day before (clocks differ) for two years. */
export async function newCertificate(now: Date): Promise<Extract<ClientCredential, { kind: 'certificate' }>> {
  const { privateKey } = await newKeys('rsa', { modulusLength: 3072 });
  const [from, until] = [new Date(now.getTime() - 86_400_000), new Date(now)];
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const certificate = selfSigned(privateKey, { name: 'Carrel', serial: randomBytes(8), from, until });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kind: 'certificate', privateKey: pem, certificate };
}

export type CertificateFacts = { thumbprint: string; sha256: string; expiresOn: Date };

/** `thumbprint`: SHA-1 in hexadecimal, as the portal shows it; `sha256`: as `x5t#S256` wants it (entra-oauth §3.1). */
export function certificateFacts(certificate: string): CertificateFacts {
  const x509 = new X509Certificate(certificate);
  const hash = (name: string) => createHash(name).update(x509.raw);
  const expiresOn = new Date(x509.validTo);
  expiresOn.setUTCHours(0, 0, 0, 0);
  return {
    thumbprint: hash('sha1').digest('hex').toUpperCase(),
    sha256: hash('sha256').digest('base64url'),
    expiresOn,
  };
}
