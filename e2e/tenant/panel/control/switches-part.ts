import type { Behaviour } from '../../behaviour';
import type { Call } from '../../router';
import { EVENTS_SWITCHES } from '../../switches/events';
import { IDENTITY_SWITCHES } from '../../switches/identity';
import { LIMITS_SWITCHES } from '../../switches/limits';
import { MEETINGS_SWITCHES } from '../../switches/meetings';
import { SUBSCRIPTIONS_SWITCHES } from '../../switches/subscriptions';
import { VIEWS_SWITCHES } from '../../switches/views';
import { type Html, html } from '../html';
import { problemAt, type Refused } from './control-page';

type Switch = ReturnType<Behaviour['list']>[number];

const SUBJECTS: readonly (readonly [name: string, switches: object])[] = [
  ['Identity', IDENTITY_SWITCHES],
  ['Events', EVENTS_SWITCHES],
  ['Meetings', MEETINGS_SWITCHES],
  ['Views and delta', VIEWS_SWITCHES],
  ['Subscriptions and notifications', SUBSCRIPTIONS_SWITCHES],
  ['Limits, batches and refusals', LIMITS_SWITCHES],
];

/** Every switch by subject, with what it is about; what is not at its default is marked and said first. */
export function switchesPart({ world, url }: Call, refused: Refused | undefined): Html {
  const all = world.behaviour.list();
  const changed = all.filter(isChanged);
  const wanted = (url.searchParams.get('switch') ?? '').trim();
  const fits = ({ name, about }: Switch) => `${name} ${about}`.toLowerCase().includes(wanted.toLowerCase());
  const groups = grouped(all.filter(fits));
  return html`<section id="switches"><h2>Switches</h2>${problemAt(refused, 'switches')}
${
  changed.length === 0
    ? html`<p>All ${all.length} switches are at their defaults.</p>`
    : html`<div class="hint"><p>${changed.length} of ${all.length} switches ${changed.length === 1 ? 'is' : 'are'} not at the default:</p><ul>${changed.map((one) => html`<li><code>${one.name}</code>: <strong>${String(one.value)}</strong> instead of ${String(one.choices[0])}</li>`)}</ul>
<form method="post" action="/_control/forms/switches"><button type="submit" name="act" value="defaults" class="second">All back to their defaults</button></form></div>`
}
<form method="get" action="/_control#switches" class="actions filter"><label for="switch">Find a switch</label><input id="switch" name="switch" type="text" value="${wanted}"><button type="submit" class="second">Find</button>${wanted && html`<a href="/_control#switches">Show all</a>`}</form>
${groups.length === 0 && html`<p class="card">No switch speaks of “${wanted}”.</p>`}
${groups.map(({ name, switches }) => group(name, switches, wanted !== ''))}</section>`;
}

function group(name: string, switches: Switch[], isFound: boolean): Html {
  const changed = switches.filter(isChanged).length;
  return html`<details class="card" ${(isFound || changed > 0) && html`open`}><summary>${name} <span class="soft small">${switches.length}${changed > 0 && `, ${changed} changed`}</span></summary>
<form method="post" action="/_control/forms/switches"><div class="switches">${switches.map(row)}</div><button type="submit" class="second">Set: ${name}</button></form></details>`;
}

function row(one: Switch): Html {
  const [usual] = one.choices;
  return html`<div class="switch${isChanged(one) ? ' changed' : ''}"><label for="switch-${one.name}"><code>${one.name}</code>${isChanged(one) && html` <span class="tag">not the default</span>`}<span class="soft small about">${one.about}</span></label>
<select id="switch-${one.name}" name="${one.name}">${one.choices.map((choice) => html`<option value="${JSON.stringify(choice)}" ${choice === one.value && html`selected`}>${String(choice)}${choice === usual && ' (default)'}</option>`)}</select></div>`;
}

/** By the files they stand in; what stands in none of them comes last. */
function grouped(switches: Switch[]): { name: string; switches: Switch[] }[] {
  const rest = switches.filter(({ name }) => !SUBJECTS.some(([, all]) => Object.hasOwn(all, name)));
  const groups = SUBJECTS.map(([subject, all]) => ({
    name: subject,
    switches: switches.filter(({ name }) => Object.hasOwn(all, name)),
  }));
  return [...groups, { name: 'Others', switches: rest }].filter((one) => one.switches.length > 0);
}

function isChanged({ value, choices }: Switch): boolean {
  return value !== choices[0];
}
