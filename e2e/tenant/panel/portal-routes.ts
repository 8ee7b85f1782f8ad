import type { Route } from '../router';
import { peopleRoute } from './people-route';
import { type AppPage, deleteApp, forApp, overviewPage } from './portal-app';
import { appsPage, newAppPage, registerFromPortal } from './portal-apps';
import { addRedirectUri, authenticationPage, removeRedirectUri } from './portal-authentication';
import { certificatesPage, deleteCertificate, uploadCertificate, uploadCertificatePage } from './portal-certificates';
import { changeConditionalAccess, conditionalAccessPage } from './portal-conditional-access';
import { consentSettingsPage, roomsPage, saveConsentSettings, setRoomRight } from './portal-directory';
import { changeEnterprise, enterprisePage } from './portal-enterprise';
import {
  assignedPage,
  changeAssigned,
  changeGranted,
  deleteEnterprise,
  forEnterprise,
  grantedPage,
  propertiesPage,
  saveProperties,
} from './portal-enterprise-app';
import { manifestPage, saveManifest } from './portal-manifest';
import {
  addPermissionPage,
  addPermissions,
  confirmGrantPage,
  grantConsent,
  permissionsPage,
  removePermission,
} from './portal-permissions';
import { createSecret, deleteSecret, newSecretPage, secretsPage } from './portal-secrets';
import {
  type AdministratorPage,
  forAdministrators,
  portalSignIn,
  portalSignInPage,
  portalSignOut,
} from './portal-session';
import { changeOneUser, forUser, userPage } from './portal-user';
import { changeUser, usersPage } from './portal-users';

/** The pages of the portal. All but the sign-in are for administrators. */
export const portalRoutes: Route[] = [
  peopleRoute('GET', '/portal/sign-in', (call) => portalSignInPage(call)),
  peopleRoute('POST', '/portal/sign-in', portalSignIn),
  peopleRoute('POST', '/portal/sign-out', portalSignOut),
  forAdmin('GET', '', appsPage),
  forAdmin('GET', '/apps/new', (call, admin) => newAppPage(call, admin)),
  forAdmin('POST', '/apps/new', registerFromPortal),
  ofApp('GET', '', overviewPage),
  ofApp('POST', '/delete', deleteApp),
  ofApp('GET', '/authentication', authenticationPage),
  ofApp('POST', '/authentication/add', addRedirectUri),
  ofApp('POST', '/authentication/remove', removeRedirectUri),
  ofApp('GET', '/secrets', secretsPage),
  ofApp('GET', '/secrets/new', newSecretPage),
  ofApp('POST', '/secrets/new', createSecret),
  ofApp('POST', '/secrets/delete', deleteSecret),
  ofApp('GET', '/certificates', certificatesPage),
  ofApp('GET', '/certificates/upload', uploadCertificatePage),
  ofApp('POST', '/certificates/upload', uploadCertificate),
  ofApp('POST', '/certificates/delete', deleteCertificate),
  ofApp('GET', '/permissions', permissionsPage),
  ofApp('GET', '/permissions/add', addPermissionPage),
  ofApp('POST', '/permissions/add', addPermissions),
  ofApp('POST', '/permissions/remove', removePermission),
  ofApp('GET', '/permissions/grant', confirmGrantPage),
  ofApp('POST', '/permissions/grant', grantConsent),
  ofApp('GET', '/manifest', manifestPage),
  ofApp('POST', '/manifest', saveManifest),
  forAdmin('GET', '/enterprise', enterprisePage),
  forAdmin('POST', '/enterprise', changeEnterprise),
  forAdmin('GET', '/enterprise/{app}', forEnterprise(propertiesPage)),
  forAdmin('POST', '/enterprise/{app}', forEnterprise(saveProperties)),
  forAdmin('POST', '/enterprise/{app}/delete', forEnterprise(deleteEnterprise)),
  forAdmin('GET', '/enterprise/{app}/users', forEnterprise(assignedPage)),
  forAdmin('POST', '/enterprise/{app}/users', forEnterprise(changeAssigned)),
  forAdmin('GET', '/enterprise/{app}/permissions', forEnterprise(grantedPage)),
  forAdmin('POST', '/enterprise/{app}/permissions', forEnterprise(changeGranted)),
  forAdmin('GET', '/users', (call, admin) => usersPage(call, admin)),
  forAdmin('POST', '/users', changeUser),
  forAdmin('GET', '/users/{user}', forUser(userPage)),
  forAdmin('POST', '/users/{user}', forUser(changeOneUser)),
  forAdmin('GET', '/rooms', roomsPage),
  forAdmin('POST', '/rooms', setRoomRight),
  forAdmin('GET', '/consent', consentSettingsPage),
  forAdmin('POST', '/consent', saveConsentSettings),
  forAdmin('GET', '/conditional-access', conditionalAccessPage),
  forAdmin('POST', '/conditional-access', changeConditionalAccess),
];

function forAdmin(method: string, path: string, run: AdministratorPage): Route {
  return peopleRoute(method, `/portal${path}`, forAdministrators(run));
}

function ofApp(method: string, path: string, run: AppPage): Route {
  return forAdmin(method, `/apps/{app}${path}`, forApp(run));
}
