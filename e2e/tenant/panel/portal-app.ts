import type { Call } from '../router';
import { type Application, findPrincipal, removePrincipal } from '../store/registrations';
import { type Html, html } from './html';
import { redirect } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage, tabs } from './portal-session';
import { audienceWords } from './portal-words';

export type AppPage = (call: Call, admin: Administrator, application: Application) => Response | Promise<Response>;

/** Finds the registration that the address names, in the administrator's own tenant. */
export function forApp(run: AppPage) {
  return (call: Call, admin: Administrator) => {
    const application = call.world.registrations.applications.get(call.params.app ?? '');
    if (!application || application.tenantId !== admin.tenant.id) return missingPage('There is no such registration.');
    return run(call, admin, application);
  };
}

export type AppTab = 'Overview' | 'Authentication' | 'Certificates & secrets' | 'API permissions' | 'Manifest';

export function appPage(
  admin: Administrator,
  application: Application,
  tab: AppTab,
  body: Html,
  status = 200,
): Response {
  const at = `/portal/apps/${application.clientId}`;
  const links = [
    [at, 'Overview'],
    [`${at}/authentication`, 'Authentication'],
    [`${at}/secrets`, 'Certificates & secrets'],
    [`${at}/permissions`, 'API permissions'],
    [`${at}/manifest`, 'Manifest'],
  ] as const;
  return portalPage(admin, 'App registrations', {
    title: `${application.name} · ${tab}`,
    status,
    body: html`<h1>${application.name}</h1>${tabs('Registration', links, tab)}${body}`,
  });
}

export const overviewPage: AppPage = (call, admin, application) => {
  const words = audienceWords(call.world).find(([audience]) => audience === application.audience)?.[1](
    admin.tenant.displayName,
  );
  const uris = application.redirectUris.length;
  const principal = findPrincipal(call.world.registrations, application.clientId, admin.tenant.id);
  const at = `/portal/apps/${application.clientId}`;
  return appPage(
    admin,
    application,
    'Overview',
    html`<h2>Essentials</h2>
<dl class="facts card">
<dt>Display name</dt><dd>${application.name}</dd>
<dt>Application (client) ID</dt><dd><code>${application.clientId}</code></dd>
<dt>Object ID</dt><dd><code>${application.objectId}</code></dd>
<dt>Directory (tenant) ID</dt><dd><code>${application.tenantId}</code></dd>
<dt>Supported account types</dt><dd>${words} <span class="soft small">(${application.audience})</span></dd>
<dt>Client credentials</dt><dd><a href="${at}/secrets">${application.certificates.length} certificate, ${application.secrets.length} secret</a></dd>
<dt>Redirect URIs</dt><dd>${uris === 0 ? html`<a href="${at}/authentication">Add a Redirect URI</a>` : html`<a href="${at}/authentication">${uris}</a>`}</dd>
<dt>Managed application in local directory</dt><dd>${principal ? html`<a href="/portal/enterprise/${application.clientId}">${application.name}</a>` : 'None'}</dd>
<dt>State</dt><dd>${application.enabled ? 'Activated' : 'Disabled'}</dd>
</dl>
<form method="post" action="${at}/delete"><button type="submit" class="danger">Delete registration</button></form>`,
  );
};

export const deleteApp: AppPage = (call, _admin, application) => {
  const { registrations } = call.world;
  registrations.applications.delete(application.clientId);
  removePrincipal(registrations, application.clientId);
  return redirect('/portal');
};
