import type { Random } from '../random';
import { randomText } from './secret-text';

/** Applications as registered in a home tenant, and what was consented to where. */
export type Audience =
  | 'AzureADMyOrg'
  | 'AzureADMultipleOrgs'
  | 'AzureADandPersonalMicrosoftAccount'
  | 'PersonalMicrosoftAccount';
export const AUDIENCES: readonly Audience[] = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

export type RedirectUri = { uri: string; platform: 'web' | 'spa' };
export type Secret = {
  id: string;
  value: string;
  description: string;
  createdAt: number;
  expiresAt: number;
  seen: boolean;
};
export type Declared = { name: string; kind: 'delegated' | 'application' };

export type Application = {
  clientId: string;
  objectId: string;
  tenantId: string;
  name: string;
  audience: Audience;
  redirectUris: RedirectUri[];
  secrets: Secret[];
  declared: Declared[];
  enabled: boolean;
  createdAt: number;
};

export type ServicePrincipal = {
  id: string;
  clientId: string;
  tenantId: string;
  enabled: boolean;
  assignmentRequired: boolean;
  assigned: Set<string>;
};

/** `userId` null: for everybody in the tenant. */
export type Grant = {
  clientId: string;
  tenantId: string;
  kind: 'delegated' | 'application';
  userId: string | null;
  scopes: Set<string>;
};

export type Registrations = {
  applications: Map<string, Application>;
  principals: ServicePrincipal[];
  grants: Grant[];
};

export function createRegistrations(): Registrations {
  return { applications: new Map(), principals: [], grants: [] };
}

export type NewApplication = {
  tenantId: string;
  name: string;
  audience: Audience;
  redirectUris: RedirectUri[];
  declared: Declared[];
};

export function registerApplication(
  registrations: Registrations,
  ids: Random,
  at: number,
  wanted: NewApplication,
): Application {
  const application: Application = {
    ...wanted,
    clientId: ids.uuid(),
    objectId: ids.uuid(),
    secrets: [],
    enabled: true,
    createdAt: at,
  };
  registrations.applications.set(application.clientId, application);
  ensurePrincipal(registrations, ids, application.clientId, wanted.tenantId);
  return application;
}

export function addSecret(
  application: Application,
  ids: Random,
  at: number,
  description: string,
  lifeMs: number,
): Secret {
  const value = `${randomText(3)}8Q~${randomText(34)}`;
  const secret = { id: ids.uuid(), value, description, createdAt: at, expiresAt: at + lifeMs, seen: false };
  application.secrets.push(secret);
  return secret;
}

export function findPrincipal(registrations: Registrations, clientId: string, tenantId: string) {
  return registrations.principals.find((one) => one.clientId === clientId && one.tenantId === tenantId);
}

export function ensurePrincipal(registrations: Registrations, ids: Random, clientId: string, tenantId: string) {
  const present = findPrincipal(registrations, clientId, tenantId);
  if (present) return present;
  const principal: ServicePrincipal = {
    id: ids.uuid(),
    clientId,
    tenantId,
    enabled: true,
    assignmentRequired: false,
    assigned: new Set(),
  };
  registrations.principals.push(principal);
  return principal;
}

export type GrantKey = Pick<Grant, 'clientId' | 'tenantId' | 'kind' | 'userId'>;

export function addGrant(registrations: Registrations, key: GrantKey, scopes: Iterable<string>): void {
  const same = (grant: Grant) =>
    grant.clientId === key.clientId &&
    grant.tenantId === key.tenantId &&
    grant.kind === key.kind &&
    grant.userId === key.userId;
  const present = registrations.grants.find(same);
  if (present) for (const scope of scopes) present.scopes.add(scope);
  else registrations.grants.push({ ...key, scopes: new Set(scopes) });
}

/** Delegated permissions that hold for one person: the tenant's and their own. */
export function delegatedGrants(registrations: Registrations, clientId: string, tenantId: string, userId: string) {
  const scopes = new Set<string>();
  for (const grant of registrations.grants) {
    const applies = grant.kind === 'delegated' && grant.clientId === clientId && grant.tenantId === tenantId;
    if (!applies || (grant.userId !== null && grant.userId !== userId)) continue;
    for (const scope of grant.scopes) scopes.add(scope);
  }
  return scopes;
}

export function tenantGrants(
  registrations: Registrations,
  clientId: string,
  tenantId: string,
  kind: Grant['kind'],
): Set<string> {
  const grant = registrations.grants.find(
    (one) => one.kind === kind && one.userId === null && one.clientId === clientId && one.tenantId === tenantId,
  );
  return grant?.scopes ?? new Set();
}
