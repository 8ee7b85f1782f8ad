import { type Html, html } from '../panel/html';
import { page } from '../panel/layout';
import type { TenantRecord, User } from '../store/directory';
import type { Application } from '../store/registrations';
import type { FormTarget } from './pages';
import { findPermission } from './permissions';
import type { IdentityProblem } from './problem';

/** What is asked between the sign-in and the way back. */
export type ConsentFacts = {
  application: Application;
  tenant: TenantRecord;
  home: TenantRecord | undefined;
  /** As the person appears in this tenant. */
  user: User;
  /** The account they signed in with; a guest's is another. */
  account: User;
  scopes: string[];
  /** The whole organization is asked for, not one person. */
  forAll: boolean;
  headers: Record<string, string>;
};

export function consentPage({ action }: FormTarget, facts: ConsentFacts): Response {
  const { application, user, account, scopes, forAll, headers, tenant } = facts;
  return questionPage(
    'Permissions requested',
    headers,
    html`<p class="soft">${account.upn}</p>
<h1>Permissions requested</h1>
${forAll && html`<p><strong>Review for your organization</strong></p>`}
<p><strong>${application.name}</strong><br><span class="soft">${publisherOf(facts)}</span></p>
<p>${forAll ? `This app would like to, for everybody in ${tenant.displayName}:` : 'This app would like to:'}</p>
${scopeList(scopes)}
<form method="post" action="${action}">
<input type="hidden" name="account" value="${account.id}">
${user.isAdmin && !forAll && html`<label class="choice"><input type="checkbox" name="forOrganization" value="yes"> Consent on behalf of your organization</label>`}
<p class="small soft">Accepting these permissions means that you allow this app to use your data. You can change them in the portal.</p>
<div class="actions"><button type="submit" name="step" value="accept">Accept</button>
<button type="submit" name="step" value="cancel" class="second">Cancel</button></div>
</form>`,
  );
}

export function adminApprovalPage(
  { action }: FormTarget,
  facts: Omit<ConsentFacts, 'forAll'>,
  way: { returnTo: string; code: number; mayRequest: boolean },
): Response {
  const { application, account, scopes, headers } = facts;
  const title = way.mayRequest ? 'Approval required' : 'Need admin approval';
  const words = way.mayRequest
    ? 'This app requires your admin’s approval to:'
    : `${application.name} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`;
  return questionPage(
    title,
    headers,
    html`<p class="soft">${account.upn}</p>
<h1>${title}</h1>
<p><strong>${application.name}</strong><br><span class="soft">${publisherOf(facts)}</span></p>
${way.code === 900941 && html`<p class="hint">This application may be risky. Only an admin can grant what it asks for.</p>`}
<p>${words}</p>
${scopeList(scopes)}
${
  way.mayRequest &&
  html`<form method="post" action="${action}"><input type="hidden" name="account" value="${account.id}">
<label for="why">Enter justification for requesting this app</label><textarea id="why" name="why" rows="3"></textarea>
<button type="submit" name="step" value="request">Request approval</button></form>`
}
<p><a href="${way.returnTo}">Return to the application without granting consent</a></p>
<p class="soft small">AADSTS${way.code}</p>`,
  );
}

export function approvalRequestedPage(application: Application): Response {
  return questionPage(
    'Request sent',
    {},
    html`<h1>Request sent</h1>
<p role="status">Your request for ${application.name} was sent to your admin. Nothing happens here until they grant it in the portal.</p>`,
  );
}

/** A second proof; one click stands for the telephone. */
export function mfaPage(
  { action }: FormTarget,
  { user, problem, headers }: { user: User; problem: IdentityProblem; headers: Record<string, string> },
): Response {
  const isNew = problem.code === 50079;
  const title = isNew ? 'More information required' : 'Approve sign in request';
  return questionPage(
    title,
    headers,
    html`<p class="soft">${user.upn}</p>
<h1>${title}</h1>
<p>${isNew ? 'Your organization needs more information to keep your account secure.' : 'Open your Authenticator app, and approve the request to sign in.'}</p>
<form method="post" action="${action}"><input type="hidden" name="account" value="${user.id}">
<div class="actions"><button type="submit" name="step" value="mfa">${isNew ? 'Next' : 'Approve'}</button>
<button type="submit" name="step" value="leave" class="second">Cancel</button></div></form>
<p class="soft small">AADSTS${problem.code}. There is no telephone here: the button stands for it.</p>`,
  );
}

export function blockedPage(
  problem: IdentityProblem,
  { user, returnTo, headers }: { user: User; returnTo: string; headers: Record<string, string> },
): Response {
  return questionPage(
    'You cannot access this right now',
    headers,
    html`<p class="soft">${user.upn}</p>
<h1>You cannot access this right now</h1>
<p>Your sign-in was successful but does not meet the criteria to access this resource. For example, you might be signing in from a browser, app, or location that is restricted by your admin.</p>
<p class="error"><strong>AADSTS${problem.code}</strong>: ${problem.text}</p>
<p><a href="${returnTo}">Back</a></p>`,
  );
}

function questionPage(title: string, headers: Record<string, string>, body: Html): Response {
  return page({ title, width: 'narrow', bare: true, headers, body: html`<div class="card">${body}</div>` });
}

function scopeList(scopes: string[]): Html {
  return html`<ul>${scopes.map((scope) => html`<li>${findPermission(scope)?.about ?? scope} <span class="soft small">(${scope})</span></li>`)}</ul>`;
}

function publisherOf({ application, home, tenant }: Pick<ConsentFacts, 'application' | 'home' | 'tenant'>): string {
  if (home?.id === tenant.id) return home.displayName;
  return `${home?.displayName ?? 'Unknown'} · ${application.publisherVerified ? 'verified' : 'unverified'}`;
}
