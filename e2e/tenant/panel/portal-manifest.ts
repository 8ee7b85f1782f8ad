import { z } from 'zod';
import { mostRedirects, redirectProblem } from '../identity/redirect-rules';
import { type Application, AUDIENCES, type RedirectUri } from '../store/registrations';
import { type Html, html } from './html';
import { readForm } from './layout';
import { type AppPage, appPage } from './portal-app';

const uris = z.strictObject({ redirectUris: z.array(z.string()) });
const schema = z.strictObject({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().trim().min(1).max(120),
  signInAudience: z.enum(AUDIENCES),
  web: uris,
  spa: uris,
});

/** The registration as text: the only place for loopback by number, and for another account type. */
export const manifestPage: AppPage = (_call, admin, application) =>
  appPage(admin, application, 'Manifest', editor(application, written(application)));

export const saveManifest: AppPage = async (call, admin, application) => {
  const text = (await readForm(call.request)).get('manifest') ?? '';
  const problem = apply(application, text);
  const body = problem
    ? editor(application, text, { problem })
    : editor(application, written(application), { saved: true });
  return appPage(admin, application, 'Manifest', body, problem ? 400 : 200);
};

function apply(application: Application, text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'The manifest is not valid JSON.';
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const { id, appId, displayName, signInAudience: audience, web, spa } = parsed.data;
  if (id !== application.objectId || appId !== application.clientId) return 'id and appId cannot be changed.';
  const redirectUris: RedirectUri[] = [
    ...web.redirectUris.map((uri) => ({ uri, platform: 'web' as const })),
    ...spa.redirectUris.map((uri) => ({ uri, platform: 'spa' as const })),
  ];
  if (redirectUris.length > mostRedirects(audience))
    return `An application of this account type may have at most ${mostRedirects(audience)} redirect URIs.`;
  if (audience.includes('Personal') && application.secrets.length > 2)
    return 'An application for personal accounts may have at most two secrets.';
  for (const { uri } of redirectUris) {
    const problem = redirectProblem({ uri, audience, where: 'manifest' });
    if (problem) return `${uri}: ${problem}`;
  }
  Object.assign(application, { name: displayName, audience, redirectUris });
  return undefined;
}

function written(application: Application): string {
  const of = (platform: RedirectUri['platform']) =>
    application.redirectUris.filter((one) => one.platform === platform).map((one) => one.uri);
  const { objectId, clientId, name, audience } = application;
  const manifest = {
    ...{ id: objectId, appId: clientId, displayName: name, signInAudience: audience },
    ...{ web: { redirectUris: of('web') }, spa: { redirectUris: of('spa') } },
  };
  return JSON.stringify(manifest, null, 2);
}

function editor({ clientId }: Application, text: string, told: { problem?: string; saved?: boolean } = {}): Html {
  return html`<h2>Manifest</h2>
${told.saved && html`<p class="notice" role="status">The manifest was saved.</p>`}
${told.problem && html`<p class="error" role="alert" id="manifest-problem">${told.problem}</p>`}
<p class="soft small" id="manifest-hint">The editor below allows you to update this application by directly modifying its JSON representation: account type, name and redirect URIs.</p>
<form method="post" action="/portal/apps/${clientId}/manifest" class="card">
<label for="manifest">Manifest as JSON</label>
<textarea id="manifest" name="manifest" rows="20" spellcheck="false" style="font-family:ui-monospace,monospace" aria-describedby="manifest-hint${told.problem ? ' manifest-problem' : ''}">${text}</textarea>
<button type="submit">Save</button></form>`;
}
