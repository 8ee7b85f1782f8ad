import { loginPage } from '../identity/pages';
import { sessionUsers, signIn, signOut } from '../identity/sessions';
import type { Call, Handler } from '../router';
import { findUser, type TenantRecord, type User } from '../store/directory';
import { type Html, html } from './html';
import { page, readForm, redirect } from './layout';

export type Administrator = { user: User; tenant: TenantRecord };

export type AdministratorPage = (call: Call, admin: Administrator) => Response | Promise<Response>;

/** The portal is for the tenant's administrators; others are asked to sign in as one. */
export function forAdministrators(run: AdministratorPage): Handler {
  return (call) => {
    const user = sessionUsers(call.world, call.request).find((one) => one.isAdmin && one.enabled);
    const tenant = user && call.world.directory.tenants.get(user.tenantId);
    if (user && tenant) return run(call, { user, tenant });
    return redirect(`/portal/sign-in?next=${encodeURIComponent(call.url.pathname)}`);
  };
}

export function portalSignInPage(call: Call, problem?: string): Response {
  const title = 'to the portal, as the tenant’s administrator: it@library.example';
  const action = call.url.pathname + call.url.search;
  return loginPage({ action }, { title, hint: '', ...(problem ? { problem } : {}) });
}

export async function portalSignIn(call: Call): Promise<Response> {
  const form = await readForm(call.request);
  const user = findUser(call.world.directory, form.get('email') ?? '');
  if (!user?.enabled || user.password !== form.get('password')) {
    return portalSignInPage(call, 'Your account or password is incorrect.');
  }
  if (!user.isAdmin) return portalSignInPage(call, `${user.upn} is no administrator. Use it@library.example.`);
  const next = call.url.searchParams.get('next') ?? '/portal';
  const isOurs = next.startsWith('/portal');
  return redirect(isOurs ? next : '/portal', { 'Set-Cookie': signIn(call.world, call.request, user).cookie });
}

export function portalSignOut(call: Call): Response {
  return redirect('/', { 'Set-Cookie': signOut(call.world, call.request) });
}

const SECTIONS = [
  ['/portal', 'App registrations'],
  ['/portal/enterprise', 'Enterprise applications'],
  ['/portal/users', 'Users'],
  ['/portal/rooms', 'Rooms'],
  ['/portal/consent', 'Consent settings'],
  ['/portal/conditional-access', 'Conditional Access'],
] as const;

export function portalPage(
  admin: Administrator,
  section: (typeof SECTIONS)[number][1],
  options: { title: string; body: Html; status?: number },
): Response {
  return page({
    title: options.title,
    status: options.status ?? 200,
    at: '/portal',
    body: html`<p class="soft small">${admin.tenant.displayName} · signed in as ${admin.user.upn}</p>
${tabs('Portal', SECTIONS, section)}
${options.body}
<form method="post" action="/portal/sign-out" style="margin-top:1.5rem"><button type="submit" class="second small">Sign out</button></form>`,
  });
}

export function tabs(label: string, links: readonly (readonly [string, string])[], current: string): Html {
  return html`<nav class="tabs" aria-label="${label}"><ul>${links.map(
    ([to, name]) => html`<li><a href="${to}" ${name === current && html`aria-current="page"`}>${name}</a></li>`,
  )}</ul></nav>`;
}
