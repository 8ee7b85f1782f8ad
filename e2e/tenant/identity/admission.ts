import { accountIn, PERSONAL_TENANT_ID, type TenantRecord, type User } from '../store/directory';
import type { Application, ServicePrincipal } from '../store/registrations';
import { findPrincipal } from '../store/registrations';
import type { World } from '../world';
import { IdentityProblem } from './problem';
import { type Authority, allowsPersonal, disabledApplication, unknownApplication } from './segment';

/** The account by which somebody who signed in appears at this authority, and its tenant. */
export type Admitted = { user: User; tenant: TenantRecord };

/** A named tenant admits its own people and its guests; all others send everybody home. */
export function admit(world: World, application: Application, authority: Authority, person: User): Admitted {
  const { directory } = world;
  const isPersonal = person.tenantId === PERSONAL_TENANT_ID;
  if (authority.kind === 'tenant') {
    const user = accountIn(directory, person, authority.tenant.id);
    if (user) return { user, tenant: authority.tenant };
    throw isPersonal ? personalRefused(world, person) : stranger(application, person);
  }
  const refused = authority.kind === 'organizations' || !allowsPersonal(application);
  if (isPersonal && refused) throw personalRefused(world, person);
  if (authority.kind === 'consumers' && !isPersonal) throw stranger(application, person);
  const tenant = directory.tenants.get(person.tenantId);
  if (!tenant) throw new Error(`user ${person.upn} belongs to no tenant`);
  return { user: person, tenant };
}

function personalRefused(world: World, person: User): IdentityProblem {
  const text = `User account '${person.upn}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.`;
  return new IdentityProblem(world.behaviour.get('personalAccountRefusal'), text);
}

function stranger({ clientId, name }: Application, person: User): IdentityProblem {
  return new IdentityProblem(
    50020,
    `User account '${person.upn}' from another identity provider does not exist in this tenant and cannot access the application '${clientId}' (${name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
  );
}

/** Neither switched off here nor, a guest, at home. */
export function mustBeEnabled({ directory }: World, user: User): void {
  const isDisabledAtHome = user.homeId !== null && directory.users.get(user.homeId)?.enabled !== true;
  if (!user.enabled || isDisabledAtHome) throw new IdentityProblem(50057);
}

/** The enterprise application lets the person in: it is there, switched on, and the person assigned if that is required. */
export function mustBeLetIn(world: World, application: Application, { user, tenant }: Admitted): void {
  const principal = findPrincipal(world.registrations, application.clientId, tenant.id);
  if (!application.enabled || (principal && !principal.enabled)) throw disabledApplication(application);
  if (!principal && application.tenantId === tenant.id) throw unknownApplication(application.clientId, tenant);
  if (principal?.assignmentRequired && !principal.assigned.has(user.id)) throw notAssigned(application, user);
}

export function mustHavePrincipal(world: World, application: Application, tenant: TenantRecord): ServicePrincipal {
  const principal = findPrincipal(world.registrations, application.clientId, tenant.id);
  if (principal) return principal;
  if (world.behaviour.get('missingPrincipal') === 'not found') throw unknownApplication(application.clientId, tenant);
  throw new IdentityProblem(
    7000229,
    `The client application ${application.clientId} is missing service principal in the tenant ${tenant.id}.`,
  );
}

function notAssigned({ name, clientId }: Application, user: User): IdentityProblem {
  return new IdentityProblem(
    50105,
    `Your administrator has configured the application ${name} ('${clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '${user.upn}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.`,
  );
}
