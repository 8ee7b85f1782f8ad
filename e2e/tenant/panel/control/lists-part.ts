import { instantText } from '../../graph/event-json';
import { liveSubscriptions } from '../../graph/live-subscriptions';
import type { World } from '../../world';
import { type Html, html } from '../html';

/** What there is: subscriptions, applications, rooms. */
export function listsPart(world: World): Html {
  return html`${subscriptions(world)}${applications(world)}${rooms(world)}`;
}

function subscriptions(world: World): Html {
  const rows = liveSubscriptions(world).map(
    (one) =>
      html`<tr><td data-name="Mailbox">${world.directory.users.get(one.mailboxId)?.upn ?? '–'}</td><td data-name="Application">${world.registrations.applications.get(one.clientId)?.name ?? one.clientId}</td><td data-name="Changes">${one.changeType}</td><td data-name="Told to">${one.notificationUrl}</td><td data-name="Until">${instantText(one.expiresAt).slice(0, 19).replace('T', ' ')} UTC</td></tr>`,
  );
  return html`<section id="subscriptions"><h2>Subscriptions</h2>${
    rows.length === 0
      ? html`<p class="card">Nobody subscribes to anything.</p>`
      : html`<div class="table"><table class="stack"><thead><tr><th scope="col">Mailbox</th><th scope="col">Application</th><th scope="col">Changes</th><th scope="col">Told to</th><th scope="col">Until</th></tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

function applications({ registrations }: World): Html {
  const all = [...registrations.applications.values()];
  return html`<section id="applications"><h2>Applications</h2>${
    all.length === 0
      ? html`<p class="card">None is registered. <a href="/portal">Register one in the portal</a></p>`
      : html`<ul class="plain card spaced">${all.map((one) => html`<li><a href="/portal/apps/${one.clientId}">${one.name}</a> <span class="soft small">${one.clientId}${!one.enabled && ', disabled'}</span></li>`)}</ul>`
  }</section>`;
}

function rooms({ directory, mailboxes }: World): Html {
  const all = [...directory.users.values()].filter((user) => user.kind === 'room');
  return html`<section id="rooms"><h2>Rooms</h2><ul class="plain card spaced">${all.map((room) => {
    const editors = [...(mailboxes.get(room.id)?.roles ?? [])].filter(([, role]) => role === 'write').length;
    return html`<li><a href="/outlook/${room.upn}">${room.displayName}</a> <span class="soft small">${room.upn}, ${editors} may edit it</span></li>`;
  })}</ul><p><a href="/portal/rooms">Rights on rooms</a></p></section>`;
}
