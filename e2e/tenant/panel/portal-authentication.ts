import type { Audience, RedirectUri } from '../store/registrations';
import { html } from './html';
import { readForm, redirect } from './layout';
import { type AppPage, appPage } from './portal-app';

export const authenticationPage: AppPage = (_call, admin, application) => {
  const at = `/portal/apps/${application.clientId}/authentication`;
  const rows = application.redirectUris.map(
    ({ uri, platform }) => html`<tr><td>${platformName(platform)}</td><td><code>${uri}</code></td><td>
<form method="post" action="${at}/remove"><input type="hidden" name="uri" value="${uri}"><button type="submit" class="danger small" aria-label="Remove ${uri}">Remove</button></form></td></tr>`,
  );
  return appPage(
    admin,
    application,
    'Authentication',
    html`<h2>Redirect URIs</h2>
${rows.length === 0 ? html`<p>No redirect URI yet.</p>` : html`<div class="table"><table><thead><tr><th scope="col">Platform</th><th scope="col">Redirect URI</th><th scope="col">Remove</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<h2>Add a redirect URI</h2>
<form method="post" action="${at}/add" class="card"><div class="row">
<div><label for="platform">Platform</label><select id="platform" name="platform"><option value="web">Web</option><option value="spa">Single-page application</option></select></div>
<div><label for="uri">Redirect URI</label><input id="uri" name="uri" type="text" required placeholder="https://example.com/auth"></div></div>
<button type="submit">Add URI</button></form>`,
  );
};

export const addRedirectUri: AppPage = async (call, admin, application) => {
  const form = await readForm(call.request);
  const uri = (form.get('uri') ?? '').trim();
  const problem = redirectUriProblem(uri, application.audience);
  if (problem) {
    const back = `/portal/apps/${application.clientId}/authentication`;
    const body = html`<p class="error" role="alert">${problem}</p><p><a href="${back}">Back to the redirect URIs</a></p>`;
    return appPage(admin, application, 'Authentication', body, 400);
  }
  const platform = form.get('platform') === 'spa' ? 'spa' : 'web';
  application.redirectUris.push({ uri, platform });
  return redirect(`/portal/apps/${application.clientId}/authentication`);
};

export const removeRedirectUri: AppPage = async (call, _admin, application) => {
  const uri = (await readForm(call.request)).get('uri');
  application.redirectUris = application.redirectUris.filter((one) => one.uri !== uri);
  return redirect(`/portal/apps/${application.clientId}/authentication`);
};

/** The portal's own rules; loopback numbers can only be written into the manifest. */
export function redirectUriProblem(uri: string, audience: Audience): string | undefined {
  if (!URL.canParse(uri)) return 'Must be a valid URL.';
  const { protocol, hostname, search } = new URL(uri);
  if (uri.length > 256) return 'A redirect URI may have at most 256 characters.';
  if (/[!$'(),;*]/.test(uri)) return "A redirect URI must not contain any of ! $ ' ( ) , ; or a wildcard.";
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === 'localhost')) {
    return 'Must start with "HTTPS" or "http://localhost". Must be a valid URL.';
  }
  if (search && audience.includes('Personal')) return 'No query string where personal accounts may sign in.';
  return undefined;
}

function platformName(platform: RedirectUri['platform']): string {
  return platform === 'web' ? 'Web' : 'Single-page application';
}
