import type { Call } from '../router';
import { linksIn, type Mail } from '../store/mails';
import { type Html, html } from './html';
import { page } from './layout';
import { missingPage, when } from './people-route';

const THROUGH = { smtp: 'SMTP', graph: 'Graph', exchange: 'Exchange, from calendar to calendar' };

/** Mails as they were received, newest first. */
export function outboxPage({ world }: Call): Response {
  const mails = [...world.mails].reverse();
  const rows = mails.map(
    (mail) =>
      html`<tr><td><a href="/outbox/${mail.id}">${mail.subject || '(no subject)'}</a></td><td>${mail.to.join(', ')}</td><td>${mail.from}</td><td>${when(mail.receivedAt)}</td></tr>`,
  );
  return page({
    title: 'Outbox',
    body: html`<h1>Outbox</h1>
<p class="soft">Every mail sent to this stand-in’s mail port or through Graph. None of it was delivered.</p>
${rows.length === 0 ? html`<p class="card">No mail yet.</p>` : html`<div class="table"><table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">From</th><th scope="col">Received</th></tr></thead><tbody>${rows}</tbody></table></div>`}`,
  });
}

export function mailPage(call: Call): Response {
  const mail = mailOf(call);
  if (!mail) return missingPage('There is no such mail.');
  return page({
    title: mail.subject || '(no subject)',
    body: html`<p><a href="/outbox">Outbox</a></p><h1>${mail.subject || '(no subject)'}</h1>
<dl class="facts card"><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Received</dt><dd>${when(mail.receivedAt)}</dd><dt>Through</dt><dd>${THROUGH[mail.via]}</dd></dl>
<h2>Text</h2><pre>${linked(mail.text)}</pre>
${mail.html && html`<h2>HTML</h2><iframe sandbox="allow-popups" title="HTML part of the mail" srcdoc="${mail.html}"></iframe><details><summary>HTML source</summary><pre>${mail.html}</pre></details>`}
${mail.attachments.length > 0 && html`<h2>Attachments</h2>${mail.attachments.map((_, at) => attachmentPart(mail, at))}`}
${mail.headers.length > 0 && html`<h2>Headers</h2><details><summary>${mail.headers.length} headers</summary><pre>${mail.headers.map(({ name, value }) => `${name}: ${value}\n`)}</pre></details>`}`,
  });
}

export function attachment(call: Call): Response {
  const found = mailOf(call)?.attachments[Number(call.params.number)];
  if (!found) return missingPage('There is no such attachment.');
  return new Response(new Uint8Array(found.content), {
    headers: {
      'Content-Type': found.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function attachmentPart(mail: Mail, at: number): Html {
  const { name, contentType, content } = mail.attachments[at] as Mail['attachments'][number];
  const isText = /^text\/|ics$/.test(contentType);
  return html`<section class="card"><h3>${name}</h3><p class="soft small">${contentType}, ${content.length} bytes · <a href="/outbox/${mail.id}/attachments/${at}">Download ${name}</a></p>
${isText && html`<pre>${content.toString('utf8')}</pre>`}</section>`;
}

/** The links of the text part can be followed, as in any mail program. */
function linked(text: string): Html {
  const links = linksIn(text).sort((a, b) => b.length - a.length);
  let pieces: (string | Html)[] = [text];
  for (const link of links) {
    pieces = pieces.flatMap((piece) => {
      if (typeof piece !== 'string') return [piece];
      const anchor = html`<a href="${link}">${link}</a>`;
      return piece.split(link).flatMap((part, at) => (at === 0 ? [part] : [anchor, part]));
    });
  }
  return html`${pieces}`;
}

function mailOf({ world, params }: Call): Mail | undefined {
  return world.mails.find((mail) => mail.id === params.mail);
}
