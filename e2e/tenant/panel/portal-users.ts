import type { Call } from '../router';
import { addUser, blankUser, inviteGuest } from '../seed/new-user';
import { accountIn, findUser, type User, usersOf } from '../store/directory';
import { revokeSessions } from '../store/revoke-sessions';
import { type Html, html } from './html';
import { readForm, redirect } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage } from './portal-session';

/** The people of the tenant, guests included. */
export function usersPage(call: Call, admin: Administrator, told: { problem?: string } = {}): Response {
  const { directory } = call.world;
  const users = usersOf(directory, admin.tenant.id).filter((user) => user.kind !== 'room');
  return portalPage(admin, 'Users', {
    title: 'Users',
    status: told.problem ? 400 : 200,
    body: html`<h1>Users</h1>${told.problem && html`<p class="error" role="alert">${told.problem}</p>`}
<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Name</th><th scope="col">User principal name</th><th scope="col">Job title</th><th scope="col">Role</th><th scope="col">Account</th><th scope="col">Change</th></tr></thead><tbody>${users.map(row)}</tbody></table></div>
<h2>New user</h2>
<form method="post" action="/portal/users" class="card"><div class="row">
<div><label for="new-upn">User principal name</label><input id="new-upn" name="upn" type="text" required placeholder="name@${admin.tenant.domains[0]}"></div>
<div><label for="new-name">Display name</label><input id="new-name" name="displayName" type="text" required></div></div>
<button type="submit" name="act" value="create">Create new user</button></form>
<h2>Invite external user</h2>
<form method="post" action="/portal/users" class="card"><label for="guest">Email</label><input id="guest" name="upn" type="text" required placeholder="visitor@other.example">
<button type="submit" name="act" value="invite">Invite external user</button></form>`,
  });
}

export async function changeUser(call: Call, admin: Administrator): Promise<Response> {
  const form = await readForm(call.request);
  const act = form.get('act');
  if (act === 'create' || act === 'invite') {
    const problem = act === 'create' ? createUser(call, admin, form) : invite(call, admin, form);
    return problem ? usersPage(call, admin, { problem }) : redirect('/portal/users');
  }
  const user = findUser(call.world.directory, form.get('upn') ?? '');
  if (!user || user.tenantId !== admin.tenant.id) return missingPage('There is no such user.');
  if (act === 'enable' || act === 'disable') user.enabled = act === 'enable';
  if (act === 'revoke') revokeSessions(call.world, user);
  return redirect('/portal/users');
}

function createUser(call: Call, admin: Administrator, form: URLSearchParams): string | undefined {
  const upn = (form.get('upn') ?? '').trim().toLowerCase();
  const displayName = (form.get('displayName') ?? '').trim();
  if (!admin.tenant.domains.includes(upn.split('@')[1] ?? '') || !displayName)
    return `The user principal name must end in @${admin.tenant.domains[0]}.`;
  if (findUser(call.world.directory, upn)) return 'Another object with the same value for userPrincipalName exists.';
  addUser(call.world, { ...blankUser(call.world, admin.tenant.id, upn), displayName });
  return undefined;
}

function invite(call: Call, admin: Administrator, form: URLSearchParams): string | undefined {
  const { directory } = call.world;
  const person = findUser(directory, form.get('upn') ?? '');
  if (!person || person.kind === 'guest' || person.kind === 'room')
    return 'Nobody of this address has an account anywhere in the stand-in.';
  if (accountIn(directory, person, admin.tenant.id)) return `${person.upn} has an account here already.`;
  inviteGuest(call.world, admin.tenant, person);
  return undefined;
}

export function roleWords(user: User): string {
  const kind = user.isAdmin ? 'Administrator' : user.kind === 'guest' ? 'Guest' : 'Member';
  return user.hasMailbox ? kind : `${kind}, no mailbox`;
}

function row(user: User): Html {
  const turn = user.enabled ? 'Disable' : 'Enable';
  const { upn, displayName } = user;
  return html`<tr><td><a href="/portal/users/${user.id}">${displayName}</a></td><td>${upn}</td><td>${user.jobTitle}</td><td>${roleWords(user)}</td>
<td>${user.enabled ? 'Enabled' : 'Disabled'}</td><td><form method="post" action="/portal/users"><input type="hidden" name="upn" value="${user.id}">
<button type="submit" class="small second" name="act" value="${turn.toLowerCase()}" aria-label="${turn} ${displayName}">${turn}</button>
<button type="submit" class="small second" name="act" value="revoke" aria-label="Revoke sessions of ${displayName}">Revoke sessions</button></form></td></tr>`;
}
