import type { Registrations } from './registrations';

/** What was consented to, where and by whom. `userId` null: for everybody in the tenant. */
export type Grant = {
  clientId: string;
  tenantId: string;
  kind: 'delegated' | 'application';
  userId: string | null;
  scopes: Set<string>;
  /** Withdrawn: refresh tokens notice only from then on. */
  endsAt: number | null;
};

export type GrantKey = Pick<Grant, 'clientId' | 'tenantId' | 'kind' | 'userId'>;

export function addGrant(registrations: Registrations, key: GrantKey, scopes: Iterable<string>): void {
  const same = (grant: Grant) =>
    grant.clientId === key.clientId &&
    grant.tenantId === key.tenantId &&
    grant.kind === key.kind &&
    grant.userId === key.userId &&
    grant.endsAt === null;
  const present = registrations.grants.find(same);
  if (present) for (const scope of scopes) present.scopes.add(scope);
  else registrations.grants.push({ ...key, scopes: new Set(scopes), endsAt: null });
}

/** Delegated permissions that hold for one person: the tenant's and their own. With `at`, those withdrawn but still felt count too. */
export function delegatedGrants(
  registrations: Registrations,
  clientId: string,
  tenantId: string,
  userId: string,
  at = Number.POSITIVE_INFINITY,
) {
  const scopes = new Set<string>();
  for (const grant of registrations.grants) {
    const applies = grant.kind === 'delegated' && grant.clientId === clientId && grant.tenantId === tenantId;
    if (!applies || (grant.userId !== null && grant.userId !== userId)) continue;
    if (grant.endsAt !== null && grant.endsAt <= at) continue;
    for (const scope of grant.scopes) scopes.add(scope);
  }
  return scopes;
}

export function tenantGrants(
  registrations: Registrations,
  clientId: string,
  tenantId: string,
  kind: Grant['kind'],
  at = Number.POSITIVE_INFINITY,
): Set<string> {
  const scopes = new Set<string>();
  for (const one of registrations.grants) {
    const applies = one.kind === kind && one.userId === null && one.clientId === clientId && one.tenantId === tenantId;
    if (!applies || (one.endsAt !== null && one.endsAt <= at)) continue;
    for (const scope of one.scopes) scopes.add(scope);
  }
  return scopes;
}
