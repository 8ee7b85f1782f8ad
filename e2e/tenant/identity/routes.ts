import type { Handler, Route } from '../router';
import { adminConsent, olderAdminConsent } from './admin-consent';
import { authorize } from './authorize';
import { discovery, keys } from './discovery';
import { logout } from './logout';
import { token } from './token';
import { userinfo } from './userinfo';

/** There is no revoke path, as there is none at Microsoft. */
export const identityRoutes: Route[] = [
  route('GET', '/{tenant}/oauth2/v2.0/authorize', 'authorize', authorize),
  route('POST', '/{tenant}/oauth2/v2.0/authorize', 'authorize', authorize),
  route('POST', '/{tenant}/oauth2/v2.0/token', 'token', token),
  route('GET', '/{tenant}/oauth2/v2.0/logout', 'logout', logout),
  route('GET', '/{tenant}/v2.0/.well-known/openid-configuration', 'discovery', discovery),
  route('GET', '/{tenant}/discovery/v2.0/keys', 'keys', keys),
  route('GET', '/{tenant}/v2.0/adminconsent', 'adminconsent', adminConsent),
  route('POST', '/{tenant}/v2.0/adminconsent', 'adminconsent', adminConsent),
  route('GET', '/{tenant}/adminconsent', 'adminconsent', olderAdminConsent),
  route('POST', '/{tenant}/adminconsent', 'adminconsent', olderAdminConsent),
  route('GET', '/oidc/userinfo', 'userinfo', userinfo),
  route('POST', '/oidc/userinfo', 'userinfo', userinfo),
];

function route(method: string, pattern: string, operation: string, handle: Handler): Route {
  return { method, pattern, operation, handle, surface: 'identity' };
}
