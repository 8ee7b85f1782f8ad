import type { TenantRecord, User } from '../store/directory';
import { createMailbox } from '../store/mailbox';
import type { World } from '../world';
import { PASSWORD } from './people';

const ZONE = 'Eastern Standard Time';

/** An account with nothing about it but its name. */
export function blankUser(world: World, tenantId: string, upn: string): User {
  return {
    id: world.ids.uuid(),
    tenantId,
    upn: upn.toLowerCase(),
    mail: upn.toLowerCase(),
    displayName: upn,
    givenName: null,
    surname: null,
    jobTitle: null,
    password: PASSWORD,
    kind: 'member',
    homeId: null,
    isAdmin: false,
    enabled: true,
    hasMailbox: true,
    sessionsRevokedAt: 0,
  };
}

export function addUser(world: World, user: User): User {
  world.directory.users.set(user.id, user);
  if (user.hasMailbox) world.mailboxes.set(user.id, createMailbox(world.ids, user, ZONE));
  return user;
}

/** A person of another tenant gets an account here too, without a mailbox and without a password of its own. */
export function inviteGuest(world: World, tenant: TenantRecord, person: User): User {
  const domain = tenant.domains.find((one) => one.endsWith('.onmicrosoft.com')) ?? tenant.domains[0];
  const upn = `${person.upn.replace('@', '_')}#ext#@${domain}`;
  const { displayName, givenName, surname, mail } = person;
  return addUser(world, {
    ...blankUser(world, tenant.id, upn),
    ...{ displayName, givenName, surname, mail: mail ?? person.upn },
    ...{ kind: 'guest', homeId: person.id, hasMailbox: false, password: '' },
  });
}
