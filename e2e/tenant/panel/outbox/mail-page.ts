import type { Call } from '../../router';
import { linksIn, type Mail } from '../../store/mails';
import { type Html, html } from '../html';
import { page } from '../layout';
import { missingPage, when } from '../people-route';
import { type IcsFacts, readIcs } from './ics-facts';

const THROUGH: Record<Mail['via'], string> = {
  smtp: 'SMTP',
  graph: 'Graph',
  exchange: 'Exchange, from calendar to calendar',
};

/** One mail: headers, each part with its type and size, what its calendar file says, and every link. */
export function mailPage(call: Call): Response {
  const mail = mailOf(call);
  if (!mail) return missingPage('There is no such mail.');
  const name = mail.subject || '(no subject)';
  return page({
    title: name,
    at: '/outbox',
    body: html`<p><a href="/outbox">Outbox</a></p><h1>${name}</h1>
<dl class="facts card"><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Received</dt><dd>${when(mail.receivedAt)}</dd><dt>Through</dt><dd>${THROUGH[mail.via]}</dd></dl>
${partsTable(mail)}
<h2 id="text">Text</h2>${mail.text ? html`<pre>${linked(mail.text)}</pre>` : html`<p class="soft">This mail has no text part.</p>`}
${mail.html && html`<h2 id="html">HTML</h2><iframe sandbox="" title="HTML part of the mail" src="/outbox/${mail.id}/html"></iframe><details><summary>HTML source</summary><pre>${mail.html}</pre></details>`}
${mail.attachments.map((_, at) => attachmentPart(mail, at))}
${linkList(mail)}
${mail.headers.length > 0 && html`<h2>Headers</h2><details><summary>${mail.headers.length} header${mail.headers.length > 1 && 's'}</summary><pre>${mail.headers.map(({ name: header, value }) => `${header}: ${value}\n`)}</pre></details>`}`,
  });
}

/** The HTML part alone, for the frame: without scripts, and nothing is loaded from elsewhere. */
export function htmlPart(call: Call): Response {
  const mail = mailOf(call);
  if (!mail?.html) return missingPage('This mail has no HTML part.');
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'X-Content-Type-Options': 'nosniff',
    },
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

function partsTable(mail: Mail): Html {
  const row = (name: Html | string, type: string, size: number) =>
    html`<tr><td data-name="">${name}</td><td data-name="Type">${type}</td><td data-name="Size">${sizeText(size)}</td></tr>`;
  const parts = [
    mail.text !== '' && row(html`<a href="#text">Text</a>`, 'text/plain', Buffer.byteLength(mail.text)),
    mail.html !== null && row(html`<a href="#html">HTML</a>`, 'text/html', Buffer.byteLength(mail.html)),
    ...mail.attachments.map(({ name, contentType, content }, at) =>
      row(html`<a href="#part-${at}">${name}</a>`, contentType, content.length),
    ),
  ];
  return html`<h2>Parts</h2><div class="table"><table class="stack"><thead><tr><th scope="col">Part</th><th scope="col">Type</th><th scope="col">Size</th></tr></thead><tbody>${parts}</tbody></table></div>`;
}

function attachmentPart(mail: Mail, at: number): Html | false {
  const found = mail.attachments[at];
  if (!found) return false;
  const { name, contentType, content } = found;
  const isCalendar = /calendar|ics$/i.test(contentType) || name.endsWith('.ics');
  const text = /^text\//.test(contentType) || isCalendar ? content.toString('utf8') : null;
  return html`<h2 id="part-${at}">${name}</h2><p class="soft small">${contentType}, ${sizeText(content.length)} · <a href="/outbox/${mail.id}/attachments/${at}" download>Download ${name}</a></p>
${isCalendar && text && calendarPart(readIcs(text))}
${text !== null && html`<details><summary>${name} as it came</summary><pre>${text}</pre></details>`}`;
}

function calendarPart(read: IcsFacts | { problem: string }): Html {
  if ('problem' in read) return html`<p class="error">This calendar file cannot be read: ${read.problem}</p>`;
  return html`${read.events.map(
    ({ facts, attendees }) => html`<dl class="facts card"><dt>Method</dt><dd>${read.method}</dd>
${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
${attendees.length > 0 && html`<dt>Attendees</dt><dd><ul class="plain">${attendees.map((one) => html`<li>${one}</li>`)}</ul></dd>`}</dl>`,
  )}${read.events.length === 0 && html`<p class="hint">There is no event in this calendar file.</p>`}`;
}

function linkList(mail: Mail): Html {
  const links = [...new Set(linksIn(`${mail.text}\n${(mail.html ?? '').replaceAll('&amp;', '&')}`))];
  return html`<h2>Links</h2>${links.length === 0 ? html`<p class="soft">This mail has no links.</p>` : html`<ul>${links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>`}`;
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

function sizeText(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}

function mailOf({ world, params }: Call): Mail | undefined {
  return world.mails.find((mail) => mail.id === params.mail);
}
