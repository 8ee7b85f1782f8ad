import { withdrawConsent } from '../identity/consent';
import type { Call } from '../router';
import type { Grant } from '../store/grants';
import { findPrincipal } from '../store/registrations';
import { html } from './html';
import { readForm, redirect } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage } from './portal-session';

/** The applications as they stand in this tenant: what was consented to, and by whom. What people gave themselves no portal takes back. */
export function enterprisePage({ world }: Call, admin: Administrator): Response {
  const { registrations } = world;
  const principals = registrations.principals.filter((one) => one.tenantId === admin.tenant.id);
  return portalPage(admin, 'Enterprise applications', {
    title: 'Enterprise applications',
    body: html`<h1>Enterprise applications</h1>
${principals.length === 0 && html`<p class="card">No application is known in this tenant yet.</p>`}
${principals.map((principal) => {
  const { clientId, enabled, assignmentRequired } = principal;
  const name = registrations.applications.get(clientId)?.name ?? clientId;
  const grants = registrations.grants.filter(
    (one) => one.clientId === clientId && one.tenantId === admin.tenant.id && one.endsAt === null,
  );
  const rows = grants.map(
    (grant) =>
      html`<tr><td>${grant.kind === 'delegated' ? 'Delegated' : 'Application'}</td><td>${whoOf(world, grant)}</td><td>${[...grant.scopes].join(', ')}</td></tr>`,
  );
  return html`<section class="card"><h2><a href="/portal/enterprise/${clientId}">${name}</a></h2><p class="soft small"><code>${clientId}</code></p>
${rows.length === 0 ? html`<p>No permission has been granted.</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Type</th><th scope="col">For</th><th scope="col">Permissions</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<form method="post" action="/portal/enterprise"><input type="hidden" name="clientId" value="${clientId}"><div class="actions">
<button type="submit" name="act" value="revoke" class="danger" aria-label="Revoke admin consent of ${name}">Revoke admin consent</button>
<button type="submit" name="act" value="${enabled ? 'disable' : 'enable'}" class="second">${enabled ? 'Disable sign-in' : 'Enable sign-in'}</button>
<button type="submit" name="act" value="${assignmentRequired ? 'everybody' : 'assigned'}" class="second">${assignmentRequired ? 'Do not require assignment' : 'Require assignment'}</button></div></form></section>`;
})}`,
  });
}

export async function changeEnterprise(call: Call, admin: Administrator): Promise<Response> {
  const form = await readForm(call.request);
  const principal = findPrincipal(call.world.registrations, form.get('clientId') ?? '', admin.tenant.id);
  if (!principal) return missingPage('There is no such application.');
  const act = form.get('act');
  const { clientId, tenantId } = principal;
  if (act === 'revoke') withdrawConsent(call.world, { clientId, tenantId, adminOnly: true });
  if (act === 'enable' || act === 'disable') principal.enabled = act === 'enable';
  if (act === 'everybody' || act === 'assigned') principal.assignmentRequired = act === 'assigned';
  return redirect('/portal/enterprise');
}

function whoOf(world: Call['world'], grant: Grant): string {
  return grant.userId === null
    ? 'Everybody (admin consent)'
    : (world.directory.users.get(grant.userId)?.upn ?? grant.userId);
}
