import { readForm } from '../panel/layout';
import type { Call } from '../router';
import { findUser } from '../store/directory';
import { injectedAnswer } from './authorize-failure';
import { type AuthorizeRequest, readAuthorizeRequest, refusedParameters } from './authorize-request';
import { silent } from './authorize-silent';
import { accept, carryOn } from './authorize-steps';
import { callback, errorAnswer } from './callback';
import { approvalRequestedPage } from './consent-pages';
import { askToSignIn, formTarget, wayBack } from './forms';
import { pickerPage, problemPage } from './pages';
import { IdentityProblem } from './problem';
import { type Person, sessionPeople, signIn } from './sessions';

/** Where a person signs in and consents. What cannot be trusted stays on a page. */
export async function authorize(call: Call): Promise<Response> {
  try {
    const request = readAuthorizeRequest(call);
    const injected = injectedAnswer(call, 'authorize', request);
    if (injected) return injected;
    const problem = refusedParameters(call, request);
    if (problem) {
      call.note.code = `AADSTS${problem.code}`;
      return callback(request, errorAnswer(problem));
    }
    if (call.request.method === 'POST') return await answerForm(call, request);
    return begin(call, request);
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    call.note.code = `AADSTS${error.code}`;
    return problemPage(error);
  }
}

function begin(call: Call, request: AuthorizeRequest): Response {
  const { prompt, loginHint } = request;
  const people = sessionPeople(call.world, call.request).filter((person) => fitsDomain(call, request, person));
  const hinted = people.find(({ user }) => user.upn === loginHint || user.mail === loginHint);
  if (prompt === 'none') return silent(call, request, hinted ? [hinted] : people);
  if (prompt === 'select_account' && people.length > 0) return pickerPage(formTarget(call), people, wayBack(request));
  const isFree = prompt !== 'login' && prompt !== 'select_account';
  if (isFree && hinted) return carryOn(call, request, hinted);
  const [only, ...others] = people;
  if (isFree && !loginHint && only)
    return others.length > 0 ? pickerPage(formTarget(call), people, wayBack(request)) : carryOn(call, request, only);
  return askToSignIn(call, request);
}

async function answerForm(call: Call, request: AuthorizeRequest): Promise<Response> {
  const form = await readForm(call.request);
  const step = form.get('step');
  if (step === 'login') return login(call, request, form);
  if (step === 'leave') return callback(request, { error: 'access_denied', error_subcode: 'cancel' });
  const known = sessionPeople(call.world, call.request).find(({ user }) => user.id === form.get('account'));
  if (!known) return askToSignIn(call, request);
  if (step === 'mfa') known.proof.mfaAt = call.world.clock.now();
  if (step === 'accept') return accept(call, request, known, form.get('forOrganization') === 'yes');
  if (step === 'cancel') return cancelled(call, request);
  if (step === 'request') return approvalRequestedPage(request.application);
  return carryOn(call, request, known);
}

function login(call: Call, request: AuthorizeRequest, form: URLSearchParams): Response {
  const email = (form.get('email') ?? '').trim();
  const user = findUser(call.world.directory, email);
  const isGood = user && user.kind !== 'room' && user.kind !== 'guest' && user.password === form.get('password');
  if (!isGood) {
    const problem = 'Your account or password is incorrect. (AADSTS50126)';
    return askToSignIn(call, request, { problem, email });
  }
  if (!user.enabled) {
    const problem =
      'Your account has been locked. Contact your support person to unlock it, then try again. (AADSTS50057)';
    return askToSignIn(call, request, { problem, email });
  }
  const { person, cookie } = signIn(call.world, call.request, user);
  return carryOn(call, request, person, { 'Set-Cookie': cookie });
}

function cancelled(call: Call, request: AuthorizeRequest): Response {
  const error = call.world.behaviour.get('consentCancelError');
  return callback(request, errorAnswer(new IdentityProblem(65004, undefined, { error })));
}

/** `domain_hint` names the kind of account, or the domain of the home tenant. */
function fitsDomain({ world }: Call, { domainHint }: AuthorizeRequest, { user }: Person): boolean {
  if (domainHint === null) return true;
  const home = world.directory.tenants.get(user.tenantId);
  if (domainHint === 'consumers') return home?.isPersonal === true;
  if (domainHint === 'organizations') return home?.isPersonal === false;
  return home?.domains.includes(domainHint) === true;
}
