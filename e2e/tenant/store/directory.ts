/** Who exists: tenants and their people, rooms included. */
export type ConsentPolicy = 'allowed' | 'managed' | 'off';
export type UserKind = 'member' | 'guest' | 'room' | 'personal';

/** A rule of Conditional Access: for everybody and every application unless it names one. */
export type AccessPolicy = {
  id: string;
  kind: 'block' | 'mfa' | 'sign_in_frequency';
  /** The AADSTS number by which the rule refuses. */
  code: number;
  /** For sign-in frequency: how old a sign-in may be. */
  hours: number;
  userId: string | null;
  clientId: string | null;
  /** Applications by themselves, not persons. */
  workload: boolean;
};

export type TenantRecord = {
  id: string;
  domains: string[];
  displayName: string;
  consentPolicy: ConsentPolicy;
  isPersonal: boolean;
  policies: AccessPolicy[];
  /** A fixed life of access tokens, by policy; null: between 60 and 90 minutes. */
  accessTokenSeconds: number | null;
};

export type User = {
  id: string;
  tenantId: string;
  upn: string;
  mail: string | null;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  jobTitle: string | null;
  password: string;
  kind: UserKind;
  /** A guest signs in with this account, in its own tenant. */
  homeId: string | null;
  isAdmin: boolean;
  enabled: boolean;
  hasMailbox: boolean;
  sessionsRevokedAt: number;
  room?: RoomDetails;
};

export type RoomDetails = {
  capacity: number | null;
  building: string | null;
  floorLabel: string | null;
  placeId: string;
  /** Not in the address lists. */
  hidden?: boolean;
  /** What a change of the place set beside these. */
  more?: Record<string, unknown>;
};

export const PERSONAL_TENANT_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export type Directory = {
  tenants: Map<string, TenantRecord>;
  users: Map<string, User>;
};

export function createDirectory(): Directory {
  return { tenants: new Map(), users: new Map() };
}

export function findTenant(directory: Directory, idOrDomain: string): TenantRecord | undefined {
  const wanted = idOrDomain.toLowerCase();
  const byId = directory.tenants.get(wanted);
  if (byId) return byId;
  return [...directory.tenants.values()].find((tenant) => tenant.domains.includes(wanted));
}

/** By object id, user principal name or mail address; names compare without case, and are kept in lower case. A guest is found only when nobody is at home there. */
export function findUser(directory: Directory, idOrName: string): User | undefined {
  const wanted = idOrName.trim().toLowerCase();
  const byId = directory.users.get(wanted);
  if (byId) return byId;
  let guest: User | undefined;
  for (const user of directory.users.values()) {
    if (user.upn !== wanted && user.mail !== wanted) continue;
    if (user.kind !== 'guest') return user;
    guest ??= user;
  }
  return guest;
}

export function usersOf(directory: Directory, tenantId: string): User[] {
  return [...directory.users.values()].filter((user) => user.tenantId === tenantId);
}

/** The account by which a person appears in a tenant: their own, or a guest's. */
export function accountIn(directory: Directory, person: User, tenantId: string): User | undefined {
  const homeId = person.homeId ?? person.id;
  for (const user of directory.users.values()) {
    if (user.tenantId === tenantId && (user.id === homeId || user.homeId === homeId)) return user;
  }
  return undefined;
}
