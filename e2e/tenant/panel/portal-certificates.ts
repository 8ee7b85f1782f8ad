import { addCertificate } from '../identity/certificates';
import type { Application } from '../store/registrations';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { type AppPage, appPage } from './portal-app';
import { credentialTabs } from './portal-secrets';

const MOST_BYTES = 100_000;

export const certificatesPage: AppPage = (call, admin, application) =>
  appPage(admin, application, 'Certificates & secrets', list(application, call.world.clock.now()));

export const uploadCertificatePage: AppPage = (_call, admin, application) =>
  appPage(admin, application, 'Certificates & secrets', uploadForm(application));

export const uploadCertificate: AppPage = async (call, admin, application) => {
  const form = await call.request.formData().catch(() => undefined);
  const file = form?.get('certificate');
  const description = form?.get('description');
  const bytes = file instanceof Blob && file.size <= MOST_BYTES ? new Uint8Array(await file.arrayBuffer()) : undefined;
  const words = typeof description === 'string' ? description.trim() : '';
  const added = bytes && addCertificate(application, call.world.ids, bytes, words);
  if (added) return redirect(`/portal/apps/${application.clientId}/certificates`);
  const problem = 'The file is not an RSA certificate (public key) in one of the formats .cer, .pem, .crt.';
  return appPage(admin, application, 'Certificates & secrets', uploadForm(application, problem), 400);
};

export const deleteCertificate: AppPage = async (call, _admin, application) => {
  const id = (await readForm(call.request)).get('id');
  application.certificates = application.certificates.filter((one) => one.id !== id);
  return redirect(`/portal/apps/${application.clientId}/certificates`);
};

function list(application: Application, now: number): Html {
  const at = `/portal/apps/${application.clientId}/certificates`;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const rows = application.certificates.map(
    ({
      id,
      thumbprint,
      description,
      startsAt,
      expiresAt,
    }) => html`<tr><td><code>${thumbprint}</code></td><td>${description}</td>
<td>${day(startsAt)}</td><td>${day(expiresAt)}${expiresAt <= now && html` <strong>(expired)</strong>`}</td><td><code>${id}</code></td>
<td><form method="post" action="${at}/delete"><input type="hidden" name="id" value="${id}"><button type="submit" class="danger small" aria-label="Delete ${description}">Delete</button></form></td></tr>`,
  );
  return html`${credentialTabs(application, 'Certificates')}<h2>Certificates</h2>
<p class="soft small">Certificates can be used as secrets to prove the application’s identity when requesting a token. Also can be referred to as public keys.</p>
${rows.length === 0 ? html`<p>No certificates have been added for this application.</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Thumbprint</th><th scope="col">Description</th><th scope="col">Start date</th><th scope="col">Expires</th><th scope="col">Certificate ID</th><th scope="col">Delete</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<p><a class="button" href="${at}/upload">Upload certificate</a></p>`;
}

function uploadForm(application: Application, problem?: string): Html {
  const at = `/portal/apps/${application.clientId}/certificates`;
  return html`<h2>Upload certificate</h2>
${problem && html`<p class="error" role="alert" id="file-problem">${problem}</p>`}
<form method="post" action="${at}/upload" enctype="multipart/form-data" class="card">
<label for="certificate">Upload a certificate (public key) with one of the following file types: .cer, .pem, .crt</label>
<input id="certificate" name="certificate" type="file" accept=".cer,.pem,.crt" required${problem && html` aria-describedby="file-problem"`}>
<label for="description">Description</label><input id="description" name="description" type="text" maxlength="120">
<div class="actions"><button type="submit">Add</button><a class="button second" href="${at}">Cancel</a></div>
</form>`;
}
