import { PERSONAL_TENANT_ID, type TenantRecord, type User } from '../store/directory';
import { defaultCalendar } from '../store/mailbox';
import type { World } from '../world';
import { fillCalendars } from './fill-calendars';
import { addUser, blankUser, inviteGuest } from './new-user';
import {
  DOMAIN,
  FORMER,
  GUEST,
  OPEN_DOMAIN,
  OPEN_PEOPLE,
  OTHER_ADMIN,
  OTHER_DOMAIN,
  PEOPLE,
  PERSONAL,
  PERSONAL_BY_TELEPHONE,
  type SeedPerson,
  VISITOR,
} from './people';
import { EDITORS_OF_ALL_ROOMS, ROOMS } from './rooms';

/** The tenant as every test and demo finds it. */
export function seedWorld(world: World, calendars: 'seed' | 'empty' = 'seed'): void {
  const library = addTenant(world, 'Library Example', [DOMAIN, 'libraryexample.onmicrosoft.com'], 'managed');
  const people = PEOPLE.map((person) => addPerson(world, library, person));
  for (const room of ROOMS) addRoom(world, library, room);
  const other = addTenant(world, 'Other Example', [OTHER_DOMAIN], 'managed');
  addPerson(world, other, VISITOR);
  addPersonalTenant(world);
  addPersonalAccount(world, PERSONAL);
  addPerson(world, library, FORMER).enabled = false;
  inviteGuest(world, library, addPerson(world, other, GUEST));
  addPerson(world, other, OTHER_ADMIN);
  const open = addTenant(world, 'Open Example', [OPEN_DOMAIN], 'allowed');
  for (const person of OPEN_PEOPLE) {
    const user = addPerson(world, open, person);
    if (person.mail) user.mail = person.mail;
  }
  addPersonalAccount(world, PERSONAL_BY_TELEPHONE, false);
  giveEditors(world, people);
  if (calendars === 'seed') fillCalendars(world, library);
}

function addTenant(
  world: World,
  displayName: string,
  domains: string[],
  consentPolicy: TenantRecord['consentPolicy'],
): TenantRecord {
  const tenant = {
    ...{ id: world.ids.uuid(), domains, displayName, consentPolicy, isPersonal: false },
    ...{ policies: [], accessTokenSeconds: null },
  };
  world.directory.tenants.set(tenant.id, tenant);
  return tenant;
}

function addPerson(world: World, tenant: TenantRecord, person: SeedPerson): User {
  const upn = `${person.name}@${tenant.domains[0]}`;
  const hasMailbox = person.hasMailbox ?? true;
  const user = addUser(world, {
    ...blankUser(world, tenant.id, upn),
    mail: hasMailbox ? upn : null,
    displayName: `${person.givenName} ${person.surname}`,
    givenName: person.givenName,
    surname: person.surname,
    jobTitle: person.jobTitle,
    isAdmin: person.isAdmin ?? false,
    hasMailbox,
  });
  const mailbox = world.mailboxes.get(user.id);
  if (person.noTeams && mailbox) defaultCalendar(mailbox).onlineMeetingProviders = [];
  return user;
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

function addPersonalTenant(world: World): void {
  world.directory.tenants.set(PERSONAL_TENANT_ID, {
    ...{ id: PERSONAL_TENANT_ID, domains: [], displayName: 'Personal accounts', consentPolicy: 'allowed' },
    ...{ isPersonal: true, policies: [], accessTokenSeconds: null },
  });
}

function addPersonalAccount(world: World, { address, givenName, surname }: typeof PERSONAL, hasMailbox = true): void {
  addUser(world, {
    ...blankUser(world, PERSONAL_TENANT_ID, address),
    displayName: `${givenName} ${surname}`,
    ...{ givenName, surname, kind: 'personal', hasMailbox },
    ...(hasMailbox ? {} : { mail: null }),
  });
}

function giveEditors(world: World, people: User[]): void {
  for (const mailbox of world.mailboxes.values()) {
    const room = ROOMS.find((one) => mailbox.user.upn === `${one.name}@${DOMAIN}`);
    if (!room) continue;
    const editors = [...EDITORS_OF_ALL_ROOMS, ...(room.alsoEdit ?? [])].map((name) => `${name}@${DOMAIN}`);
    for (const person of people) if (editors.includes(person.upn)) mailbox.roles.set(person.id, 'write');
  }
}
