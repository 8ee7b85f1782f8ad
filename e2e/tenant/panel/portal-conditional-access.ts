import { setPolicy } from '../identity/set-policy';
import type { Call } from '../router';
import { type AccessPolicy, usersOf } from '../store/directory';
import { html } from './html';
import { readForm, redirect } from './layout';
import { type Administrator, portalPage } from './portal-session';

const KINDS: [AccessPolicy['kind'], string][] = [
  ['block', 'Block access'],
  ['mfa', 'Require multifactor authentication'],
  ['sign_in_frequency', 'Sign-in frequency'],
];

/** The rules of Conditional Access, and a form for another. */
export function conditionalAccessPage({ world }: Call, admin: Administrator): Response {
  const { registrations, directory } = world;
  const people = usersOf(directory, admin.tenant.id).filter((user) => user.kind !== 'room');
  const apps = registrations.principals.filter((one) => one.tenantId === admin.tenant.id);
  const nameOf = (clientId: string) => registrations.applications.get(clientId)?.name ?? clientId;
  const rows = admin.tenant.policies.map((policy) => {
    const words = KINDS.find(([kind]) => kind === policy.kind)?.[1];
    const hours = policy.kind === 'sign_in_frequency' && `: every ${policy.hours} hours`;
    const whom = policy.workload
      ? 'Workload identities'
      : policy.userId === null
        ? 'All users'
        : (directory.users.get(policy.userId)?.upn ?? policy.userId);
    return html`<tr><td>${words}${hours}</td><td>${whom}</td><td>${policy.clientId === null ? 'All resources' : nameOf(policy.clientId)}</td>
<td><form method="post" action="/portal/conditional-access"><input type="hidden" name="id" value="${policy.id}"><button type="submit" class="danger small" name="act" value="delete" aria-label="Delete ${words} for ${whom}">Delete</button></form></td></tr>`;
  });
  return portalPage(admin, 'Conditional Access', {
    title: 'Conditional Access',
    body: html`<h1>Conditional Access</h1>
${rows.length === 0 ? html`<p>No policy: whoever knows the password gets in.</p>` : html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Grant or session</th><th scope="col">Users</th><th scope="col">Target resources</th><th scope="col">Delete</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<h2>New policy</h2>
<form method="post" action="/portal/conditional-access" class="card">
<fieldset><legend>Access controls</legend>${KINDS.map(
      ([kind, words], at) =>
        html`<label class="choice"><input type="radio" name="kind" value="${kind}" ${at === 0 && html`checked`}> ${words}</label>`,
    )}
<label for="hours">Hours between sign-ins (for Sign-in frequency)</label><input id="hours" name="hours" type="text" inputmode="numeric" value="24"></fieldset>
<div class="row"><div><label for="who">Users</label><select id="who" name="user"><option value="">All users</option>${people.map(({ id, displayName }) => html`<option value="${id}">${displayName}</option>`)}</select></div>
<div><label for="app">Target resources</label><select id="app" name="app"><option value="">All resources</option>${apps.map(({ clientId }) => html`<option value="${clientId}">${nameOf(clientId)}</option>`)}</select></div></div>
<button type="submit" name="act" value="create">Create</button></form>`,
  });
}

export async function changeConditionalAccess(call: Call, admin: Administrator): Promise<Response> {
  const form = await readForm(call.request);
  const { tenant } = admin;
  if (form.get('act') === 'delete') {
    tenant.policies = tenant.policies.filter((policy) => policy.id !== form.get('id'));
    return redirect('/portal/conditional-access');
  }
  const kind = KINDS.find(([one]) => one === form.get('kind'))?.[0] ?? 'block';
  const hours = Math.max(Number(form.get('hours')) || 24, 0.1);
  const user = usersOf(call.world.directory, tenant.id).find((one) => one.id === form.get('user'));
  const app = call.world.registrations.applications.get(form.get('app') ?? '');
  const rule = { kind, hours, userId: user?.id ?? null, clientId: app?.clientId ?? null, workload: false };
  setPolicy(call.world, tenant, rule, true);
  return redirect('/portal/conditional-access');
}
