import { html } from '../panel/html';
import { page, redirect } from '../panel/layout';
import type { AuthorizeRequest } from './authorize-request';
import type { IdentityProblem } from './problem';

/** The way back to the application, in the form it asked for. */
export function callback(
  request: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode' | 'state'>,
  answer: Record<string, string>,
  headers: Record<string, string> = {},
): Response {
  const fields = new URLSearchParams(answer);
  if (request.state !== null) fields.set('state', request.state);
  if (request.responseMode === 'form_post') return formPost(request.redirectUri, fields, headers);
  return redirect(callbackAddress(request, fields), headers);
}

/** In query mode an empty fragment follows, so that none of the page before is carried on. */
export function callbackAddress(
  { redirectUri, responseMode }: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode'>,
  fields: URLSearchParams,
): string {
  const base = /^https?:\/\/[^/]+$/.test(redirectUri) ? `${redirectUri}/` : redirectUri;
  if (responseMode === 'fragment') return `${base}#${fields}`;
  const text = fields.toString();
  return `${base}${text && (base.includes('?') ? '&' : '?')}${text}#`;
}

export function errorAnswer(problem: IdentityProblem): Record<string, string> {
  return { error: problem.error, error_description: problem.message };
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
