import { html } from '../panel/html';
import { page, redirect } from '../panel/layout';
import type { AuthorizeRequest } from './authorize-request';
import type { IdentityProblem } from './problem';

/** The way back to the application, in the form it asked for. */
export function callback(
  request: AuthorizeRequest,
  answer: Record<string, string>,
  headers: Record<string, string> = {},
): Response {
  const fields = new URLSearchParams(answer);
  if (request.state !== null) fields.set('state', request.state);
  if (request.responseMode === 'form_post') return formPost(request.redirectUri, fields, headers);
  return redirect(callbackAddress(request, fields), headers);
}

export function callbackAddress({ redirectUri, responseMode }: AuthorizeRequest, fields: URLSearchParams): string {
  const base = /^https?:\/\/[^/]+$/.test(redirectUri) ? `${redirectUri}/` : redirectUri;
  if (responseMode === 'fragment') return `${base}#${fields}`;
  return `${base}${base.includes('?') ? '&' : '?'}${fields}#`;
}

export function errorAnswer(problem: IdentityProblem): Record<string, string> {
  return { error: problem.error, error_description: problem.message };
}

/** The link on the approval page: an error without a description. */
export function withoutGranting(request: AuthorizeRequest): string {
  const fields = new URLSearchParams({ error: 'access_denied', error_subcode: 'cancel' });
  if (request.state !== null) fields.set('state', request.state);
  return callbackAddress(request, fields);
}

function formPost(action: string, fields: URLSearchParams, headers: Record<string, string>): Response {
  return page({
    title: 'Continue',
    width: 'narrow',
    bare: true,
    headers,
    body: html`<h1>Back to the application</h1><form method="post" action="${action}" id="back">
${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Continue</button></form><script>document.getElementById('back').submit()</script>`,
  });
}
