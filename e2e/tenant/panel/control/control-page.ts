import type { Call } from '../../router';
import { type Html, html } from '../html';
import { page } from '../layout';
import { clockPart } from './clock-part';
import { faultsPart } from './faults-part';
import { listsPart } from './lists-part';
import { logPart } from './log-part';
import { switchesPart } from './switches-part';

/** A form that was refused: what was written, and why. */
export type Refused = { form: 'clock' | 'fault' | 'switches'; values: URLSearchParams; problem: string };

const DONE = {
  clock: 'The clock was set.',
  fault: 'The fault is in force.',
  'at-once': 'Done at once.',
  cleared: 'The fault was cleared.',
  'cleared-all': 'All faults were cleared.',
  switches: 'The switches were set.',
  unchanged: 'Nothing was different.',
  defaults: 'All switches are back at their defaults.',
} as const;
export type Done = keyof typeof DONE;

const SECTIONS = [
  ['clock', 'Clock'],
  ['faults', 'Faults'],
  ['switches', 'Switches'],
  ['subscriptions', 'Subscriptions'],
  ['log', 'Log'],
  ['applications', 'Applications'],
  ['rooms', 'Rooms'],
] as const;

/** The controls as a person sees them; programs get JSON at the same address. */
export function controlPage(call: Call, refused?: Refused): Response {
  return page({
    title: 'Control',
    status: refused ? 400 : 200,
    at: '/_control',
    body: html`<h1>Control</h1>
<p class="soft">What the stand-in is set to do. Programs do the same by JSON under <code>/_control</code>.</p>
${doneNotice(call.url)}
<nav class="tabs" aria-label="On this page"><ul>${SECTIONS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${clockPart(call.world, refused)}
${faultsPart(call.world, refused)}
${switchesPart(call, refused)}
${logPart(call)}
${listsPart(call.world)}`,
  });
}

export function problemAt(refused: Refused | undefined, form: Refused['form']): Html | false {
  return refused?.form === form && html`<p class="error" role="alert">${refused.problem}</p>`;
}

function doneNotice(url: URL): Html | null {
  const word = url.searchParams.get('done');
  const text = word && Object.hasOwn(DONE, word) ? DONE[word as Done] : null;
  return text ? html`<p class="notice" role="status">${text}</p>` : null;
}
