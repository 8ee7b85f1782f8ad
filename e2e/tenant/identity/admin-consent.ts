import { readForm, redirect } from '../panel/layout';
import type { Call } from '../router';
import { findUser, type TenantRecord, type User } from '../store/directory';
import type { Application } from '../store/registrations';
import { readAuthorizeRequest } from './authorize-request';
import { giveAdminConsent } from './consent';
import { consentPage, loginPage, problemPage } from './pages';
import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import { sessionUsers, signIn } from './sessions';

type AdminRequest = {
  application: Application;
  scopes: string[];
  isDefault: boolean;
  redirectUri: string;
  state: string | null;
};

/** `/{t}/v2.0/adminconsent`: an administrator consents for everybody, and the application hears of it. */
export async function adminConsent(call: Call): Promise<Response> {
  try {
    const request = readAdminRequest(call);
    const known = sessionUsers(call.world, call.request).find((user) => user.isAdmin);
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

function readAdminRequest(call: Call): AdminRequest {
  const { application, authority, redirectUri, state, parameters } = readAuthorizeRequest(call);
  if (authority.kind === 'common' || authority.kind === 'consumers') {
    throw new IdentityProblem(
      400,
      'invalid_request',
      90004,
      'The adminconsent endpoint needs a tenant or organizations.',
    );
  }
  const scope = parameters.get('scope');
  if (!scope)
    throw new IdentityProblem(
      400,
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'scope'.",
    );
  const { names, isDefault } = readScopes(scope, application);
  return { application, scopes: names, isDefault, redirectUri, state };
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
  return ask(call, request, user, { 'Set-Cookie': signIn(call.world, call.request, user) });
}

function ask(call: Call, request: AdminRequest, user: User, headers: Record<string, string> = {}): Response {
  const { application, scopes } = request;
  const home = call.world.directory.tenants.get(application.tenantId);
  const tenant = tenantOf(call, user);
  return consentPage(target(call), { application, tenant, home, user, scopes, forAll: true, headers });
}

function accepted(
  call: Call,
  { application, scopes, isDefault, redirectUri, state }: AdminRequest,
  user: User,
): Response {
  const tenant = tenantOf(call, user);
  giveAdminConsent(call.world, application, tenant, isDefault ? undefined : scopes);
  return back(redirectUri, { admin_consent: 'True', tenant: tenant.id, scope: scopes.join(' ') }, state);
}

/** `admin_consent=True` is there even now: the error must be looked at first. */
function refused({ redirectUri, state }: AdminRequest): Response {
  const problem = new IdentityProblem(
    400,
    'consent_required',
    65004,
    'The resource owner or authorization server denied the request.',
  );
  return back(redirectUri, { admin_consent: 'True', error: problem.error, error_description: problem.message }, state);
}

function back(redirectUri: string, answer: Record<string, string>, state: string | null): Response {
  const fields = new URLSearchParams({ ...answer, ...(state === null ? {} : { state }) });
  return redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${fields}`);
}

function signInPage(call: Call, { application }: AdminRequest, problem?: string, hint = ''): Response {
  const title = `to review what ${application.name} asks of your organization`;
  return loginPage(target(call), { title, hint, ...(problem ? { problem } : {}) });
}

function tenantOf(call: Call, user: User): TenantRecord {
  const tenant = call.world.directory.tenants.get(user.tenantId);
  if (!tenant) throw new Error(`user ${user.upn} belongs to no tenant`);
  return tenant;
}

function target(call: Call) {
  return { action: call.url.pathname + call.url.search };
}
