import type { Call } from '../router';
import type { AuthorizeRequest } from './authorize-request';
import { callbackAddress } from './callback';
import { type FormTarget, loginPage } from './pages';

/** What the forms of the sign-in have in common: each posts back to the address it was asked at. */
export function formTarget(call: Call): FormTarget {
  return { action: call.url.pathname + call.url.search };
}

export function askToSignIn(
  call: Call,
  request: AuthorizeRequest,
  told: { problem?: string; email?: string; headers?: Record<string, string> } = {},
): Response {
  return loginPage(formTarget(call), {
    title: `to continue to ${request.application.name}`,
    hint: told.email ?? request.loginHint ?? '',
    ...(told.problem ? { problem: told.problem } : {}),
    ...(told.headers ? { headers: told.headers } : {}),
  });
}

/** Cancel at the picker: an error without a description. */
export function wayBack(request: AuthorizeRequest): string {
  const fields = new URLSearchParams({ error: 'access_denied', error_subcode: 'cancel' });
  if (request.state !== null) fields.set('state', request.state);
  return callbackAddress(request, fields);
}
