import type { Call } from '../../router';
import { usersOf } from '../../store/directory';
import { html } from '../html';
import { page } from '../layout';

/** Whose calendar? */
export function mailboxesPage({ world }: Call): Response {
  const groups = [...world.directory.tenants.values()].map((tenant) => {
    const users = usersOf(world.directory, tenant.id).filter((user) => user.hasMailbox);
    const list = (kind: 'room' | 'person', name: string) => {
      const links = users
        .filter((user) => (user.kind === 'room') === (kind === 'room'))
        .map(
          (user) =>
            html`<li><a href="/outlook/${user.upn}">${user.displayName}</a> <span class="soft small">${user.upn}</span></li>`,
        );
      return links.length > 0 && html`<div><h3>${name}</h3><ul class="plain spaced">${links}</ul></div>`;
    };
    return (
      users.length > 0 &&
      html`<section class="card"><h2>${tenant.displayName}</h2><div class="row">${list('person', 'People')}${list('room', 'Rooms')}</div></section>`
    );
  });
  return page({
    title: 'Outlook',
    at: '/outlook',
    body: html`<h1>Outlook</h1><p>Whose calendar do you want to see? What you do there is done by its owner.</p>${groups}`,
  });
}
