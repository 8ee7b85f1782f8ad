import { giveAdminConsent, withdrawConsent } from '../identity/consent';
import type { Call } from '../router';
import { findUser, usersOf } from '../store/directory';
import { type Application, findPrincipal, removePrincipal, type ServicePrincipal } from '../store/registrations';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage, tabs } from './portal-session';

type Facts = { call: Call; admin: Administrator; principal: ServicePrincipal; application: Application };
type EnterprisePage = (facts: Facts) => Response | Promise<Response>;
type Tab = 'Properties' | 'Users and groups' | 'Permissions';

/** An application as it stands in the administrator's tenant, its own or another's. */
export function forEnterprise(run: EnterprisePage) {
  return (call: Call, admin: Administrator) => {
    const { registrations } = call.world;
    const application = registrations.applications.get(call.params.app ?? '');
    const principal = application && findPrincipal(registrations, application.clientId, admin.tenant.id);
    if (!principal || !application) return missingPage('There is no such application.');
    return run({ call, admin, principal, application });
  };
}

function enterpriseTab({ admin, application }: Facts, tab: Tab, body: Html): Response {
  const at = `/portal/enterprise/${application.clientId}`;
  const links = [
    [at, 'Properties'],
    [`${at}/users`, 'Users and groups'],
    [`${at}/permissions`, 'Permissions'],
  ] as const;
  return portalPage(admin, 'Enterprise applications', {
    title: `${application.name} · ${tab}`,
    body: html`<h1>${application.name}</h1>${tabs('Enterprise application', links, tab)}${body}`,
  });
}

export const propertiesPage: EnterprisePage = (facts) => {
  const { principal, application } = facts;
  const at = `/portal/enterprise/${application.clientId}`;
  const choice = (legend: string, name: string, isOn: boolean) =>
    html`<fieldset><legend>${legend}</legend>${[true, false].map(
      (value) =>
        html`<label class="choice"><input type="radio" name="${name}" value="${value ? 'yes' : 'no'}" ${value === isOn && html`checked`}> ${value ? 'Yes' : 'No'}</label>`,
    )}</fieldset>`;
  return enterpriseTab(
    facts,
    'Properties',
    html`<h2>Properties</h2>
<dl class="facts card"><dt>Name</dt><dd>${application.name}</dd><dt>Application ID</dt><dd><code>${application.clientId}</code></dd><dt>Object ID</dt><dd><code>${principal.id}</code></dd></dl>
<form method="post" action="${at}" class="card">
${choice('Enabled for users to sign-in?', 'enabled', principal.enabled)}
${choice('Assignment required?', 'assignment', principal.assignmentRequired)}
<button type="submit">Save</button></form>
<form method="post" action="${at}/delete"><button type="submit" class="danger">Delete enterprise application</button></form>`,
  );
};

export const saveProperties: EnterprisePage = async ({ call, principal }) => {
  const form = await readForm(call.request);
  principal.enabled = form.get('enabled') !== 'no';
  principal.assignmentRequired = form.get('assignment') === 'yes';
  return redirect(`/portal/enterprise/${principal.clientId}`);
};

export const deleteEnterprise: EnterprisePage = ({ call, principal }) => {
  removePrincipal(call.world.registrations, principal.clientId, principal.tenantId);
  return redirect('/portal/enterprise');
};

export const assignedPage: EnterprisePage = (facts) => {
  const { call, admin, principal, application } = facts;
  const at = `/portal/enterprise/${application.clientId}/users`;
  const people = usersOf(call.world.directory, admin.tenant.id).filter((user) => user.kind !== 'room');
  const assigned = people.filter((user) => principal.assigned.has(user.id));
  const others = people.filter((user) => !principal.assigned.has(user.id));
  const rows = assigned.map(
    ({ displayName, upn, id }) =>
      html`<tr><td>${displayName}</td><td>${upn}</td><td><form method="post" action="${at}"><input type="hidden" name="user" value="${id}"><button type="submit" name="act" value="remove" class="danger small" aria-label="Remove ${displayName}">Remove</button></form></td></tr>`,
  );
  return enterpriseTab(
    facts,
    'Users and groups',
    html`<h2>Users and groups</h2>
<p class="soft">${principal.assignmentRequired ? 'Assignment is required: only these people may sign in, and nobody can consent for themselves.' : 'Assignment is not required: everybody may sign in.'}</p>
${rows.length === 0 ? html`<p>No application assignments found</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Display name</th><th scope="col">User principal name</th><th scope="col">Remove</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<form method="post" action="${at}" class="card"><label for="user">User</label>
<select id="user" name="user">${others.map(({ id, displayName, upn }) => html`<option value="${id}">${displayName} (${upn})</option>`)}</select>
<button type="submit" name="act" value="assign">Assign</button></form>`,
  );
};

export const changeAssigned: EnterprisePage = async ({ call, principal }) => {
  const form = await readForm(call.request);
  const user = findUser(call.world.directory, form.get('user') ?? '');
  if (user && user.tenantId === principal.tenantId) {
    if (form.get('act') === 'assign') principal.assigned.add(user.id);
    else principal.assigned.delete(user.id);
  }
  return redirect(`/portal/enterprise/${principal.clientId}/users`);
};

export const grantedPage: EnterprisePage = (facts) => {
  const { call, admin, principal, application } = facts;
  const at = `/portal/enterprise/${application.clientId}/permissions`;
  const grants = call.world.registrations.grants.filter(
    (one) => one.clientId === principal.clientId && one.tenantId === principal.tenantId && one.endsAt === null,
  );
  const table = (rows: Html[], last: string) =>
    rows.length === 0
      ? html`<p>No permission has been granted.</p>`
      : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Claim value</th><th scope="col">Type</th><th scope="col">${last}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  const rows = (forAll: boolean) =>
    grants
      .filter((grant) => (grant.userId === null) === forAll)
      .map(
        ({ scopes, kind, userId }) =>
          html`<tr><td>${[...scopes].join(', ')}</td><td>${kind === 'delegated' ? 'Delegated' : 'Application'}</td><td>${userId === null ? 'An administrator' : (call.world.directory.users.get(userId)?.upn ?? userId)}</td></tr>`,
      );
  return enterpriseTab(
    facts,
    'Permissions',
    html`<h2>Admin consent</h2>${table(rows(true), 'Granted by')}
<form method="post" action="${at}" class="actions"><button type="submit" name="act" value="grant">Grant admin consent for ${admin.tenant.displayName}</button>
<button type="submit" name="act" value="revoke" class="danger">Revoke admin consent</button></form>
<h2>User consent</h2>${table(rows(false), 'Granted by')}
<p class="soft small">The portal cannot take back what people consented to themselves. They do so in My Apps; an administrator by Graph or PowerShell.</p>`,
  );
};

export const changeGranted: EnterprisePage = async ({ call, admin, principal, application }) => {
  const act = (await readForm(call.request)).get('act');
  const { clientId, tenantId } = principal;
  if (act === 'grant') giveAdminConsent(call.world, application, admin.tenant);
  if (act === 'revoke') withdrawConsent(call.world, { clientId, tenantId, adminOnly: true });
  return redirect(`/portal/enterprise/${clientId}/permissions`);
};
