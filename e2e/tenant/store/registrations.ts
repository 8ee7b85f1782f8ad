import type { Random } from '../random';
import type { Grant } from './grants';
import { randomText } from './secret-text';

/** Applications as registered in a home tenant, and as they stand in others. */
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
export type Certificate = {
  id: string;
  description: string;
  /** SHA-1 of the certificate in hexadecimal, as the portal shows it. */
  thumbprint: string;
  sha1: string;
  sha256: string;
  pem: string;
  startsAt: number;
  expiresAt: number;
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
  certificates: Certificate[];
  declared: Declared[];
  enabled: boolean;
  /** Unverified publishers, and applications marked as risky, are kept from users. */
  publisherVerified: boolean;
  risky: boolean;
  createdAt: number;
  /** Where Graph is in the cloud that it is registered in; left out: the world's (EO 10). */
  graph?: string;
};

export type ServicePrincipal = {
  id: string;
  clientId: string;
  tenantId: string;
  enabled: boolean;
  assignmentRequired: boolean;
  assigned: Set<string>;
};

/** Scopes that answers leave out although they were consented to. `userId` null: for everybody. */
export type Narrowing = { clientId: string; userId: string | null; without: Set<string> };

/**
 * Which mailboxes an application may reach with its own token, from a moment on. `policy` (application access policy)
 * narrows what was granted; `rbac` grants the permissions for these mailboxes beside what was granted. `null`: no such rule.
 */
export type ApplicationScope = {
  clientId: string;
  via: 'rbac' | 'policy';
  mailboxIds: string[] | null;
  permissions: string[];
  effectiveAt: number;
};

export type Registrations = {
  applications: Map<string, Application>;
  principals: ServicePrincipal[];
  grants: Grant[];
  narrowings: Narrowing[];
  applicationScopes?: ApplicationScope[];
};

export function createRegistrations(): Registrations {
  return { applications: new Map(), principals: [], grants: [], narrowings: [] };
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
    certificates: [],
    enabled: true,
    publisherVerified: false,
    risky: false,
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

/** The enterprise application goes, and with it what was consented to in that tenant. */
export function removePrincipal(registrations: Registrations, clientId: string, tenantId?: string): void {
  const goes = (one: { clientId: string; tenantId: string }) =>
    one.clientId === clientId && (tenantId === undefined || one.tenantId === tenantId);
  registrations.principals = registrations.principals.filter((one) => !goes(one));
  registrations.grants = registrations.grants.filter((one) => !goes(one));
}
