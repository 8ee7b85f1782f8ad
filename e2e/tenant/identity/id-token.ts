import { createHash, randomUUID, sign } from 'node:crypto';
import type { Call } from '../router';
import type { TenantRecord, User } from '../store/directory';
import type { Application } from '../store/registrations';
import { randomText } from '../store/secret-text';
import { signingKey } from './keys';
import { platformTime } from './problem';

export type IdTokenFacts = {
  application: Application;
  user: User;
  tenantId: string;
  scopes: Iterable<string>;
  nonce: string | null;
};

/** Signed, about an hour long; `sub` differs for each application. */
export function idToken({ origin, world }: Call, facts: IdTokenFacts): string {
  const { application, user, tenantId, scopes, nonce } = facts;
  const tenant = world.directory.tenants.get(tenantId);
  const home = user.homeId === null ? undefined : world.directory.users.get(user.homeId);
  const { kid, privateKey } = signingKey(world, tenant?.isPersonal ? 'personal' : 'work');
  const wanted = new Set(scopes);
  const second = Math.floor(platformTime(world) / 1000);
  const email = wanted.has('email') ? emailFor(application, user, tenant) : null;
  const claims = {
    aud: application.clientId,
    iss: `${origin}/${tenantId}/v2.0`,
    iat: second,
    nbf: second,
    exp: second + 3600,
    aio: randomText(64),
    ...(email === null ? {} : { email }),
    ...(home ? { idp: `https://sts.windows.net/${home.tenantId}/` } : {}),
    ...(nonce === null ? {} : { nonce }),
    ...(wanted.has('profile')
      ? { name: user.displayName, oid: user.id, preferred_username: home?.upn ?? user.upn }
      : {}),
    rh: `1.A${randomText(40)}.`,
    sid: randomUUID(),
    sub: pairwiseSubject(application.clientId, user),
    tid: tenantId,
    uti: randomText(22),
    ver: '2.0',
  };
  const encoded = [{ typ: 'JWT', alg: 'RS256', kid }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${encoded}.${sign('sha256', Buffer.from(encoded), privateKey).toString('base64url')}`;
}

export function pairwiseSubject(clientId: string, user: User): string {
  return createHash('sha256').update(`${clientId}:${user.id}`).digest('base64url');
}

/** Applications of many tenants do not get addresses whose domain the tenant has not verified. */
function emailFor(application: Application, user: User, tenant: TenantRecord | undefined): string | null {
  const domain = user.mail?.split('@')[1] ?? '';
  const isSingleTenant = application.audience === 'AzureADMyOrg';
  if (isSingleTenant || tenant?.isPersonal || tenant?.domains.includes(domain)) return user.mail;
  return null;
}
