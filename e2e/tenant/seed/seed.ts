import { PERSONAL_TENANT_ID, type TenantRecord, type User } from '../store/directory';
import { createMailbox } from '../store/mailbox';
import type { World } from '../world';
import { fillCalendars } from './fill-calendars';
import { DOMAIN, OTHER_DOMAIN, PASSWORD, PEOPLE, PERSONAL, type SeedPerson, VISITOR } from './people';
import { EDITORS_OF_ALL_ROOMS, ROOMS } from './rooms';

const ZONE = 'Eastern Standard Time';

/** The tenant as every test and demo finds it. */
export function seedWorld(world: World): void {
  const library = addTenant(world, 'Library Example', [DOMAIN, 'libraryexample.onmicrosoft.com']);
  const people = PEOPLE.map((person) => addPerson(world, library, person));
  for (const room of ROOMS) addRoom(world, library, room);
  const other = addTenant(world, 'Other Example', [OTHER_DOMAIN]);
  addPerson(world, other, VISITOR);
  addPersonalAccount(world);
  giveEditors(world, people);
  fillCalendars(world, library);
}

function addTenant(world: World, displayName: string, domains: string[]): TenantRecord {
  const tenant: TenantRecord = {
    id: world.ids.uuid(),
    domains,
    displayName,
    consentPolicy: 'managed',
    isPersonal: false,
  };
  world.directory.tenants.set(tenant.id, tenant);
  return tenant;
}

function addPerson(world: World, tenant: TenantRecord, person: SeedPerson): User {
  const upn = `${person.name}@${tenant.domains[0]}`;
  const hasMailbox = person.hasMailbox ?? true;
  return addUser(world, {
    ...blankUser(world, tenant.id, upn),
    mail: hasMailbox ? upn : null,
    displayName: `${person.givenName} ${person.surname}`,
    givenName: person.givenName,
    surname: person.surname,
    jobTitle: person.jobTitle,
    isAdmin: person.isAdmin ?? false,
    hasMailbox,
  });
}

function addRoom(world: World, tenant: TenantRecord, room: (typeof ROOMS)[number]): User {
  const { displayName, capacity, building, floorLabel } = room;
  const placeId = world.ids.uuid();
  return addUser(world, {
    ...blankUser(world, tenant.id, `${room.name}@${tenant.domains[0]}`),
    displayName,
    kind: 'room',
    room: { capacity, building, floorLabel, placeId },
  });
}

function addPersonalAccount(world: World): void {
  world.directory.tenants.set(PERSONAL_TENANT_ID, {
    id: PERSONAL_TENANT_ID,
    domains: [],
    displayName: 'Personal accounts',
    consentPolicy: 'allowed',
    isPersonal: true,
  });
  addUser(world, {
    ...blankUser(world, PERSONAL_TENANT_ID, PERSONAL.address),
    displayName: `${PERSONAL.givenName} ${PERSONAL.surname}`,
    givenName: PERSONAL.givenName,
    surname: PERSONAL.surname,
    kind: 'personal',
  });
}

function blankUser(world: World, tenantId: string, upn: string): User {
  return {
    id: world.ids.uuid(),
    tenantId,
    upn,
    mail: upn,
    displayName: upn,
    givenName: null,
    surname: null,
    jobTitle: null,
    password: PASSWORD,
    kind: 'member',
    isAdmin: false,
    enabled: true,
    hasMailbox: true,
    sessionsRevokedAt: 0,
  };
}

function addUser(world: World, user: User): User {
  world.directory.users.set(user.id, user);
  if (user.hasMailbox) world.mailboxes.set(user.id, createMailbox(world.ids, user, ZONE));
  return user;
}

function giveEditors(world: World, people: User[]): void {
  for (const mailbox of world.mailboxes.values()) {
    const room = ROOMS.find((one) => mailbox.user.upn === `${one.name}@${DOMAIN}`);
    if (!room) continue;
    const editors = [...EDITORS_OF_ALL_ROOMS, ...(room.alsoEdit ?? [])].map((name) => `${name}@${DOMAIN}`);
    for (const person of people) if (editors.includes(person.upn)) mailbox.roles.set(person.id, 'write');
  }
}
