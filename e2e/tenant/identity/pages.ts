import { html } from '../panel/html';
import { page } from '../panel/layout';
import { PASSWORD } from '../seed/people';
import type { IdentityProblem } from './problem';
import type { Person } from './sessions';

/** The pages a person meets on the way to consent. Each posts back to the address it was asked at. */
export type FormTarget = { action: string };

export function loginPage(
  { action }: FormTarget,
  about: { title: string; hint: string; problem?: string; headers?: Record<string, string> },
): Response {
  return page({
    title: 'Sign in',
    width: 'narrow',
    bare: true,
    headers: about.headers ?? {},
    status: about.problem ? 400 : 200,
    body: html`<div class="card"><h1>Sign in</h1>
<p class="soft">${about.title}</p>
${about.problem && html`<p class="error" role="alert" id="sign-in-problem">${about.problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="step" value="login">
<label for="email">Email</label>
<input id="email" name="email" type="text" inputmode="email" autocapitalize="none" spellcheck="false" autocomplete="username" required value="${about.hint}"${about.problem && html` aria-describedby="sign-in-problem"`}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form></div>
<p class="soft small">Every account of this stand-in has the password <code>${PASSWORD}</code>. Staff are at <code>library.example</code>, for instance <code>librarian@library.example</code>; the tenant’s administrator is <code>it@library.example</code>.</p>`,
  });
}

export function pickerPage({ action }: FormTarget, people: Person[], returnTo: string): Response {
  return page({
    title: 'Pick an account',
    width: 'narrow',
    bare: true,
    body: html`<div class="card"><h1>Pick an account</h1>
<form method="post" action="${action}" class="accounts">
<input type="hidden" name="step" value="pick">
${people.map(({ user }) => html`<button type="submit" name="account" value="${user.id}"><strong>${user.displayName}</strong><br>${user.upn}</button>`)}
<button type="submit" name="account" value="">Use another account</button>
</form>
<p><a href="${returnTo}">Cancel</a></p></div>`,
  });
}

export function problemPage(problem: IdentityProblem, headers: Record<string, string> = {}): Response {
  return page({
    title: 'Sign in',
    width: 'narrow',
    bare: true,
    status: problem.status,
    headers,
    body: html`<div class="card"><h1>Sorry, but we’re having trouble signing you in.</h1>
<p class="error" role="alert"><strong>AADSTS${problem.code}</strong>: ${problem.text}</p></div>`,
  });
}
