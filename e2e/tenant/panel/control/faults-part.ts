import type { Fault } from '../../faults';
import type { World } from '../../world';
import { type Html, html } from '../html';
import { problemAt, type Refused } from './control-page';

/** The usual troubles by name; any other is written as JSON. */
export const USUAL_EFFECTS: readonly (readonly [name: string, effect: unknown])[] = [
  ['429, wait five seconds', { status: 429, headers: { 'Retry-After': '5' } }],
  ['503', { status: 503 }],
  ['503, though the work was done', { status: 503, afterCommit: true }],
  ['500 with a body of HTML', { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Server Error</h1>' }],
  ['401', { status: 401 }],
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['412', { status: 412 }],
  ['Two seconds late', { delayMs: 2000 }],
  ['The connection breaks before the work', 'reset_before'],
  ['The connection breaks after the work', 'reset_after_commit'],
  ['The body is cut after 40 characters', { cutBodyAt: 40 }],
  ['The delta link is gone (410)', 'gone'],
  ['The next notification is lost', 'drop'],
  ['The next notification comes twice', 'duplicate'],
  ['The next notification comes out of order', 'reorder'],
  ['The next notification comes a minute late', { delayNotificationMs: 60000 }],
  ['Notifications fall silent', 'silence'],
  ['Subscriptions are removed at once', 'remove_subscription'],
];

export function faultsPart({ faults }: World, refused: Refused | undefined): Html {
  const waiting = faults.list();
  const spent = faults.spent();
  return html`<section id="faults"><h2>Faults</h2>
${
  waiting.length === 0
    ? html`<p class="card">No fault is in force: everything is answered as usual.</p>`
    : html`${table(waiting, true)}<form method="post" action="/_control/forms/faults/clear"><button type="submit" class="danger">Clear all faults</button></form>`
}
${spent.length > 0 && html`<details><summary>${spent.length} used up</summary>${table([...spent].reverse().slice(0, 50), false)}</details>`}
${addForm(refused?.form === 'fault' ? refused : undefined)}</section>`;
}

function table(rows: Fault[], mayClear: boolean): Html {
  return html`<div class="table" role="region" aria-label="${mayClear ? 'Faults in force' : 'Faults used up'}" tabindex="0"><table class="stack"><thead><tr><th scope="col">Where</th><th scope="col">Effect</th><th scope="col">Times left</th><th scope="col">Met</th>${mayClear && html`<th scope="col"><span class="unseen">Act</span></th>`}</tr></thead><tbody>${rows.map(
    (
      fault,
    ) => html`<tr><td data-name="Where">${whereText(fault)}</td><td data-name="Effect"><code>${JSON.stringify(fault.effect)}</code></td><td data-name="Times left">${leftText(fault)}</td><td data-name="Met">${fault.used} of ${fault.seen} that fitted</td>
${mayClear && html`<td><form method="post" action="/_control/forms/faults/clear"><input type="hidden" name="id" value="${fault.id}"><button type="submit" class="second small" aria-label="Clear the fault ${JSON.stringify(fault.effect)}">Clear</button></form></td>`}</tr>`,
  )}</tbody></table></div>`;
}

function whereText({ where }: Fault): string {
  const named = Object.entries(where).map(([name, value]) => `${name} ${value}`);
  return named.length === 0 ? 'everywhere' : named.join(', ');
}

function leftText({ left, times, skip, probability, until }: Fault): string {
  const terms = [
    left === null ? 'until it is cleared' : `${left} of ${times}`,
    skip > 0 && `after ${skip}`,
    probability < 1 && `one in ${Math.round(1 / Math.max(probability, 0.001))}`,
    until !== null && `until ${new Date(until).toISOString().slice(0, 19)}Z`,
  ];
  return terms.filter(Boolean).join(', ');
}

function addForm(refused: Refused | undefined): Html {
  const written = (name: string) => refused?.values.get(name) ?? '';
  const field = (name: string, label: string, hint: string) =>
    html`<div><label for="fault-${name}">${label}</label><input id="fault-${name}" name="${name}" type="text" value="${written(name)}" placeholder="${hint}" autocomplete="off"></div>`;
  return html`<form method="post" action="/_control/forms/faults" class="card"><h3>Add a fault</h3>${problemAt(refused, 'fault')}
<div class="row"><div><label for="fault-effect">Effect</label><select id="fault-effect" name="usual">${USUAL_EFFECTS.map(([name], at) => html`<option value="${at}" ${written('usual') === String(at) && html`selected`}>${name}</option>`)}</select></div>
<div><label for="fault-times">Times</label><input id="fault-times" name="times" type="number" min="1" step="1" value="${written('times') || '1'}"></div></div>
<details ${written('effect') && html`open`}><summary>Another effect, as JSON</summary><label for="fault-json">Effect as JSON (counts instead of the one above)</label><textarea id="fault-json" name="effect" rows="3" spellcheck="false">${written('effect')}</textarea></details>
<p class="soft small">Which requests of the application it waits for; all of them when nothing is given.</p>
<div class="row">${field('operation', 'Operation', 'event.create')}${field('mailbox', 'Mailbox', 'linden@library.example')}${field('method', 'Method', 'POST')}${field('path', 'Path', '/v1.0/me')}</div>
<button type="submit">Add the fault</button></form>`;
}
