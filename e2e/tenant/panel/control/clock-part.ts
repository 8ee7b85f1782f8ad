import type { World } from '../../world';
import { type Html, html } from '../html';
import { problemAt, type Refused } from './control-page';

const STEPS = [
  [60_000, '1 minute'],
  [3_600_000, '1 hour'],
  [86_400_000, '1 day'],
] as const;

/** The tenant's own clock. What falls due on the way is done, in order. */
export function clockPart({ clock }: World, refused: Refused | undefined): Html {
  const now = new Date(clock.now()).toISOString();
  const written = refused?.form === 'clock' ? (refused.values.get('now') ?? '') : now.slice(0, 19);
  return html`<section id="clock"><h2>Clock</h2>${problemAt(refused, 'clock')}
<div class="grid"><div class="card"><dl class="facts"><dt>Now</dt><dd>${now.slice(0, 19).replace('T', ' ')} UTC</dd><dt>State</dt><dd>${clock.isFrozen() ? html`<span class="tag">frozen</span>` : 'runs'}</dd><dt>Work that waits for it</dt><dd>${clock.pending()}</dd></dl>
<form method="post" action="/_control/forms/clock"><button type="submit" name="frozen" value="${clock.isFrozen() ? 'no' : 'yes'}" class="second">${clock.isFrozen() ? 'Let it run' : 'Freeze it'}</button></form></div>
<div class="card"><h3>Advance it</h3><form method="post" action="/_control/forms/clock">
${STEPS.map(([ms, words]) => html`<button type="submit" name="advanceMs" value="${ms}" class="second" aria-label="Advance by ${words}">${words}</button>`)}
</form>
<form method="post" action="/_control/forms/clock"><label for="minutes">Advance by minutes</label><input id="minutes" name="minutes" type="number" min="1" step="1"><button type="submit" class="second">Advance</button></form></div>
<form method="post" action="/_control/forms/clock" class="card"><label for="now">Set it to (UTC)</label><input id="now" name="now" type="datetime-local" step="1" value="${written}"><button type="submit" class="second">Set the clock</button></form></div></section>`;
}
