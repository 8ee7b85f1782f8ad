import { env } from '@/lib/env';
import { CLOUDS, type Cloud } from '@/lib/microsoft-clouds';

/**
 * Where Microsoft is (design §1.8). Both base addresses are configuration, so that a stand-in can take their place; unset,
 * they are those of the integration's cloud. In scopes Graph keeps its real host whatever the base address.
 */
export const loginOrigin = (cloud: Cloud = 'global'): string => env().MICROSOFT_LOGIN_URL ?? CLOUDS[cloud].login;
export const graphOrigin = (cloud: Cloud): string => env().MICROSOFT_GRAPH_URL ?? CLOUDS[cloud].graph;
export const scopeHost = (cloud: Cloud): string => CLOUDS[cloud].graph;

/** Microsoft's own words for "Supported account types" (`signInAudience`, entra-oauth §1). */
export const ACCOUNT_TYPES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const;

export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Personal accounts exist in the world's cloud alone (entra-oauth §10). */
export const takesPersonalAccounts = (accountType: AccountType): boolean =>
  accountType === 'AzureADandPersonalMicrosoftAccount' || accountType === 'PersonalMicrosoftAccount';

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
