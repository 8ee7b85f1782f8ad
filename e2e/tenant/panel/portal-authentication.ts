import { mostRedirects, redirectProblem } from '../identity/redirect-rules';
import type { Application, RedirectUri } from '../store/registrations';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { type AppPage, appPage } from './portal-app';

export const authenticationPage: AppPage = (_call, admin, application) =>
  appPage(admin, application, 'Authentication', form(application));

export const addRedirectUri: AppPage = async (call, admin, application) => {
  const sent = await readForm(call.request);
  const uri = (sent.get('uri') ?? '').trim();
  const platform = sent.get('platform') === 'spa' ? 'spa' : 'web';
  const { audience, redirectUris } = application;
  const isFull = redirectUris.length >= mostRedirects(audience);
  const problem = isFull
    ? `An application of this account type may have at most ${mostRedirects(audience)} redirect URIs.`
    : redirectUris.some((one) => one.uri === uri)
      ? 'This redirect URI is there already.'
      : redirectProblem({ uri, audience, where: 'portal' });
  if (problem) return appPage(admin, application, 'Authentication', form(application, { uri, platform, problem }), 400);
  redirectUris.push({ uri, platform });
  return redirect(`/portal/apps/${application.clientId}/authentication`);
};

export const removeRedirectUri: AppPage = async (call, _admin, application) => {
  const uri = (await readForm(call.request)).get('uri');
  application.redirectUris = application.redirectUris.filter((one) => one.uri !== uri);
  return redirect(`/portal/apps/${application.clientId}/authentication`);
};

function form({ clientId, redirectUris }: Application, filled?: RedirectUri & { problem: string }): Html {
  const at = `/portal/apps/${clientId}/authentication`;
  const rows = redirectUris.map(
    ({ uri, platform }) => html`<tr><td>${platformName(platform)}</td><td><code>${uri}</code></td><td>
<form method="post" action="${at}/remove"><input type="hidden" name="uri" value="${uri}"><button type="submit" class="danger small" aria-label="Remove ${uri}">Remove</button></form></td></tr>`,
  );
  return html`<h2>Redirect URIs</h2>
<p class="soft small">The URIs we will accept as destinations when returning authentication responses (tokens) after successfully authenticating or signing out users. A server needs the platform Web: tokens of a single-page application end after 24 hours.</p>
${rows.length === 0 ? html`<p>No redirect URI yet.</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Platform</th><th scope="col">Redirect URI</th><th scope="col">Remove</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<h2>Add a redirect URI</h2>
${filled && html`<p class="error" role="alert" id="uri-problem">${filled.problem}</p>`}
<form method="post" action="${at}/add" class="card"><div class="row">
<div><label for="platform">Platform</label><select id="platform" name="platform"><option value="web">Web</option><option value="spa" ${filled?.platform === 'spa' && html`selected`}>Single-page application</option></select></div>
<div><label for="uri">Redirect URI</label><input id="uri" name="uri" type="text" required placeholder="https://example.com/auth" aria-describedby="uri-rules${filled && ' uri-problem'}"${filled && html` aria-invalid="true"`} value="${filled?.uri ?? ''}"></div></div>
<p class="soft small" id="uri-rules">HTTPS, or http://localhost. <code>http://127.0.0.1</code> can be written into the <a href="/portal/apps/${clientId}/manifest">manifest</a> only.</p>
<button type="submit">Add URI</button></form>`;
}

function platformName(platform: RedirectUri['platform']): string {
  return platform === 'web' ? 'Web' : 'Single-page application';
}
