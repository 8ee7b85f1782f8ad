import type { TenantRecord, User } from '../store/directory';
import { addGrant, delegatedGrants } from '../store/grants';
import { type Application, ensurePrincipal, findPrincipal } from '../store/registrations';
import type { World } from '../world';
import { findPermission, OIDC_SCOPES } from './permissions';
import { usableIn } from './scopes';

/** `risky`: an administrator is needed because of the application, not because of what it asks. */
export type ConsentNeed = 'none' | 'ask' | 'admin' | 'risky';

export type ConsentQuestion = {
  application: Application;
  tenant: TenantRecord;
  user: User;
  scopes: string[];
  /** `prompt=consent`: asked again whatever was given. */
  forced: boolean;
};

/** What stands between this person and these scopes. */
export function consentNeed(world: World, { application, tenant, user, scopes, forced }: ConsentQuestion): ConsentNeed {
  const held = delegatedGrants(world.registrations, application.clientId, tenant.id, user.id);
  const missing = scopes.filter((scope) => !held.has(scope));
  const asked = forced ? scopes : missing;
  if (asked.length === 0 && !forced) return 'none';
  if (user.isAdmin || tenant.isPersonal) return 'ask';
  if (isRisky(world, application, tenant, asked)) return 'risky';
  const principal = findPrincipal(world.registrations, application.clientId, tenant.id);
  const isExempt = world.behaviour.get('managedPolicySameTenant') === 'exempt' && application.tenantId === tenant.id;
  const mayNot = principal?.assignmentRequired || asked.some((scope) => needsAdmin(tenant, scope, isExempt));
  return mayNot ? 'admin' : 'ask';
}

function needsAdmin(tenant: TenantRecord, scope: string, isExempt: boolean): boolean {
  const permission = findPermission(scope);
  if (!permission || permission.adminOnly || tenant.consentPolicy === 'off') return true;
  return tenant.consentPolicy === 'managed' && permission.managed && !isExempt;
}

const BASIC = [...OIDC_SCOPES, 'User.Read'];

function isRisky(world: World, application: Application, tenant: TenantRecord, asked: string[]): boolean {
  const isForeign = application.tenantId !== tenant.id && !application.publisherVerified;
  const byPublisher = isForeign && world.behaviour.get('unverifiedPublisher') === 'risky';
  return (application.risky || byPublisher) && asked.some((scope) => !BASIC.includes(scope));
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
  const key = { clientId, tenantId: tenant.id, kind: 'delegated' as const, userId };
  addGrant(world.registrations, key, usableIn(tenant, scopes));
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

export type Withdrawal = {
  clientId: string;
  tenantId: string;
  /** What this person consented to themselves; left out: everything that was consented to. */
  userId?: string | undefined;
  /** Only what an administrator gave for all. */
  adminOnly?: boolean;
};

/** Asked anew at once; refresh tokens notice after the time that the switch says. */
export function withdrawConsent(world: World, { clientId, tenantId, userId, adminOnly = false }: Withdrawal): void {
  const endsAt = world.clock.now() + world.behaviour.get('consentWithdrawnAfterMs');
  for (const grant of world.registrations.grants) {
    if (grant.clientId !== clientId || grant.tenantId !== tenantId) continue;
    if (adminOnly && grant.userId !== null) continue;
    if (userId !== undefined && grant.userId !== userId) continue;
    grant.endsAt ??= endsAt;
  }
}
