import type { TenantRecord, User } from '../store/directory';
import { delegatedGrants } from '../store/grants';
import type { Proof } from '../store/issued';
import type { Application } from '../store/registrations';
import type { World } from '../world';
import { policyProblem, unmetPolicy } from './access-policies';
import { mustBeEnabled, mustBeLetIn, mustHavePrincipal } from './admission';
import { IdentityProblem } from './problem';

export type Holding = { application: Application; user: User; tenant: TenantRecord; scopes: string[]; proof: Proof };

/** The last checks of every user grant: consent still given, person still welcome, policies met. */
export function mustStillHold(world: World, { application, user, tenant, scopes, proof }: Holding): void {
  const { clientId, name } = application;
  const now = world.clock.now();
  mustHavePrincipal(world, application, tenant);
  const consented = delegatedGrants(world.registrations, clientId, tenant.id, user.id, now);
  if (scopes.some((scope) => !consented.has(scope))) {
    // Personal accounts tell a withdrawal by the general code.
    if (
      tenant.isPersonal ||
      (world.behaviour.get('consentWithdrawnCode') === 70000 && hasWithdrawn(world, clientId, user, now))
    )
      throw new IdentityProblem(70000);
    throw new IdentityProblem(
      65001,
      `The user or administrator has not consented to use the application with ID '${clientId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
    );
  }
  mustBeEnabled(world, user);
  mustBeLetIn(world, application, { user, tenant });
  const unmet = unmetPolicy({ tenant, clientId, user, proof, now });
  if (unmet) throw policyProblem(unmet);
}

/** Their own consent; what an administrator took back is told by the usual code. */
function hasWithdrawn(world: World, clientId: string, user: User, now: number): boolean {
  return world.registrations.grants.some(
    (one) => one.clientId === clientId && one.userId === user.id && one.endsAt !== null && one.endsAt <= now,
  );
}
