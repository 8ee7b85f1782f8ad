import type { Call } from '../router';
import { PASSWORD } from '../seed/people';
import { html } from './html';
import { page } from './layout';
import { when } from './people-route';

export function homePage({ world }: Call): Response {
  const { domains, displayName, id } = [...world.directory.tenants.values()][0] ?? {};
  return page({
    title: 'Home',
    body: html`<h1>${displayName ?? 'Stand-in tenant'}</h1>
<p>This plays the part of an organization’s Microsoft 365, on this machine only. The password of every account is <code>${PASSWORD}</code>.</p>
<dl class="facts card">
<dt>Tenant ID</dt><dd><code>${id ?? ''}</code></dd>
<dt>Domain</dt><dd><code>${domains?.[0] ?? ''}</code></dd>
<dt>Its clock</dt><dd>${when(world.clock.now())}${world.clock.isFrozen() ? ', frozen' : ''}</dd>
</dl>
<ul>
<li><a href="/portal">Portal</a>: register an application, add a client secret, grant admin consent. Sign in as <code>it@library.example</code>.</li>
<li><a href="/outlook">Outlook</a>: the calendar of any mailbox, as its owner sees it.</li>
<li><a href="/outbox">Outbox</a>: every mail that was sent, none of it delivered.</li>
</ul>`,
  });
}
