import { html } from '../panel/html';
import { page, redirect } from '../panel/layout';
import type { Call } from '../router';
import { signOut } from './sessions';

/** Ends the browser's session only, of one account when `logout_hint` names it; refresh tokens live on. */
export function logout(call: Call): Response {
  const { searchParams } = call.url;
  const headers = { 'Set-Cookie': signOut(call.world, call.request, searchParams.get('logout_hint')) };
  const target = searchParams.get('post_logout_redirect_uri');
  const known = [...call.world.registrations.applications.values()].some((application) =>
    application.redirectUris.some((one) => target !== null && sameOrigin(one.uri, target)),
  );
  if (target && known) return redirect(target, headers);
  const body = html`<h1>You signed out of your account</h1><p>It’s a good idea to close all browser windows. <a href="/">All pages of the stand-in tenant</a></p>`;
  return page({ title: 'Signed out', width: 'narrow', body, headers });
}

function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}
