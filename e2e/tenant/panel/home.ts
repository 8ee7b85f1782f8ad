import type { Call } from '../router';
import { PASSWORD } from '../seed/people';
import { html } from './html';
import { page } from './layout';
import { when } from './people-route';

/** What this is, and where everything else is. */
export function homePage({ world }: Call): Response {
  const { domains, displayName, id } = [...world.directory.tenants.values()][0] ?? {};
  const changed = world.behaviour.list().filter(({ value, choices }) => value !== choices[0]).length;
  const faults = world.faults.list().length;
  return page({
    title: 'Home',
    at: '/',
    body: html`<h1>${displayName ?? 'Stand-in tenant'}</h1>
<p class="reading">This plays the part of an organization’s Microsoft 365, on this machine only, so that what is built against the real one can be tried and tested. The password of every account is <code>${PASSWORD}</code>.</p>
<ul class="plain grid two">
<li class="card"><h2><a href="/portal">Portal</a></h2><p>Register an application, add a client secret, grant admin consent. Sign in as <code>it@library.example</code>.</p></li>
<li class="card"><h2><a href="/outlook">Outlook</a></h2><p>The calendar of any mailbox, as its owner sees it: see, create, move, invite, answer.</p></li>
<li class="card"><h2><a href="/outbox">Outbox</a></h2><p>Every mail that was sent, with its parts and calendar files. ${world.mails.length === 0 ? 'None yet.' : `${world.mails.length} so far.`}</p></li>
<li class="card"><h2><a href="/_control">Control</a></h2><p>Clock, faults, switches and the log. ${faults + changed === 0 ? 'Everything is as usual.' : `In force now: ${count(faults, 'fault')}, ${count(changed, 'changed switch', 'changed switches')}.`}</p></li>
</ul>
<h2>This tenant</h2>
<dl class="facts card">
<dt>Tenant ID</dt><dd><code>${id ?? ''}</code></dd>
<dt>Domain</dt><dd><code>${domains?.[0] ?? ''}</code></dd>
<dt>Its clock</dt><dd>${when(world.clock.now())}${world.clock.isFrozen() ? ', frozen' : ''}</dd>
</dl>`,
  });
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
