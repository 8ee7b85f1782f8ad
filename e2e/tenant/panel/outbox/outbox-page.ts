import type { Call } from '../../router';
import type { Mail } from '../../store/mails';
import { type Html, html } from '../html';
import { page } from '../layout';
import { when } from '../people-route';

/** Mails as they were received, newest first, or those to one address. */
export function outboxPage({ world, url }: Call): Response {
  const wanted = (url.searchParams.get('to') ?? '').trim().toLowerCase();
  const all = [...world.mails].reverse();
  const shown = all.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(wanted)) || !wanted);
  const known = [...new Set(all.flatMap((mail) => mail.to.map((address) => address.toLowerCase())))].sort();
  return page({
    title: 'Outbox',
    at: '/outbox',
    body: html`<h1>Outbox</h1>
<p class="soft">Every mail sent to this stand-in’s mail port, through Graph, or from calendar to calendar. None of it left this machine.</p>
${all.length > 0 && filterForm(wanted, known)}
${all.length > 0 && html`<p class="small soft" role="status">${shown.length === all.length ? `${all.length} mails` : `${shown.length} of ${all.length} mails`}</p>`}
${all.length === 0 && html`<p class="card">No mail yet. Whatever the application sends will be here.</p>`}
${all.length > 0 && shown.length === 0 && html`<p class="card">No mail to “${wanted}”. <a href="/outbox">Show all</a></p>`}
${shown.length > 0 && mailTable(shown)}`,
  });
}

function filterForm(wanted: string, known: string[]): Html {
  return html`<form method="get" action="/outbox" class="actions filter"><label for="to">To</label><input id="to" name="to" type="text" list="recipients" value="${wanted}" autocomplete="off"><datalist id="recipients">${known.map((address) => html`<option value="${address}"></option>`)}</datalist><button type="submit" class="second">Filter</button>${wanted && html`<a href="/outbox">Show all</a>`}</form>`;
}

function mailTable(mails: Mail[]): Html {
  const rows = mails.map(
    (mail) =>
      html`<tr><td data-name=""><a href="/outbox/${mail.id}">${mail.subject || '(no subject)'}</a>${mail.attachments.some(({ contentType }) => contentType.startsWith('text/calendar')) && html` <span class="tag">calendar</span>`}</td><td data-name="To">${mail.to.join(', ')}</td><td data-name="From">${mail.from}</td><td data-name="Received">${when(mail.receivedAt)}</td></tr>`,
  );
  return html`<div class="table"><table class="stack"><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">From</th><th scope="col">Received</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
