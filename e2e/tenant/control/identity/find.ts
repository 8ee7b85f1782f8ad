import { findTenant, findUser, type TenantRecord, type User } from '../../store/directory';
import type { Application } from '../../store/registrations';
import type { World } from '../../world';
import { ControlProblem } from '../answer';

/** What a control names must be there: 404 otherwise. */
export function applicationIn(world: World, id: string): Application {
  const application = world.registrations.applications.get(id);
  if (!application) throw new ControlProblem(`there is no application ${id}`, 404);
  return application;
}

export function userIn(world: World, name: string): User {
  const user = findUser(world.directory, name);
  if (!user) throw new ControlProblem(`there is no user ${name}`, 404);
  return user;
}

/** The first tenant when none is named. */
export function tenantIn(world: World, name: string | undefined): TenantRecord {
  const tenant = name === undefined ? [...world.directory.tenants.values()][0] : findTenant(world.directory, name);
  if (!tenant) throw new ControlProblem(`there is no tenant ${name}`, 404);
  return tenant;
}
