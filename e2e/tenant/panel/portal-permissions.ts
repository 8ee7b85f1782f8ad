import { giveAdminConsent, withdrawConsent } from '../identity/consent';
import { OIDC_SCOPES, PERMISSIONS } from '../identity/permissions';
import type { TenantRecord } from '../store/directory';
import { tenantGrants } from '../store/grants';
import type { Application, Declared } from '../store/registrations';
import type { World } from '../world';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { type AppPage, appPage } from './portal-app';

export const permissionsPage: AppPage = (call, admin, application) => {
  const at = `/portal/apps/${application.clientId}/permissions`;
  const rows = application.declared.map((one) => row(call.world, admin.tenant, application, one));
  const others = (['delegated', 'application'] as const).flatMap((kind) =>
    [...tenantGrants(call.world.registrations, application.clientId, admin.tenant.id, kind)].filter(
      (name) =>
        !OIDC_SCOPES.includes(name) && !application.declared.some((one) => one.kind === kind && one.name === name),
    ),
  );
  return appPage(
    admin,
    application,
    'API permissions',
    html`<h2>Configured permissions</h2>
<p class="soft">Applications are authorized to call APIs when they are granted permissions by users or admins as part of the consent process.</p>
<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Microsoft Graph</th><th scope="col">Type</th><th scope="col">Description</th><th scope="col">Admin consent required</th><th scope="col">Status</th><th scope="col">Remove</th></tr></thead><tbody>
${rows.length === 0 ? html`<tr><td colspan="6">No permissions added</td></tr>` : rows}
</tbody></table></div>
${others.length > 0 && html`<h3>Other permissions granted for ${admin.tenant.displayName}</h3><p class="soft small">These permissions have been granted for ${admin.tenant.displayName} but aren’t in the configured permissions list.</p><p>${others.join(', ')}</p>`}
<div class="actions"><a class="button second" href="${at}/add">Add a permission</a>
<a class="button" href="${at}/grant">Grant admin consent for ${admin.tenant.displayName}</a></div>`,
  );
};

export const addPermissionPage: AppPage = (_call, admin, application) => {
  const isDeclared = (name: string, kind: Declared['kind']) =>
    application.declared.some((one) => one.name === name && one.kind === kind);
  const boxes = (kind: Declared['kind']) =>
    PERMISSIONS.filter((permission) => permission[kind]).map(
      ({ name, about }) =>
        html`<label class="choice"><input type="checkbox" name="${kind}" value="${name}" ${isDeclared(name, kind) && html`checked`}> <span>${name}<br><span class="soft small">${about}</span></span></label>`,
    );
  return appPage(
    admin,
    application,
    'API permissions',
    html`<h2>Request API permissions: Microsoft Graph</h2>
<form method="post" action="/portal/apps/${application.clientId}/permissions/add">
<fieldset><legend>Delegated permissions</legend><p class="soft small">Your application needs to access the API as the signed-in user.</p>${boxes('delegated')}</fieldset>
<fieldset><legend>Application permissions</legend><p class="soft small">Your application runs as a background service without a signed-in user.</p>${boxes('application')}</fieldset>
<button type="submit">Add permissions</button></form>`,
  );
};

export const addPermissions: AppPage = async (call, _admin, application) => {
  const form = await readForm(call.request);
  for (const kind of ['delegated', 'application'] as const) {
    const known = PERMISSIONS.filter((permission) => permission[kind]).map(({ name }) => name);
    for (const name of form.getAll(kind).filter((one) => known.includes(one))) {
      const present = application.declared.some((one) => one.name === name && one.kind === kind);
      if (!present) application.declared.push({ name, kind });
    }
  }
  return redirect(`/portal/apps/${application.clientId}/permissions`);
};

export const removePermission: AppPage = async (call, _admin, application) => {
  const form = await readForm(call.request);
  application.declared = application.declared.filter(
    (one) => one.name !== form.get('name') || one.kind !== form.get('kind'),
  );
  return redirect(`/portal/apps/${application.clientId}/permissions`);
};

export const confirmGrantPage: AppPage = (_call, admin, application) => {
  const at = `/portal/apps/${application.clientId}/permissions`;
  return appPage(
    admin,
    application,
    'API permissions',
    html`<h2>Grant admin consent confirmation.</h2>
<p>Do you want to grant consent for the requested permissions for all accounts in ${admin.tenant.displayName}? This will update any existing admin consent records this application already has to match what is listed on this page.</p>
<form method="post" action="${at}/grant" class="actions"><button type="submit">Yes</button><a class="button second" href="${at}">No</a></form>`,
  );
};

/** What was granted for all before and is not listed here goes, as the page says. */
export const grantConsent: AppPage = (call, admin, application) => {
  withdrawConsent(call.world, { clientId: application.clientId, tenantId: admin.tenant.id, adminOnly: true });
  giveAdminConsent(call.world, application, admin.tenant);
  return redirect(`/portal/apps/${application.clientId}/permissions`);
};

function row(world: World, tenant: TenantRecord, application: Application, { name, kind }: Declared): Html {
  const permission = PERMISSIONS.find((one) => one.name === name);
  const needsAdmin = kind === 'application' || permission?.adminOnly;
  const granted = tenantGrants(world.registrations, application.clientId, tenant.id, kind).has(name);
  const status = granted ? `Granted for ${tenant.displayName}` : needsAdmin && `Not granted for ${tenant.displayName}`;
  return html`<tr><td>${name}</td><td>${kind === 'delegated' ? 'Delegated' : 'Application'}</td><td>${permission?.about}</td><td>${needsAdmin ? 'Yes' : 'No'}</td><td>${status || ''}</td>
<td><form method="post" action="/portal/apps/${application.clientId}/permissions/remove"><input type="hidden" name="name" value="${name}"><input type="hidden" name="kind" value="${kind}"><button type="submit" class="danger small" aria-label="Remove ${name} (${kind})">Remove</button></form></td></tr>`;
}
