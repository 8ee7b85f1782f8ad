import { type Directory, findTenant, PERSONAL_TENANT_ID, type TenantRecord } from '../store/directory';
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
      90002,
      `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  }
  throw new IdentityProblem(
    900023,
    `Specified tenant identifier '${segment}' is neither a valid DNS name, nor a valid external domain.`,
  );
}

/** One name for every spelling of a tenant; `common` is not the tenant that a person turns out to be of. */
export function nameOfAuthority(authority: Authority): string {
  return 'tenant' in authority ? authority.tenant.id : authority.kind;
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
      9002332,
      `Application '${clientId}' is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    );
  }
  if (audience === 'PersonalMicrosoftAccount' && authority.kind !== 'consumers') {
    throw new IdentityProblem(
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
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant?.displayName ?? 'Microsoft Accounts'}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

/** A single-tenant application at an authority of many tenants. */
export function isTooWide(application: Application, authority: Authority): boolean {
  return application.audience === 'AzureADMyOrg' && (authority.kind === 'common' || authority.kind === 'organizations');
}

export function tooWide({ clientId, name }: Application): IdentityProblem {
  return new IdentityProblem(
    50194,
    `Application '${clientId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  );
}

export function disabledApplication({ clientId, name }: Application): IdentityProblem {
  return new IdentityProblem(7000112, `Application '${clientId}'(${name}) is disabled.`);
}
