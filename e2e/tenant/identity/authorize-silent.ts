import type { Call } from '../router';
import type { AuthorizeRequest } from './authorize-request';
import { withCode } from './authorize-steps';
import { callback, errorAnswer } from './callback';
import { IdentityProblem } from './problem';
import { isTooWide, tooWide } from './segment';
import type { Person } from './sessions';
import { type Standing, standingOf } from './standing';

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
  call.note.user = person.user.upn;
  let standing: Standing;
  try {
    standing = standingOf(call, request, person);
  } catch (error) {
    if (error instanceof IdentityProblem) return refuse(error, 'interaction_required');
    throw error;
  }
  const { unmet, need } = standing;
  if (unmet) return refuse(new IdentityProblem(unmet.code), 'interaction_required');
  if (need === 'none') return withCode(call, request, { ...standing, proof: person.proof });
  return refuse(new IdentityProblem(65001), 'consent_required');
}
