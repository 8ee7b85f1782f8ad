import type { Call } from '../router';
import { type ConsentPolicy, findUser, usersOf } from '../store/directory';
import { ROLES } from '../store/mailbox';
import { html } from './html';
import { readForm, redirect } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage } from './portal-session';

export function roomsPage({ world }: Call, admin: Administrator): Response {
  const people = usersOf(world.directory, admin.tenant.id).filter((user) => user.kind === 'member');
  const rooms = usersOf(world.directory, admin.tenant.id).filter((user) => user.kind === 'room');
  return portalPage(admin, 'Rooms', {
    title: 'Rooms',
    body: html`<h1>Rooms</h1>
<p>Who may edit a room’s calendar. Everybody else sees only when the room is free or busy.</p>
${rooms.map((room) => {
  const roles = [...(world.mailboxes.get(room.id)?.roles ?? [])].filter(([, role]) => role !== 'none');
  const named = roles.map(([id, role]) => html`<li>${world.directory.users.get(id)?.upn ?? id}: ${role}</li>`);
  return html`<section class="card"><h2><a href="/outlook/${room.upn}">${room.displayName}</a></h2>
<p class="soft">${room.upn} · ${room.room?.building}, floor ${room.room?.floorLabel} · ${room.room?.capacity} people</p>
<ul>${named.length === 0 ? html`<li>Nobody</li>` : named}</ul>
<form method="post" action="/portal/rooms"><input type="hidden" name="room" value="${room.upn}"><div class="row">
<div><label for="who-${room.id}">Person</label><select id="who-${room.id}" name="person">${people.map((user) => html`<option value="${user.upn}">${user.displayName} (${user.upn})</option>`)}</select></div>
<div><label for="role-${room.id}">Right</label><select id="role-${room.id}" name="role">${ROLES.map((role) => html`<option ${role === 'write' && html`selected`}>${role}</option>`)}</select></div></div>
<button type="submit" class="second" aria-label="Set right on ${room.displayName}">Set right</button></form></section>`;
})}`,
  });
}

export async function setRoomRight(call: Call, admin: Administrator): Promise<Response> {
  const form = await readForm(call.request);
  const room = findUser(call.world.directory, form.get('room') ?? '');
  const person = findUser(call.world.directory, form.get('person') ?? '');
  const role = ROLES.find((one) => one === form.get('role'));
  const mailbox = room && call.world.mailboxes.get(room.id);
  if (!mailbox || !person || !role || room.tenantId !== admin.tenant.id)
    return missingPage('There is no such room or person.');
  mailbox.roles.set(person.id, role);
  return redirect('/portal/rooms');
}

const POLICIES: [ConsentPolicy, string][] = [
  ['off', 'Do not allow user consent: an administrator is required for all apps.'],
  ['allowed', 'Allow user consent for apps, for all permissions that need no administrator.'],
  [
    'managed',
    'Let Microsoft manage your consent settings (recommended): calendar, mail and file permissions need an administrator.',
  ],
];

export function consentSettingsPage(_call: Call, admin: Administrator): Response {
  return portalPage(admin, 'Consent settings', {
    title: 'Consent settings',
    body: html`<h1>User consent for applications</h1>
<form method="post" action="/portal/consent" class="card"><fieldset><legend>When users may grant access to an app</legend>
${POLICIES.map(([policy, words]) => html`<label class="choice"><input type="radio" name="policy" value="${policy}" ${policy === admin.tenant.consentPolicy && html`checked`}> ${words}</label>`)}
</fieldset><button type="submit">Save</button></form>`,
  });
}

export async function saveConsentSettings(call: Call, admin: Administrator): Promise<Response> {
  const wanted = (await readForm(call.request)).get('policy');
  const policy = POLICIES.find(([one]) => one === wanted)?.[0];
  if (policy) admin.tenant.consentPolicy = policy;
  return redirect('/portal/consent');
}
