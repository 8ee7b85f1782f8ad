import { redirectProblem } from '../identity/redirect-rules';
import type { Call } from '../router';
import { type Audience, registerApplication } from '../store/registrations';
import { html } from './html';
import { readForm, redirect } from './layout';
import { when } from './people-route';
import { type Administrator, portalPage } from './portal-session';
import { audienceWords } from './portal-words';

export function appsPage({ world }: Call, admin: Administrator): Response {
  const apps = [...world.registrations.applications.values()].filter((app) => app.tenantId === admin.tenant.id);
  return portalPage(admin, 'App registrations', {
    title: 'App registrations',
    body: html`<h1>App registrations</h1>
<p><a class="button" href="/portal/apps/new">New registration</a></p>
${
  apps.length === 0
    ? html`<p class="card">No application is registered yet. An application needs a registration before it can ask for access to calendars.</p>`
    : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Display name</th><th scope="col">Application (client) ID</th><th scope="col">Created on</th></tr></thead><tbody>
${apps.map((app) => html`<tr><td><a href="/portal/apps/${app.clientId}">${app.name}</a></td><td><code>${app.clientId}</code></td><td>${when(app.createdAt)}</td></tr>`)}
</tbody></table></div>`
}`,
  });
}

type Filled = { name?: string; audience?: string; platform?: string; uri?: string; problem?: Problem };
type Problem = { field: 'name' | 'uri'; words: string };

export function newAppPage({ world }: Call, admin: Administrator, filled: Filled = {}): Response {
  const chosen = filled.audience ?? 'AzureADMyOrg';
  const wrong = (field: Problem['field']) => filled.problem?.field === field;
  return portalPage(admin, 'App registrations', {
    title: 'Register an application',
    status: filled.problem ? 400 : 200,
    body: html`<h1>Register an application</h1>
${filled.problem && html`<p class="error" role="alert" id="problem">${filled.problem.words}</p>`}
<form method="post" action="/portal/apps/new" class="card">
<label for="name">Name</label>
<p class="soft small" id="name-hint">The user-facing display name for this application (this can be changed later).</p>
<input id="name" name="name" type="text" required maxlength="120" aria-describedby="name-hint${wrong('name') && ' problem'}"${wrong('name') && html` aria-invalid="true"`} value="${filled.name ?? ''}">
<fieldset><legend>Supported account types</legend>
<p class="soft small">Who can use this application or access this API?</p>
${audienceWords(world).map(
  ([audience, words]) =>
    html`<label class="choice"><input type="radio" name="audience" value="${audience}" ${audience === chosen && html`checked`}> ${words(admin.tenant.displayName)}</label>`,
)}
</fieldset>
<div class="row"><div><label for="platform">Platform</label>
<select id="platform" name="platform"><option value="web">Web</option><option value="spa" ${filled.platform === 'spa' && html`selected`}>Single-page application</option></select></div>
<div><label for="uri">Redirect URI (optional)</label>
<input id="uri" name="uri" type="text" placeholder="e.g. https://example.com/auth" aria-describedby="uri-hint${wrong('uri') && ' problem'}"${wrong('uri') && html` aria-invalid="true"`} value="${filled.uri ?? ''}"></div></div>
<p class="soft small" id="uri-hint">We’ll return the authentication response to this URI after successfully authenticating the user. Providing this now is optional and it can be changed later, but a value is required for most authentication scenarios.</p>
<button type="submit">Register</button>
</form>`,
  });
}

export async function registerFromPortal(call: Call, admin: Administrator): Promise<Response> {
  const form = await readForm(call.request);
  const name = (form.get('name') ?? '').trim();
  const uri = (form.get('uri') ?? '').trim();
  const platform = form.get('platform') === 'spa' ? 'spa' : 'web';
  const audience = audienceWords(call.world).find(([one]) => one === form.get('audience'))?.[0] ?? 'AzureADMyOrg';
  const problem = problemOf(name, uri, audience);
  if (problem) return newAppPage(call, admin, { name, audience, platform, uri, problem });
  const { world } = call;
  const application = registerApplication(world.registrations, world.ids, world.clock.now(), {
    tenantId: admin.tenant.id,
    name,
    audience,
    redirectUris: uri ? [{ uri, platform }] : [],
    declared: [{ name: 'User.Read', kind: 'delegated' }],
  });
  return redirect(`/portal/apps/${application.clientId}`);
}

function problemOf(name: string, uri: string, audience: Audience): Problem | undefined {
  if (!name) return { field: 'name', words: 'Give the application a name.' };
  const words = uri && redirectProblem({ uri, audience, where: 'portal' });
  return words ? { field: 'uri', words } : undefined;
}
