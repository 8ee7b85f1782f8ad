import { type Html, html } from '../panel/html';
import { page } from '../panel/layout';
import { PASSWORD } from '../seed/people';
import type { TenantRecord, User } from '../store/directory';
import type { Application } from '../store/registrations';
import { findPermission } from './permissions';
import type { IdentityProblem } from './problem';

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
${about.problem && html`<p class="error" role="alert">${about.problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="step" value="login">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${about.hint}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form></div>
<p class="soft small">Every account of this stand-in has the password <code>${PASSWORD}</code>. Staff are at <code>library.example</code>, for instance <code>librarian@library.example</code>; the tenant’s administrator is <code>it@library.example</code>.</p>`,
  });
}

export function pickerPage({ action }: FormTarget, users: User[]): Response {
  return page({
    title: 'Pick an account',
    width: 'narrow',
    bare: true,
    body: html`<div class="card"><h1>Pick an account</h1>
<form method="post" action="${action}" class="accounts">
<input type="hidden" name="step" value="pick">
${users.map((user) => html`<button type="submit" name="account" value="${user.id}"><strong>${user.displayName}</strong><br>${user.upn}</button>`)}
<button type="submit" name="account" value="">Use another account</button>
</form></div>`,
  });
}

export type ConsentFacts = {
  application: Application;
  tenant: TenantRecord;
  home: TenantRecord | undefined;
  user: User;
  scopes: string[];
  /** The whole organization is asked for, not one person. */
  forAll: boolean;
  headers: Record<string, string>;
};

export function consentPage({ action }: FormTarget, facts: ConsentFacts): Response {
  const { application, user, scopes, forAll, headers, tenant } = facts;
  return page({
    title: 'Permissions requested',
    width: 'narrow',
    bare: true,
    headers,
    body: html`<div class="card"><p class="soft">${user.upn}</p>
<h1>Permissions requested</h1>
${forAll && html`<p><strong>Review for your organization</strong></p>`}
<p><strong>${application.name}</strong><br><span class="soft">${publisherOf(facts)}</span></p>
<p>${forAll ? `This app would like to, for everybody in ${tenant.displayName}:` : 'This app would like to:'}</p>
${scopeList(scopes)}
<form method="post" action="${action}">
<input type="hidden" name="account" value="${user.id}">
${user.isAdmin && !forAll && html`<label class="choice"><input type="checkbox" name="forOrganization" value="yes"> Consent on behalf of your organization</label>`}
<p class="small soft">Accepting these permissions means that you allow this app to use your data. You can change them in the portal.</p>
<div class="actions"><button type="submit" name="step" value="accept">Accept</button>
<button type="submit" name="step" value="cancel" class="second">Cancel</button></div>
</form></div>`,
  });
}

export function adminApprovalPage(facts: Omit<ConsentFacts, 'forAll'>, returnTo: string): Response {
  const { application, user, scopes, headers } = facts;
  return page({
    title: 'Need admin approval',
    width: 'narrow',
    bare: true,
    headers,
    body: html`<div class="card"><p class="soft">${user.upn}</p>
<h1>Need admin approval</h1>
<p><strong>${application.name}</strong><br><span class="soft">${publisherOf(facts)}</span></p>
<p>${application.name} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
${scopeList(scopes)}
<p><a href="${returnTo}">Return to the application without granting consent</a></p></div>`,
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

function scopeList(scopes: string[]): Html {
  return html`<ul>${scopes.map((scope) => html`<li>${findPermission(scope)?.about ?? scope} <span class="soft small">(${scope})</span></li>`)}</ul>`;
}

function publisherOf({ home, tenant }: Pick<ConsentFacts, 'home' | 'tenant'>): string {
  if (!home || home.id !== tenant.id) return `${home?.displayName ?? 'Unknown'} · unverified`;
  return home.displayName;
}
