import type { TenantRecord, User } from '../store/directory';
import { type Application, addGrant, delegatedGrants, ensurePrincipal, findPrincipal } from '../store/registrations';
import type { World } from '../world';
import { findPermission, OIDC_SCOPES } from './permissions';

export type ConsentNeed = 'none' | 'ask' | 'admin';

/** What stands between this person and these scopes. */
export function consentNeed(
  world: World,
  application: Application,
  tenant: TenantRecord,
  user: User,
  scopes: string[],
  forced: boolean,
): ConsentNeed {
  const held = delegatedGrants(world.registrations, application.clientId, tenant.id, user.id);
  const missing = scopes.filter((scope) => !held.has(scope));
  const asked = forced ? scopes : missing;
  if (asked.length === 0) return 'none';
  if (user.isAdmin || tenant.isPersonal) return 'ask';
  const principal = findPrincipal(world.registrations, application.clientId, tenant.id);
  const mayNot = principal?.assignmentRequired || asked.some((scope) => needsAdmin(tenant, scope));
  return mayNot ? 'admin' : 'ask';
}

function needsAdmin(tenant: TenantRecord, scope: string): boolean {
  const permission = findPermission(scope);
  if (!permission || permission.adminOnly || tenant.consentPolicy === 'off') return true;
  return tenant.consentPolicy === 'managed' && permission.managed;
}

export function giveConsent(
  world: World,
  application: Application,
  tenant: TenantRecord,
  userId: string | null,
  scopes: string[],
): void {
  const { clientId } = application;
  ensurePrincipal(world.registrations, world.ids, clientId, tenant.id);
  const usable = tenant.isPersonal ? scopes.filter((scope) => findPermission(scope)?.personal) : scopes;
  addGrant(world.registrations, { clientId, tenantId: tenant.id, kind: 'delegated', userId }, usable);
}

/** For everybody: what the registration declares, or what the request names. Sign-in scopes come with it. */
export function giveAdminConsent(world: World, application: Application, tenant: TenantRecord, named?: string[]): void {
  const declared = (kind: 'delegated' | 'application') =>
    application.declared.filter((one) => one.kind === kind).map((one) => one.name);
  giveConsent(world, application, tenant, null, [...OIDC_SCOPES, ...(named ?? declared('delegated'))]);
  const roles = named ? [] : declared('application');
  if (roles.length === 0) return;
  const key = { clientId: application.clientId, tenantId: tenant.id, kind: 'application' as const, userId: null };
  addGrant(world.registrations, key, roles);
}

/** For one person, or for everybody and everything. */
export function withdrawConsent(world: World, clientId: string, tenantId: string, userId?: string): void {
  const { registrations } = world;
  registrations.grants = registrations.grants.filter(
    (grant) =>
      grant.clientId !== clientId ||
      grant.tenantId !== tenantId ||
      (userId !== undefined && grant.userId !== userId && grant.userId !== null),
  );
}
