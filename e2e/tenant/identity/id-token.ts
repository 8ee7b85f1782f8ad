import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { User } from '../store/directory';
import { randomText } from '../store/secret-text';
import { signingKey } from './keys';

export type IdTokenFacts = {
  origin: string;
  clientId: string;
  user: User;
  tenantId: string;
  scopes: Iterable<string>;
  nonce: string | null;
  now: number;
};

/** Signed, about an hour long; `sub` differs for each application. */
export async function idToken({ origin, clientId, user, tenantId, scopes, nonce, now }: IdTokenFacts): Promise<string> {
  const { kid, privateKey } = await signingKey();
  const wanted = new Set(scopes);
  const second = Math.floor(now / 1000);
  const claims = {
    ver: '2.0',
    sub: pairwiseSubject(clientId, user),
    tid: tenantId,
    uti: randomText(22),
    rh: `1.A${randomText(40)}.`,
    sid: randomUUID(),
    ...(nonce === null ? {} : { nonce }),
    ...(wanted.has('profile') ? { name: user.displayName, oid: user.id, preferred_username: user.upn } : {}),
    ...(wanted.has('email') && user.mail ? { email: user.mail } : {}),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(`${origin}/${tenantId}/v2.0`)
    .setAudience(clientId)
    .setIssuedAt(second)
    .setNotBefore(second)
    .setExpirationTime(second + 3600)
    .sign(privateKey);
}

export function pairwiseSubject(clientId: string, user: User): string {
  return createHash('sha256').update(`${clientId}:${user.id}`).digest('base64url');
}
