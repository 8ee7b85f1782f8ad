import type { Call } from '../router';
import { PASSWORD } from '../seed/people';
import type { User } from '../store/directory';
import { revokeSessions } from '../store/revoke-sessions';
import { html } from './html';
import { readForm } from './layout';
import { missingPage } from './people-route';
import { type Administrator, portalPage } from './portal-session';
import { roleWords } from './portal-users';

type UserPage = (call: Call, admin: Administrator, user: User) => Response | Promise<Response>;

export function forUser(run: UserPage) {
  return (call: Call, admin: Administrator) => {
    const user = call.world.directory.users.get(call.params.user ?? '');
    if (!user || user.tenantId !== admin.tenant.id) return missingPage('There is no such user.');
    return run(call, admin, user);
  };
}

export const userPage: UserPage = (_call, admin, user) => show(admin, user);

export const changeOneUser: UserPage = async (call, admin, user) => {
  const form = await readForm(call.request);
  const done = ACTS[form.get('act') ?? '']?.(call, user, form);
  return show(admin, user, done);
};

/** What can be done, and the words that confirm it. */
const ACTS: Record<string, (call: Call, user: User, form: URLSearchParams) => string> = {
  enable: (_call, user) => {
    user.enabled = true;
    return 'The account is enabled.';
  },
  disable: (_call, user) => {
    user.enabled = false;
    return 'The account is disabled.';
  },
  revoke: (call, user) => {
    revokeSessions(call.world, user);
    return user.kind === 'guest' ? 'Only the home tenant can revoke the sessions of a guest.' : 'Sessions revoked.';
  },
  reset: (call, user, form) => {
    user.password = (form.get('password') ?? '').trim() || PASSWORD;
    if (form.get('where') !== 'entra') return 'Password reset. What applications hold stays alive.';
    revokeSessions(call.world, user);
    return 'Password reset, and everything that applications hold is revoked.';
  },
  licence: (_call, user) => {
    user.hasMailbox = !user.hasMailbox;
    return user.hasMailbox ? 'The licence is assigned: there is a mailbox.' : 'The licence is gone, and the mailbox.';
  },
};

function show(admin: Administrator, user: User, done?: string): Response {
  const at = `/portal/users/${user.id}`;
  const turn = user.enabled ? 'Disable' : 'Enable';
  return portalPage(admin, 'Users', {
    title: user.displayName,
    body: html`<h1>${user.displayName}</h1>${done && html`<p class="notice" role="status">${done}</p>`}
<dl class="facts card"><dt>User principal name</dt><dd>${user.upn}</dd><dt>Object ID</dt><dd><code>${user.id}</code></dd>
<dt>User type</dt><dd>${roleWords(user)}</dd><dt>Account status</dt><dd>${user.enabled ? 'Enabled' : 'Disabled'}</dd>
<dt>Email</dt><dd>${user.mail ?? 'None'}</dd>${user.hasMailbox && html`<dt>Calendar</dt><dd><a href="/outlook/${user.upn}">Open in Outlook</a></dd>`}</dl>
<form method="post" action="${at}" class="actions">
<button type="submit" class="second" name="act" value="${turn.toLowerCase()}">${turn} account</button>
<button type="submit" class="second" name="act" value="revoke">Revoke sessions</button>
${user.kind === 'member' && html`<button type="submit" class="second" name="act" value="licence">${user.hasMailbox ? 'Remove licence' : 'Assign licence'}</button>`}</form>
${
  user.kind !== 'guest' &&
  html`<h2>Reset password</h2>
<form method="post" action="${at}" class="card">
<label for="password">New password</label><input id="password" name="password" type="text" autocomplete="off" placeholder="${PASSWORD}">
<fieldset><legend>Where it is reset</legend>
<label class="choice"><input type="radio" name="where" value="azure" checked> Azure portal: applications stay connected</label>
<label class="choice"><input type="radio" name="where" value="entra"> Microsoft Entra admin center: applications are disconnected</label></fieldset>
<button type="submit" name="act" value="reset">Reset password</button></form>`
}`,
  });
}
