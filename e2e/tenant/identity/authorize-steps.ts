import type { Call } from '../router';
import type { AccessPolicy } from '../store/directory';
import { issueCode, type Proof } from '../store/issued';
import type { AuthorizeRequest } from './authorize-request';
import { callback, callbackAddress, errorAnswer } from './callback';
import { giveAdminConsent, giveConsent } from './consent';
import { adminApprovalPage, blockedPage, consentPage, mfaPage } from './consent-pages';
import { askToSignIn, formTarget, wayBack } from './forms';
import { problemPage } from './pages';
import { IdentityProblem } from './problem';
import { isTooWide, nameOfAuthority, tooWide } from './segment';
import type { Person } from './sessions';
import { type Standing, standingOf } from './standing';

const CODE_LIFE_MS = 600_000;
const TOLD_TO_APPLICATION = [50020, 500200, 500208, 50105];

type Headers = Record<string, string>;

/** The person is known: a page for what keeps them or is still to be asked, or the code. */
export function carryOn(call: Call, request: AuthorizeRequest, person: Person, headers: Headers = {}): Response {
  const { application, authority } = request;
  call.note.user = person.user.upn;
  if (isTooWide(application, authority)) return callback(request, errorAnswer(tooWide(application)), headers);
  const standing = standingOrPage(call, request, person, headers);
  if (standing instanceof Response) return standing;
  const { user, tenant, scopes, need, unmet } = standing;
  if (unmet) return policyPage(call, request, person, unmet, headers);
  if (need === 'none') return withCode(call, request, { ...standing, proof: person.proof }, headers);
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
  const standing = standingOrPage(call, request, person, {});
  if (standing instanceof Response) return standing;
  const { user, tenant, scopes, need, unmet } = standing;
  if (unmet || need === 'admin' || need === 'risky') return carryOn(call, request, person);
  if (forOrganization && user.isAdmin) giveAdminConsent(call.world, application, tenant, scopes);
  else giveConsent(call.world, application, tenant, user.id, scopes);
  return withCode(call, request, { ...standing, proof: person.proof });
}

export function withCode(
  call: Call,
  request: AuthorizeRequest,
  { user, tenant, scopes, proof }: Omit<Standing, 'unmet' | 'need'> & { proof: Proof },
  headers: Headers = {},
): Response {
  const { world } = call;
  const { application, authority, parameters, redirectUri } = request;
  const now = world.clock.now();
  const code = issueCode(world.issued, {
    clientId: application.clientId,
    tenantId: tenant.id,
    authority: nameOfAuthority(authority),
    userId: user.id,
    redirectUri,
    scopes,
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

function standingOrPage(call: Call, request: AuthorizeRequest, person: Person, headers: Headers): Standing | Response {
  try {
    return standingOf(call, request, person);
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
