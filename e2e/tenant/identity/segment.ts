import { type Directory, findTenant, PERSONAL_TENANT_ID, type TenantRecord, type User } from '../store/directory';
import type { Application } from '../store/registrations';
import { IdentityProblem } from './problem';

/** The tenant segment of a path. */
export type Authority =
  | { kind: 'tenant'; tenant: TenantRecord }
  | { kind: 'common' }
  | { kind: 'organizations' }
  | { kind: 'consumers'; tenant: TenantRecord };

export function readSegment(directory: Directory, segment: string): Authority {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations') return { kind: name };
  const tenant = findTenant(directory, name === 'consumers' ? PERSONAL_TENANT_ID : name);
  if (tenant?.isPersonal) return { kind: 'consumers', tenant };
  if (tenant) return { kind: 'tenant', tenant };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) {
    throw new IdentityProblem(
      400,
      'invalid_request',
      90002,
      `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  }
  throw new IdentityProblem(
    400,
    'invalid_request',
    900023,
    `Specified tenant identifier '${segment}' is neither a valid DNS name, nor a valid external domain.`,
  );
}

export function allowsPersonal(application: Application): boolean {
  return (
    application.audience === 'AzureADandPersonalMicrosoftAccount' || application.audience === 'PersonalMicrosoftAccount'
  );
}

/** Whether the application may be used with this authority at all, before anybody signs in. */
export function mustSuitAuthority(application: Application, authority: Authority): void {
  const { audience, clientId, tenantId } = application;
  if (authority.kind === 'consumers' && !allowsPersonal(application)) {
    throw new IdentityProblem(
      400,
      'invalid_request',
      9002332,
      `Application '${clientId}' is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    );
  }
  if (audience === 'PersonalMicrosoftAccount' && authority.kind !== 'consumers') {
    throw new IdentityProblem(
      400,
      'invalid_request',
      9002331,
      `Application '${clientId}' is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
    );
  }
  if (audience === 'AzureADMyOrg' && authority.kind === 'tenant' && authority.tenant.id !== tenantId) {
    throw unknownApplication(clientId, authority.tenant);
  }
}

export function unknownApplication(clientId: string, tenant: TenantRecord | undefined): IdentityProblem {
  return new IdentityProblem(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant?.displayName ?? 'Microsoft Accounts'}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

/** Page-only refusals of an account that the authority or the application does not admit. */
export function mustAdmitUser(application: Application, authority: Authority, user: User): void {
  const isPersonal = user.tenantId === PERSONAL_TENANT_ID;
  if (
    isPersonal &&
    (authority.kind === 'tenant' || authority.kind === 'organizations' || !allowsPersonal(application))
  ) {
    throw new IdentityProblem(
      400,
      'invalid_request',
      500200,
      `User account '${user.upn}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.`,
    );
  }
  const wrongTenant = authority.kind === 'tenant' && user.tenantId !== authority.tenant.id;
  if (wrongTenant || (authority.kind === 'consumers' && !isPersonal)) {
    throw new IdentityProblem(
      400,
      'invalid_request',
      50020,
      `User account '${user.upn}' from another identity provider does not exist in this tenant and cannot access the application '${application.clientId}' (${application.name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
    );
  }
}
