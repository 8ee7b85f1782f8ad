import type { Call } from '../router';
import type { AuthorizeRequest } from './authorize-request';
import { callback, errorAnswer } from './callback';
import { failureProblem, takeFailure } from './next-failure';
import { problemPage } from './pages';

/** A failure that a control asked for, in the shape it asked for; `nothing` is a callback with neither code nor error. */
export function injectedAnswer(
  call: Call,
  grant: 'authorize' | 'adminconsent',
  request: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode' | 'state' | 'application'>,
): Response | undefined {
  const failure = takeFailure(call.world, grant, request.application.clientId);
  if (!failure) return undefined;
  const problem = failureProblem(failure);
  call.note.code = `AADSTS${problem.code}`;
  if (failure.shape === 'page') return problemPage(problem);
  if (failure.shape === 'nothing') return callback({ ...request, state: null }, {});
  const { error, ...description } = errorAnswer(problem);
  const answer = { error: error ?? problem.error, ...(failure.shape === 'no_description' ? {} : description) };
  return callback(failure.shape === 'no_state' ? { ...request, state: null } : request, answer);
}
