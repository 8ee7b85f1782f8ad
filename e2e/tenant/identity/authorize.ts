import { readForm } from '../panel/layout';
import type { Call } from '../router';
import { findUser, type TenantRecord, type User } from '../store/directory';
import { issueCode } from '../store/issued';
import { findPrincipal } from '../store/registrations';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { callback, errorAnswer, withoutGranting } from './callback';
import { consentNeed, giveAdminConsent, giveConsent } from './consent';
import { adminApprovalPage, consentPage, loginPage, pickerPage, problemPage } from './pages';
import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import { mustAdmitUser } from './segment';
import { sessionUsers, signIn } from './sessions';
import { notAssigned } from './user-tokens';

const CODE_LIFE_MS = 600_000;

/** Where a person signs in and consents. What cannot be trusted stays on a page. */
export async function authorize(call: Call): Promise<Response> {
  try {
    const request = readAuthorizeRequest(call);
    if (call.request.method === 'POST') return await answerForm(call, request);
    return begin(call, request);
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    call.note.code = `AADSTS${error.code}`;
    return problemPage(error);
  }
}

function begin(call: Call, request: AuthorizeRequest): Response {
  const { prompt, parameters } = request;
  const refusal = refusedParameters(request);
  if (refusal) return callback(request, refusal);
  const users = sessionUsers(call.world, call.request);
  const hinted = users.find((user) => user.upn === parameters.get('login_hint')?.toLowerCase());
  if (prompt === 'none') return silent(call, request, hinted ?? users[0]);
  if (prompt === 'select_account' && users.length > 0) return pickerPage(formTarget(call), users);
  const isFree = prompt !== 'login' && prompt !== 'select_account';
  if (isFree && hinted) return carryOn(call, request, hinted);
  if (isFree && !parameters.get('login_hint') && users.length === 1 && users[0])
    return carryOn(call, request, users[0]);
  if (isFree && !parameters.get('login_hint') && users.length > 1) return pickerPage(formTarget(call), users);
  return askToSignIn(call, request);
}

async function answerForm(call: Call, request: AuthorizeRequest): Promise<Response> {
  const form = await readForm(call.request);
  const step = form.get('step');
  if (step === 'login') return login(call, request, form);
  const known = sessionUsers(call.world, call.request).find((user) => user.id === form.get('account'));
  if (!known) return askToSignIn(call, request);
  if (step === 'accept') return accept(call, request, known, form.get('forOrganization') === 'yes');
  if (step === 'cancel') return cancelled(call, request);
  return carryOn(call, request, known);
}

function login(call: Call, request: AuthorizeRequest, form: URLSearchParams): Response {
  const email = (form.get('email') ?? '').trim();
  const user = findUser(call.world.directory, email);
  const problem =
    !user || user.kind === 'room' || user.password !== form.get('password')
      ? 'Your account or password is incorrect. (AADSTS50126)'
      : !user.enabled &&
        'Your account has been locked. Contact your support person to unlock it, then try again. (AADSTS50057)';
  if (problem || !user) return askToSignIn(call, request, problem || undefined, email);
  return carryOn(call, request, user, { 'Set-Cookie': signIn(call.world, call.request, user) });
}

/** The person is known: is the account admitted, and what is still to be asked? */
function carryOn(call: Call, request: AuthorizeRequest, user: User, headers: Record<string, string> = {}): Response {
  call.note.user = user.upn;
  try {
    const { application, authority, prompt } = request;
    mustAdmitUser(application, authority, user);
    const tenant = tenantFor(call, request, user);
    if (application.audience === 'AzureADMyOrg' && authority.kind !== 'tenant') return tooWide(request, headers);
    const principal = findPrincipal(call.world.registrations, application.clientId, tenant.id);
    if (principal?.assignmentRequired && !principal.assigned.has(user.id)) throw notAssigned(application, user);
    const { names: scopes } = readScopes(request.parameters.get('scope') ?? '', application);
    const need = consentNeed(call.world, application, tenant, user, scopes, prompt === 'consent');
    const home = call.world.directory.tenants.get(application.tenantId);
    const facts = { application, tenant, home, user, scopes, headers };
    if (need === 'none') return withCode(call, request, user, headers);
    if (need === 'admin') return adminApprovalPage(facts, withoutGranting(request));
    return consentPage(formTarget(call), { ...facts, forAll: false });
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    call.note.code = `AADSTS${error.code}`;
    if (error.error === 'invalid_scope' || error.error === 'invalid_resource')
      return callback(request, errorAnswer(error), headers);
    return problemPage(error, headers);
  }
}

