import type { Call } from '../router';
import type { AccessPolicy } from '../store/directory';
import { issueCode, type Proof } from '../store/issued';
import { unmetPolicy } from './access-policies';
import { type Admitted, admit, mustBeLetIn } from './admission';
import type { AuthorizeRequest } from './authorize-request';
import { callback, callbackAddress, errorAnswer } from './callback';
import { consentNeed, giveAdminConsent, giveConsent } from './consent';
import { adminApprovalPage, blockedPage, consentPage, mfaPage } from './consent-pages';
import { askToSignIn, formTarget, wayBack } from './forms';
import { problemPage } from './pages';
import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import { isTooWide, tooWide } from './segment';
import type { Person } from './sessions';

const CODE_LIFE_MS = 600_000;
const TOLD_TO_APPLICATION = [50020, 500200, 500208, 50105];

type Headers = Record<string, string>;

/** The person is known: is the account admitted, what do the policies say, and what is still to be asked? */
export function carryOn(call: Call, request: AuthorizeRequest, person: Person, headers: Headers = {}): Response {
  const { application, authority, prompt } = request;
  const { proof } = person;
  call.note.user = person.user.upn;
  if (isTooWide(application, authority)) return callback(request, errorAnswer(tooWide(application)), headers);
  const admitted = admittedOrPage(call, request, person, headers);
  if (admitted instanceof Response) return admitted;
  const { user, tenant } = admitted;
  const { clientId } = application;
  const unmet = unmetPolicy({ tenant, clientId, user, proof, now: call.world.clock.now() });
  if (unmet) return policyPage(call, request, person, unmet, headers);
  const { names: scopes } = readScopes(request.parameters.get('scope') ?? '', application);
  const forced = prompt === 'consent';
  const need = consentNeed(call.world, { application, tenant, user, scopes, forced });
  if (need === 'none') return withCode(call, request, { ...admitted, proof }, headers);
  const home = call.world.directory.tenants.get(application.tenantId);
  const facts = { application, tenant, home, user, account: person.user, scopes, headers };
  if (need === 'ask') return consentPage(formTarget(call), { ...facts, forAll: false });
  const mayRequest = call.world.behaviour.get('adminConsentRequests') === 'on';
  const code = need === 'risky' ? 900941 : mayRequest ? 90095 : 90094;
  call.note.code = `AADSTS${code}`;
  return adminApprovalPage(formTarget(call), facts, { returnTo: wayBack(request), code, mayRequest });
}

export function accept(call: Call, request: AuthorizeRequest, person: Person, forOrganization: boolean): Response {
  const { application } = request;
  const admitted = admittedOrPage(call, request, person, {});
  if (admitted instanceof Response) return admitted;
  const { user, tenant } = admitted;
  const { names: scopes } = readScopes(request.parameters.get('scope') ?? '', application);
  const forced = request.prompt === 'consent';
  const need = consentNeed(call.world, { application, tenant, user, scopes, forced });
  if (need === 'admin' || need === 'risky') return carryOn(call, request, person);
  if (forOrganization && user.isAdmin) giveAdminConsent(call.world, application, tenant, scopes);
  else giveConsent(call.world, application, tenant, user.id, scopes);
  return withCode(call, request, { ...admitted, proof: person.proof });
}

export function withCode(
  call: Call,
  request: AuthorizeRequest,
  { user, tenant, proof }: Admitted & { proof: Proof },
  headers: Headers = {},
): Response {
  const { world } = call;
  const { application, parameters, redirectUri } = request;
  const now = world.clock.now();
  const code = issueCode(world.issued, {
    clientId: application.clientId,
    tenantId: tenant.id,
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
    signedInAt: proof.signedInAt,
    mfaAt: proof.mfaAt,
  });
  const hasSession = world.behaviour.get('sessionState') === 'sent' && !tenant.isPersonal;
  return callback(request, { code, ...(hasSession ? { session_state: call.note.requestId } : {}) }, headers);
}

function admittedOrPage(call: Call, request: AuthorizeRequest, person: Person, headers: Headers): Admitted | Response {
  try {
    const admitted = admit(call.world, request.application, request.authority, person.user);
    if (!admitted.user.enabled) throw new IdentityProblem(50057);
    mustBeLetIn(call.world, request.application, admitted);
    return admitted;
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    call.note.code = `AADSTS${error.code}`;
    const isTold = call.world.behaviour.get('accountRefusals') === 'redirect';
    if (isTold && TOLD_TO_APPLICATION.includes(error.code))
      return callback(request, { ...errorAnswer(error), error: 'access_denied' }, headers);
    return problemPage(error, headers);
  }
}

function policyPage(
  call: Call,
  request: AuthorizeRequest,
  person: Person,
  policy: AccessPolicy,
  headers: Headers,
): Response {
  const problem = new IdentityProblem(policy.code);
  call.note.code = `AADSTS${policy.code}`;
  if (policy.kind === 'mfa') return mfaPage(formTarget(call), { user: person.user, problem, headers });
  if (policy.kind === 'sign_in_frequency') return askToSignIn(call, request, { email: person.user.upn, headers });
  return blockedPage(problem, { user: person.user, returnTo: backFromBlock(call, request, problem), headers });
}

/** The link on the page of a block was seen to lead back with neither code nor error. */
function backFromBlock(call: Call, request: AuthorizeRequest, problem: IdentityProblem): string {
  const how = call.world.behaviour.get('conditionalAccessBack');
  const fields = new URLSearchParams(how === 'error' ? { ...errorAnswer(problem), error: 'access_denied' } : {});
  if (how !== 'nothing' && request.state !== null) fields.set('state', request.state);
  return callbackAddress(request, fields);
}
