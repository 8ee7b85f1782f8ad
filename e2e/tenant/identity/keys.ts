import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { World } from '../world';
import { rsaKeyFrom } from './rsa-key';
import { selfSigned } from './self-signed';

/** The signing keys of the platform, by number. Personal accounts are signed for with keys of their own. */
export type KeyFor = 'work' | 'personal';
export type SigningKey = { kid: string; privateKey: KeyObject; n: string; e: string; x5c: string };

const made = new Map<string, SigningKey>();

export function signingKey(world: World, who: KeyFor): SigningKey {
  return keyNumber(who, world.issued.keys.current);
}

export function publishedKeys(world: World, who: KeyFor): SigningKey[] {
  return world.issued.keys.published.map((number) => keyNumber(who, number));
}

/** From now on the next key signs. The older ones stay published unless told otherwise. */
export function rollKeys(world: World, keepOlder: boolean): void {
  const { keys } = world.issued;
  const current = keys.current + 1;
  world.issued.keys = { current, published: keepOlder ? [current, ...keys.published].slice(0, 3) : [current] };
}

function keyNumber(who: KeyFor, number: number): SigningKey {
  const name = `${who}:${number}`;
  const key = made.get(name) ?? makeKey(name, number);
  made.set(name, key);
  return key;
}

function makeKey(name: string, number: number): SigningKey {
  const privateKey = rsaKeyFrom(name);
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const startsAt = Date.UTC(2026, 0, 1);
  const endsAt = Date.UTC(2036, 0, 1);
  const commonName = `signing key ${name} of the stand-in tenant`;
  const der = selfSigned({ key: privateKey, commonName, serial: number + 1, startsAt, endsAt });
  const kid = createHash('sha1').update(der).digest('base64url');
  return { kid, privateKey, n, e, x5c: der.toString('base64') };
}
