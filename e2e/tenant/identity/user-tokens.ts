import type { Call } from '../router';
import type { TenantRecord, User } from '../store/directory';
import { delegatedGrants } from '../store/grants';
import { issueAccessToken, issueRefreshToken, type Proof } from '../store/issued';
import type { Application } from '../store/registrations';
import type { World } from '../world';
import { idToken } from './id-token';
import { OIDC_SCOPES } from './permissions';
import { graphOf, graphScopes } from './scopes';

const DAY_MS = 86_400_000;
const IDLE_MS = 90 * DAY_MS;

export type UserGrant = {
  application: Application;
  user: User;
  tenantId: string;
  /** What was asked for now; openid and offline_access decide what comes back. */
  scopes: string[];
  nonce: string | null;
  platform: 'web' | 'spa';
  proof: Proof;
  credentialId: string | null;
  /** A single-page application's new token ends when its first would have. */
  endsAt?: number;
  wantsClientInfo?: boolean;
};

/** The answer to a code or a refresh token. The token carries everything consented to so far. */
export async function userTokens(call: Call, grant: UserGrant): Promise<Record<string, unknown>> {
  const { world } = call;
  const { application, user, tenantId, scopes, nonce, platform, proof, credentialId } = grant;
  const now = world.clock.now();
  call.note.user = user.upn;
  const { clientId } = application;
  const consented = delegatedGrants(world.registrations, clientId, tenantId, user.id, now);
  const left = leftOut(world, clientId, user);
  const held = graphScopes(consented).filter((name) => !left.has(name));
  const life = lifeSeconds(world, world.directory.tenants.get(tenantId));
  const access = issueAccessToken(world.issued, {
    clientId,
    tenantId,
    userId: user.id,
    scopes: new Set(held),
    expiresAt: now + life * 1000,
  });
  const body: Record<string, unknown> = {
    token_type: 'Bearer',
    scope: scopeText(world, application, held, scopes),
    expires_in: life,
    ext_expires_in: life,
    access_token: access,
  };
  if (scopes.includes('offline_access')) {
    const { signedInAt, mfaAt } = proof;
    body.refresh_token = issueRefreshToken(world.issued, {
      ...{ clientId, tenantId, userId: user.id, scopes, platform, credentialId, signedInAt, mfaAt },
      issuedAt: now,
      expiresAt: grant.endsAt ?? now + (platform === 'spa' ? DAY_MS : IDLE_MS),
      revokedAt: null,
    });
  }
  if (scopes.includes('openid')) body.id_token = idToken(call, { application, user, tenantId, scopes, nonce });
  if (grant.wantsClientInfo) body.client_info = clientInfo(user, tenantId);
  return body;
}

/** Between sixty and ninety minutes, as the real one varies it, unless the tenant's policy fixes it. */
export function lifeSeconds(world: World, tenant: TenantRecord | undefined): number {
  return tenant?.accessTokenSeconds ?? world.chance.int(3600, 5399);
}

function leftOut(world: World, clientId: string, user: User): Set<string> {
  const narrowings = world.registrations.narrowings.filter(
    (one) => one.clientId === clientId && (one.userId === null || one.userId === user.id),
  );
  return new Set(narrowings.flatMap((one) => [...one.without]));
}

function scopeText(world: World, application: Application, held: string[], asked: string[]): string {
  const isPrefixed = world.behaviour.get('scopeInTokenAnswer') === 'prefixed';
  const named = held.map((name) => (isPrefixed ? `${graphOf(application)}/${name}` : name));
  const oidc = asked.filter((name) => OIDC_SCOPES.includes(name) && name !== 'offline_access');
  return [...oidc, ...named].join(' ');
}

function clientInfo(user: User, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenantId })).toString('base64url');
}
