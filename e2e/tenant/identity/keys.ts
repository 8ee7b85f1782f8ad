import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The signing keys of the platform; one pair lives as long as the process, a rollover adds another. */
export type SigningKey = { kid: string; privateKey: CryptoKey; publicJwk: JWK };

let current: Promise<SigningKey> | undefined;
let older: SigningKey[] = [];

export function signingKey(): Promise<SigningKey> {
  current ??= makeKey();
  return current;
}

export async function publishedKeys(): Promise<SigningKey[]> {
  return [await signingKey(), ...older];
}

export async function rollKeys(): Promise<void> {
  older = [await signingKey(), ...older].slice(0, 2);
  current = makeKey();
  await current;
}

async function makeKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = createHash('sha1')
    .update(publicJwk.n ?? '')
    .digest('base64url');
  return { kid, privateKey, publicJwk };
}
