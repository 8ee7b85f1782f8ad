/** Who exists: tenants and their people, rooms included. */
export type ConsentPolicy = 'allowed' | 'managed' | 'off';
export type UserKind = 'member' | 'room' | 'personal';

export type TenantRecord = {
  id: string;
  domains: string[];
  displayName: string;
  consentPolicy: ConsentPolicy;
  isPersonal: boolean;
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
  isAdmin: boolean;
  enabled: boolean;
  hasMailbox: boolean;
  sessionsRevokedAt: number;
  room?: RoomDetails;
};

export type RoomDetails = { capacity: number; building: string; floorLabel: string; placeId: string };

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

/** By object id, user principal name or mail address; names compare without case. */
export function findUser(directory: Directory, idOrName: string): User | undefined {
  const wanted = idOrName.trim().toLowerCase();
  const byId = directory.users.get(wanted);
  if (byId) return byId;
  for (const user of directory.users.values()) {
    if (user.upn === wanted || user.mail === wanted) return user;
  }
  return undefined;
}

export function usersOf(directory: Directory, tenantId: string): User[] {
  return [...directory.users.values()].filter((user) => user.tenantId === tenantId);
}
