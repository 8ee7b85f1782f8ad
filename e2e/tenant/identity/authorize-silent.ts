import type { Call } from '../router';
import { unmetPolicy } from './access-policies';
import { type Admitted, admit, mustBeLetIn } from './admission';
import type { AuthorizeRequest } from './authorize-request';
import { withCode } from './authorize-steps';
import { callback, errorAnswer } from './callback';
import { consentNeed } from './consent';
import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import { isTooWide, tooWide } from './segment';
import type { Person } from './sessions';

/** `prompt=none`: no page is ever shown, and whatever would need one goes back as an error. */
export function silent(call: Call, request: AuthorizeRequest, people: Person[]): Response {
  const refuse = (problem: IdentityProblem, error = problem.error) => {
    call.note.code = `AADSTS${problem.code}`;
    return callback(request, { ...errorAnswer(problem), error });
  };
  const [person, ...others] = people;
  if (!person) return refuse(new IdentityProblem(50058));
  if (others.length > 0) return refuse(new IdentityProblem(16000));
  const { application, authority } = request;
  if (isTooWide(application, authority)) return refuse(tooWide(application));
  let admitted: Admitted;
  try {
    admitted = admit(call.world, application, authority, person.user);
    mustBeLetIn(call.world, application, admitted);
  } catch (error) {
    if (error instanceof IdentityProblem) return refuse(error, 'interaction_required');
    throw error;
  }
  const { user, tenant } = admitted;
  const { proof } = person;
  const { clientId } = application;
  const unmet = unmetPolicy({ tenant, clientId, user, proof, now: call.world.clock.now() });
  if (unmet) return refuse(new IdentityProblem(unmet.code), 'interaction_required');
  const { names: scopes } = readScopes(request.parameters.get('scope') ?? '', application);
  const need = consentNeed(call.world, { application, tenant, user, scopes, forced: false });
  if (need === 'none') return withCode(call, request, { ...admitted, proof });
  return refuse(new IdentityProblem(65001), 'consent_required');
}
