import { env } from '@/lib/env';

/**
 * Where Microsoft is (design §1.8). Both base addresses are configuration, so that a stand-in can take their place; in
 * scopes Graph keeps its real host whatever the base address.
 */
export const GRAPH_SCOPE_HOST = 'https://graph.microsoft.com';

export const loginOrigin = (): string => env().MICROSOFT_LOGIN_URL ?? 'https://login.microsoftonline.com';
export const graphOrigin = (): string => env().MICROSOFT_GRAPH_URL ?? 'https://graph.microsoft.com';

/** Microsoft's own words for "Supported account types" (`signInAudience`, entra-oauth §1). */
export const ACCOUNT_TYPES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const;

export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** The tenant segment of every address (entra-oauth §1). Single tenant: the GUID that discovery gave. */
export function tenantSegment(accountType: string, tenantId: string | null): string {
  if (accountType === 'AzureADMultipleOrgs') return 'organizations';
  if (accountType === 'AzureADandPersonalMicrosoftAccount') return 'common';
  if (accountType === 'PersonalMicrosoftAccount') return 'consumers';
  if (!tenantId) throw new Error('a single-tenant registration without its tenant');
  return tenantId;
}

/** Where Microsoft sends people back after consent; registered there letter by letter (entra-oauth §2.2). */
export const outlookRedirectUri = (): string => `${env().PUBLIC_URL}/api/outlook/callback`;

/** The same for signing in with Microsoft; next-auth fixes the path. */
export const signInRedirectUri = (): string => `${env().PUBLIC_URL}/api/auth/callback/azure-ad`;

/** And for signing in with an OpenID Connect provider. */
export const oidcRedirectUri = (): string => `${env().PUBLIC_URL}/api/auth/callback/oidc`;
