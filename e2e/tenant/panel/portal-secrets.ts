import { type Application, addSecret, type Secret } from '../store/registrations';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { type AppPage, appPage } from './portal-app';
import { tabs } from './portal-session';
import { secretLives } from './portal-words';

const DAY_MS = 86_400_000;
const MOST_FOR_PERSONAL = 2;

/** A value is shown on the first page after it was made, and never again. */
export const secretsPage: AppPage = (call, admin, application) => {
  const now = call.world.clock.now();
  const fresh = application.secrets.some((secret) => !secret.seen);
  const rows = application.secrets.map((secret) => row(application, secret, now));
  for (const secret of application.secrets) secret.seen = true;
  return appPage(
    admin,
    application,
    'Certificates & secrets',
    html`${credentialTabs(application, 'Client secrets')}<h2>Client secrets</h2>
<p class="soft small">A secret string that the application uses to prove its identity when requesting a token. Also can be referred to as application password.</p>
${fresh && html`<p class="hint" role="status">Copy the <strong>Value</strong> now. Client secret values cannot be viewed, except for immediately after creation. The Secret ID is not the secret.</p>`}
${rows.length === 0 ? html`<p>No client secrets have been created for this application.</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Description</th><th scope="col">Expires</th><th scope="col">Value</th><th scope="col">Secret ID</th><th scope="col">Delete</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<p><a class="button" href="/portal/apps/${application.clientId}/secrets/new">New client secret</a></p>`,
  );
};

export const newSecretPage: AppPage = (call, admin, application) =>
  appPage(
    admin,
    application,
    'Certificates & secrets',
    html`<h2>Add a client secret</h2>
<form method="post" action="/portal/apps/${application.clientId}/secrets/new" class="card">
<label for="description">Description</label><input id="description" name="description" type="text" maxlength="120">
<label for="expires">Expires</label><select id="expires" name="days">${secretLives(call.world).map(([days, words]) => html`<option value="${days}">${words}</option>`)}</select>
<div class="actions"><button type="submit">Add</button><a class="button second" href="/portal/apps/${application.clientId}/secrets">Cancel</a></div>
</form>`,
  );

export const createSecret: AppPage = async (call, admin, application) => {
  const form = await readForm(call.request);
  const days = secretLives(call.world).find(([one]) => one === Number(form.get('days')))?.[0] ?? 180;
  if (application.audience.includes('Personal') && application.secrets.length >= MOST_FOR_PERSONAL) {
    const body = html`<p class="error" role="alert">An application for personal accounts may have at most two secrets.</p>`;
    return appPage(admin, application, 'Certificates & secrets', body, 400);
  }
  const { world } = call;
  addSecret(application, world.ids, world.clock.now(), (form.get('description') ?? '').trim(), days * DAY_MS);
  return redirect(`/portal/apps/${application.clientId}/secrets`);
};

export const deleteSecret: AppPage = async (call, _admin, application) => {
  const id = (await readForm(call.request)).get('id');
  application.secrets = application.secrets.filter((secret) => secret.id !== id);
  return redirect(`/portal/apps/${application.clientId}/secrets`);
};

/** Both kinds of proof, each with how many there are. */
export function credentialTabs(application: Application, current: 'Certificates' | 'Client secrets'): Html {
  const at = `/portal/apps/${application.clientId}`;
  const names = {
    Certificates: `Certificates (${application.certificates.length})`,
    'Client secrets': `Client secrets (${application.secrets.length})`,
  };
  const links = [
    [`${at}/certificates`, names.Certificates],
    [`${at}/secrets`, names['Client secrets']],
  ] as const;
  return tabs('Credentials', links, names[current]);
}

function row(application: Application, secret: Secret, now: number): Html {
  const expired = secret.expiresAt <= now;
  const name = secret.description || 'Client secret';
  return html`<tr><td>${name}</td>
<td>${new Date(secret.expiresAt).toISOString().slice(0, 10)}${expired && html` <strong>(expired)</strong>`}</td>
<td><code data-secret-value>${secret.seen ? `${secret.value.slice(0, 3)}${'*'.repeat(18)}` : secret.value}</code></td>
<td><code>${secret.id}</code></td>
<td><form method="post" action="/portal/apps/${application.clientId}/secrets/delete"><input type="hidden" name="id" value="${secret.id}"><button type="submit" class="danger small" aria-label="Delete ${name}">Delete</button></form></td></tr>`;
}