function accept(call: Call, request: AuthorizeRequest, user: User, forOrganization: boolean): Response {
  const { application } = request;
  const tenant = tenantFor(call, request, user);
  mustAdmitUser(application, request.authority, user);
  const { names: scopes } = readScopes(request.parameters.get('scope') ?? '', application);
  const need = consentNeed(call.world, application, tenant, user, scopes, request.prompt === 'consent');
  if (need === 'admin') return carryOn(call, request, user);
  if (forOrganization && user.isAdmin) giveAdminConsent(call.world, application, tenant, scopes);
  else giveConsent(call.world, application, tenant, user.id, scopes);
  return withCode(call, request, user, {});
}

function withCode(call: Call, request: AuthorizeRequest, user: User, headers: Record<string, string>): Response {
  const { world } = call;
  const { application, parameters, redirectUri } = request;
  const now = world.clock.now();
  const code = issueCode(world.issued, {
    clientId: application.clientId,
    tenantId: tenantFor(call, request, user).id,
    segment: call.params.tenant ?? '',
    userId: user.id,
    redirectUri,
    scopes: readScopes(parameters.get('scope') ?? '', application).names,
    challenge: parameters.get('code_challenge'),
    challengeMethod: parameters.get('code_challenge_method') ?? 'plain',
    nonce: parameters.get('nonce'),
    issuedAt: now,
    expiresAt: now + CODE_LIFE_MS,
    redeemedAt: null,
  });
  return callback(request, { code, session_state: call.note.requestId }, headers);
}

function silent(call: Call, request: AuthorizeRequest, user: User | undefined): Response {
  if (!user) {
    const text = 'A silent sign-in request was sent but no user is signed in.';
    return callback(request, errorAnswer(new IdentityProblem(400, 'login_required', 50058, text)));
  }
  const scopes = readScopes(request.parameters.get('scope') ?? '', request.application).names;
  const tenant = tenantFor(call, request, user);
  const need = consentNeed(call.world, request.application, tenant, user, scopes, false);
  if (need === 'none') return carryOn(call, request, user);
  const text = 'The user or administrator has not consented to use the application.';
  return callback(request, errorAnswer(new IdentityProblem(400, 'consent_required', 65001, text)));
}

function cancelled(call: Call, request: AuthorizeRequest): Response {
  const error = call.world.behaviour.get('consentCancelError');
  const text = `User declined to consent to access the app.`;
  return callback(request, errorAnswer(new IdentityProblem(400, error, 65004, text)));
}

function tooWide(request: AuthorizeRequest, headers: Record<string, string>): Response {
  const { clientId, name } = request.application;
  const text = `Application '${clientId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`;
  return callback(request, errorAnswer(new IdentityProblem(400, 'invalid_request', 50194, text)), headers);
}

function refusedParameters({ parameters }: AuthorizeRequest): Record<string, string> | undefined {
  if (parameters.get('response_type') !== 'code') {
    const text = "The stand-in answers response_type 'code' only.";
    return errorAnswer(new IdentityProblem(400, 'unsupported_response_type', 700051, text));
  }
  if (parameters.get('scope')) return undefined;
  const text = "The request body must contain the following parameter: 'scope'.";
  return errorAnswer(new IdentityProblem(400, 'invalid_request', 900144, text));
}

/** With a named tenant that one, else the home of the account. */
function tenantFor(call: Call, { authority }: AuthorizeRequest, user: User): TenantRecord {
  const tenant = 'tenant' in authority ? authority.tenant : call.world.directory.tenants.get(user.tenantId);
  if (!tenant) throw new Error(`user ${user.upn} belongs to no tenant`);
  return tenant;
}

function askToSignIn(call: Call, request: AuthorizeRequest, problem?: string, email?: string): Response {
  const hint = email ?? request.parameters.get('login_hint') ?? '';
  return loginPage(formTarget(call), {
    title: `to continue to ${request.application.name}`,
    hint,
    ...(problem ? { problem } : {}),
  });
}

function formTarget(call: Call) {
  return { action: call.url.pathname + call.url.search };
}
