import { readForm } from '../panel/layout';
import type { Call } from '../router';
import { findUser, type TenantRecord, type User } from '../store/directory';
import type { Application } from '../store/registrations';
import { injectedAnswer } from './authorize-failure';
import { readAuthorizeRequest } from './authorize-request';
import { callback } from './callback';
import { giveAdminConsent } from './consent';
import { consentPage } from './consent-pages';
import { formTarget } from './forms';
import { loginPage, problemPage } from './pages';
import { IdentityProblem } from './problem';
import { prefixed, readScopes } from './scopes';
import { type Authority, unknownApplication } from './segment';
import { sessionUsers, signIn } from './sessions';
import { missing } from './token';

type AdminRequest = {
  application: Application;
  authority: Authority;
  scopes: string[];
  /** Everything in the registration, application permissions included. */
  isDefault: boolean;
  /** The older form, without `v2.0` in its path: no scope, and another word for a refusal. */
  isOlder: boolean;
  redirectUri: string;
  state: string | null;
};

/** `/{t}/v2.0/adminconsent`: an administrator consents for everybody, and the application hears of it. */
export const adminConsent = (call: Call) => answer(call, false);

/** `/{t}/adminconsent`: everything in the registration. */
export const olderAdminConsent = (call: Call) => answer(call, true);

async function answer(call: Call, isOlder: boolean): Promise<Response> {
  try {
    const request = readAdminRequest(call, isOlder);
    const injected = injectedAnswer(call, 'adminconsent', { ...request, responseMode: 'query' });
    if (injected) return injected;
    const known = sessionUsers(call.world, call.request).find(
      (user) => user.isAdmin && user.enabled && mayAnswer(request, user),
    );
    if (call.request.method !== 'POST') return known ? ask(call, request, known) : signInPage(call, request);
    const form = await readForm(call.request);
    if (form.get('step') === 'login') return login(call, request, form);
    if (!known) return signInPage(call, request);
    return form.get('step') === 'accept' ? accepted(call, request, known) : refused(request);
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    call.note.code = `AADSTS${error.code}`;
    return problemPage(error);
  }
}

function readAdminRequest(call: Call, isOlder: boolean): AdminRequest {
  const { application, authority, redirectUri, state, parameters } = readAuthorizeRequest(call);
  const isForAnybody = authority.kind === 'consumers' || (authority.kind === 'common' && !isOlder);
  if (isForAnybody) throw new IdentityProblem(90004, 'The adminconsent endpoint needs a tenant or organizations.');
  const scope = isOlder ? '.default' : parameters.get('scope');
  if (!scope) throw missing('scope');
  const { names, isDefault } = readScopes(scope, application);
  return { application, authority, scopes: names, isDefault, isOlder, redirectUri, state };
}

/** A named tenant is answered for by its own administrators only. */
function mayAnswer({ authority }: AdminRequest, user: User): boolean {
  return authority.kind !== 'tenant' || authority.tenant.id === user.tenantId;
}

function login(call: Call, request: AdminRequest, form: URLSearchParams): Response {
  const email = (form.get('email') ?? '').trim();
  const user = findUser(call.world.directory, email);
  if (!user?.enabled || user.password !== form.get('password')) {
    return signInPage(call, request, 'Your account or password is incorrect. (AADSTS50126)', email);
  }
  if (!user.isAdmin) {
    return signInPage(call, request, 'Only an administrator of the organization can grant this. (AADSTS90094)', email);
  }
  const { application } = request;
  if (!mayAnswer(request, user)) {
    const text = `User account '${user.upn}' from another identity provider does not exist in this tenant and cannot access the application '${application.clientId}' (${application.name}) in that tenant.`;
    throw new IdentityProblem(50020, text);
  }
  return ask(call, request, user, { 'Set-Cookie': signIn(call.world, call.request, user).cookie });
}

function ask(call: Call, request: AdminRequest, user: User, headers: Record<string, string> = {}): Response {
  const { application, scopes } = request;
  const tenant = tenantOf(call, user);
  if (application.audience === 'AzureADMyOrg' && application.tenantId !== tenant.id)
    throw unknownApplication(application.clientId, tenant);
  const home = call.world.directory.tenants.get(application.tenantId);
  const roles = request.isDefault ? application.declared.filter((one) => one.kind === 'application') : [];
  const named = [...new Set([...scopes, ...roles.map((one) => one.name)])];
  const facts = { application, tenant, home, user, account: user, scopes: named, forAll: true, headers };
  return consentPage(formTarget(call), facts);
}

function accepted(call: Call, request: AdminRequest, user: User): Response {
  const { application, scopes, isDefault, isOlder } = request;
  const tenant = tenantOf(call, user);
  giveAdminConsent(call.world, application, tenant, isDefault ? undefined : scopes);
  const scope = scopes.map((name) => prefixed(name, application)).join(' ');
  return back(request, { admin_consent: 'True', tenant: tenant.id, ...(isOlder ? {} : { scope }) });
}

/** `admin_consent=True` is there even now: the error must be looked at first. */
function refused(request: AdminRequest): Response {
  if (request.isOlder)
    return back(request, { error: 'permission_denied', error_description: 'The admin canceled the request' });
  const text = 'The resource owner or authorization server denied the request.';
  const { error, message } = new IdentityProblem(65004, text);
  return back(request, { admin_consent: 'True', error, error_description: message });
}

function back(request: AdminRequest, told: Record<string, string>): Response {
  return callback({ ...request, responseMode: 'query' }, told);
}

function signInPage(call: Call, { application }: AdminRequest, problem?: string, hint = ''): Response {
  const title = `to review what ${application.name} asks of your organization`;
  return loginPage(formTarget(call), { title, hint, ...(problem ? { problem } : {}) });
}

function tenantOf(call: Call, user: User): TenantRecord {
  const tenant = call.world.directory.tenants.get(user.tenantId);
  if (!tenant) throw new Error(`user ${user.upn} belongs to no tenant`);
  return tenant;
}
