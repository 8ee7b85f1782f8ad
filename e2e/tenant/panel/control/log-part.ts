import type { LogEntry } from '../../log';
import type { Call } from '../../router';
import { type Html, html } from '../html';

const SHOWN = 50;

/** The newest entries of the log, or the newest that speak of something. */
export function logPart({ world, url }: Call): Html {
  const { entries } = world.log.since(0);
  const wanted = (url.searchParams.get('log') ?? '').trim();
  const found = wanted ? entries.filter((entry) => textOf(entry).includes(wanted.toLowerCase())) : entries;
  const shown = found.slice(-SHOWN).reverse();
  return html`<section id="log"><h2>Log</h2>
<form method="get" action="/_control#log" class="actions filter"><label for="log-text">Only with</label><input id="log-text" name="log" type="text" value="${wanted}" placeholder="event.create, 429, linden@…"><button type="submit" class="second">Filter</button>${wanted && html`<a href="/_control#log">Show all</a>`}</form>
<p class="soft small">${entries.length === 0 ? 'Nothing was asked yet.' : `${wanted ? `${found.length} of ` : ''}${entries.length} entries${found.length > SHOWN ? `; the newest ${SHOWN} are shown` : ''}.`}</p>
${shown.length > 0 && table(shown)}</section>`;
}

function table(entries: LogEntry[]): Html {
  const rows = entries.map(
    (entry) =>
      html`<tr><td data-name="No.">${entry.seq}</td><td data-name="At">${entry.at.slice(0, 19).replace('T', ' ')}</td><td data-name="Who">${entry.actor}${entry.user && html`<br><span class="soft small">${entry.user}</span>`}</td><td data-name="Operation">${entry.operation}<br><span class="soft small">${entry.method} ${pathOf(entry)}</span></td><td data-name="Mailbox">${entry.mailbox ?? '–'}</td><td data-name="Status">${entry.status === 0 ? 'none' : entry.status}${entry.code && html` <span class="soft small">${entry.code}</span>`}${entry.fault && html` <span class="tag">${entry.fault}</span>`}${entry.detail && html`<br><span class="soft small">${entry.detail}</span>`}</td></tr>`,
  );
  return html`<div class="table" role="region" aria-label="Requests" tabindex="0"><table class="stack"><thead><tr><th scope="col">No.</th><th scope="col">At (UTC)</th><th scope="col">Who</th><th scope="col">Operation</th><th scope="col">Mailbox</th><th scope="col">Status</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Ids are long and tell a person nothing. */
function pathOf({ path, query }: LogEntry): string {
  const short = path.replace(/[A-Za-z0-9_-]{40,}=*/g, (id) => `${id.slice(0, 10)}…${id.slice(-6)}`);
  return query ? `${short}?${query.length > 80 ? `${query.slice(0, 80)}…` : query}` : short;
}

function textOf(entry: LogEntry): string {
  const { seq, at, actor, user, operation, method, path, mailbox, status, code, fault, detail } = entry;
  return [seq, at, actor, user, operation, method, path, mailbox, status, code, fault, detail].join(' ').toLowerCase();
}
