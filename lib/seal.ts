import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * Sealing of secrets and tokens before they touch a row: AES-256-GCM with a fresh nonce, bound to a purpose so that a
 * sealed value moved to another column does not open. The first key of SEALING_KEYS seals; all of them open.
 * Form: v1.KEYID.NONCE.BODY.TAG, base64url; KEYID is the beginning of the key's SHA-256.
 */
export function seal(plain: string, purpose: string): string {
  const [key] = keys();
  if (!key) throw new Error('SEALING_KEYS is empty');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [
    'v1',
    keyId(key),
    nonce.toString('base64url'),
    body.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join('.');
}

/** Throws when the value was sealed with a key that is no longer listed, for another purpose, or was changed. */
export function unseal(sealed: string, purpose: string): string {
  const [version, id, nonce, body, tag] = sealed.split('.');
  if (version !== 'v1' || !id || !nonce || body === undefined || !tag) throw new Error('not a sealed value');
  const key = keys().find((candidate) => keyId(candidate) === id);
  if (!key) throw new Error('sealed with a key that SEALING_KEYS no longer lists');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** Whether the first of SEALING_KEYS sealed it. */
export function isSealedWithNewest(sealed: string): boolean {
  const [key] = keys();
  return key !== undefined && sealed.split('.')[1] === keyId(key);
}

/** The same with the newest key. Null: no key that is listed opens it. */
export function reseal(sealed: string, purpose: string): string | null {
  try {
    return seal(unseal(sealed, purpose), purpose);
  } catch {
    return null;
  }
}

/** For values that are only ever compared: states, url keys, client states, e-mail links. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** A keyed signature that AUTH_SECRET vouches for, e.g. of a booking's link. */
export const signature = (text: string, purpose: string) =>
  createHmac('sha256', env().AUTH_SECRET).update(`${purpose}\n${text}`).digest('base64url');

/** Constant-time comparison of two texts. */
export function sameText(a: string, b: string): boolean {
  const x = Buffer.from(hashToken(a));
  const y = Buffer.from(hashToken(b));
  return timingSafeEqual(x, y);
}

/** URL-safe random text of `bytes` bytes of entropy. */
export const randomToken = (bytes = 24) => randomBytes(bytes).toString('base64url');

const keys = () => env().SEALING_KEYS.map((key) => Buffer.from(key, 'base64'));
const keyId = (key: Buffer) => createHash('sha256').update(key).digest('base64url').slice(0, 8);
