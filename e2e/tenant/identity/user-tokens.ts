import type { Call } from '../router';
import type { User } from '../store/directory';
import { issueAccessToken, issueRefreshToken } from '../store/issued';
import { type Application, delegatedGrants, findPrincipal } from '../store/registrations';
import type { World } from '../world';
import { idToken } from './id-token';
import { GRAPH, OIDC_SCOPES } from './permissions';
import { IdentityProblem } from './problem';
import { graphScopes } from './scopes';

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
};

/** The answer to a code or a refresh token. The token carries everything consented to so far. */
export async function userTokens(call: Call, grant: UserGrant): Promise<Record<string, unknown>> {
  const { world } = call;
  const { application, user, tenantId, scopes, nonce, platform } = grant;
  const now = world.clock.now();
  call.note.user = user.upn;
  const { clientId } = application;
  const consented = delegatedGrants(world.registrations, clientId, tenantId, user.id);
  const held = graphScopes(consented);
  const life = lifeSeconds(world);
  const access = issueAccessToken(world.issued, {
    clientId,
    tenantId,
    userId: user.id,
    scopes: new Set(held),
    expiresAt: now + life * 1000,
  });
  const isOffline = scopes.includes('offline_access') && consented.has('offline_access');
  const body: Record<string, unknown> = {
    token_type: 'Bearer',
    scope: scopeText(world, held, scopes),
    expires_in: life,
    ext_expires_in: life,
    access_token: access,
  };
  if (isOffline) {
    const expiresAt = now + (platform === 'spa' ? DAY_MS : IDLE_MS);
    const token = { clientId, tenantId, userId: user.id, scopes, platform, issuedAt: now, expiresAt, revokedAt: null };
    body.refresh_token = issueRefreshToken(world.issued, token);
  }
  if (scopes.includes('openid')) {
    body.id_token = await idToken({ origin: call.origin, clientId, user, tenantId, scopes, nonce, now });
  }
  return body;
}

/** Between sixty and ninety minutes, as the real one varies it. */
export function lifeSeconds(world: World): number {
  return world.chance.int(3600, 5399);
}

/** The last two checks of every user grant: consent still given, person still welcome. */
export function mustStillHold(world: World, grant: Omit<UserGrant, 'nonce' | 'platform'>): void {
  const { application, user, tenantId, scopes } = grant;
  const { clientId } = application;
  const consented = delegatedGrants(world.registrations, clientId, tenantId, user.id);
  if (scopes.some((scope) => !consented.has(scope))) {
    throw new IdentityProblem(
      400,
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${clientId}' named '${application.name}'. Send an interactive authorization request for this user and resource.`,
      'consent_required',
    );
  }
  const principal = findPrincipal(world.registrations, clientId, tenantId);
  if (principal && !principal.enabled) {
    throw new IdentityProblem(400, 'unauthorized_client', 7000112, `Application '${clientId}' is disabled.`);
  }
  if (!user.enabled) throw new IdentityProblem(400, 'invalid_grant', 50057, 'The user account is disabled.');
  if (principal?.assignmentRequired && !principal.assigned.has(user.id)) throw notAssigned(application, user);
}

export function notAssigned(application: Application, user: User): IdentityProblem {
  return new IdentityProblem(
    400,
    'invalid_grant',
    50105,
    `Your administrator has configured the application ${application.name} ('${application.clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '${user.upn}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.`,
  );
}

function scopeText(world: World, held: string[], asked: string[]): string {
  const prefixed = world.behaviour.get('scopeInTokenAnswer') === 'prefixed';
  const named = held.map((name) => (prefixed ? `${GRAPH}/${name}` : name));
  const oidc = asked.filter((name) => OIDC_SCOPES.includes(name) && name !== 'offline_access');
  return [...oidc, ...named].join(' ');
}
