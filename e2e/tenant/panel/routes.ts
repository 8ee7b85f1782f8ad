import type { Route } from '../router';
import { ASSETS, assetAnswer } from './assets';
import { homePage } from './home';
import { attachment, mailPage, outboxPage } from './outbox';
import { outlookRoutes } from './outlook-routes';
import { peopleRoute } from './people-route';
import { type AppPage, deleteApp, forApp, overviewPage } from './portal-app';
import { appsPage, newAppPage, registerFromPortal } from './portal-apps';
import { addRedirectUri, authenticationPage, removeRedirectUri } from './portal-authentication';
import {
  changeUser,
  consentSettingsPage,
  roomsPage,
  saveConsentSettings,
  setRoomRight,
  usersPage,
} from './portal-directory';
import { changeEnterprise, enterprisePage } from './portal-enterprise';
import {
  addPermissionPage,
  addPermissions,
  confirmGrantPage,
  grantConsent,
  permissionsPage,
  removePermission,
} from './portal-permissions';
import { createSecret, deleteSecret, newSecretPage, secretsPage } from './portal-secrets';
import { forAdministrators, portalSignIn, portalSignInPage, portalSignOut } from './portal-session';

/** Every page that people see, but for those of the sign-in. */
export const panelRoutes: Route[] = [
  ...ASSETS.map((name) => peopleRoute('GET', `/_panel/${name}`, () => assetAnswer(name))),
  peopleRoute('GET', '/', homePage),
  peopleRoute('GET', '/portal/sign-in', (call) => portalSignInPage(call)),
  peopleRoute('POST', '/portal/sign-in', portalSignIn),
  peopleRoute('POST', '/portal/sign-out', portalSignOut),
  peopleRoute('GET', '/portal', forAdministrators(appsPage)),
  peopleRoute(
    'GET',
    '/portal/apps/new',
    forAdministrators((call, admin) => newAppPage(call, admin)),
  ),
  peopleRoute('POST', '/portal/apps/new', forAdministrators(registerFromPortal)),
  ofApp('GET', '', overviewPage),
  ofApp('POST', '/delete', deleteApp),
  ofApp('GET', '/authentication', authenticationPage),
  ofApp('POST', '/authentication/add', addRedirectUri),
  ofApp('POST', '/authentication/remove', removeRedirectUri),
  ofApp('GET', '/secrets', secretsPage),
  ofApp('GET', '/secrets/new', newSecretPage),
  ofApp('POST', '/secrets/new', createSecret),
  ofApp('POST', '/secrets/delete', deleteSecret),
  ofApp('GET', '/permissions', permissionsPage),
  ofApp('GET', '/permissions/add', addPermissionPage),
  ofApp('POST', '/permissions/add', addPermissions),
  ofApp('POST', '/permissions/remove', removePermission),
  ofApp('GET', '/permissions/grant', confirmGrantPage),
  ofApp('POST', '/permissions/grant', grantConsent),
  peopleRoute('GET', '/portal/enterprise', forAdministrators(enterprisePage)),
  peopleRoute('POST', '/portal/enterprise', forAdministrators(changeEnterprise)),
  peopleRoute('GET', '/portal/users', forAdministrators(usersPage)),
  peopleRoute('POST', '/portal/users', forAdministrators(changeUser)),
  peopleRoute('GET', '/portal/rooms', forAdministrators(roomsPage)),
  peopleRoute('POST', '/portal/rooms', forAdministrators(setRoomRight)),
  peopleRoute('GET', '/portal/consent', forAdministrators(consentSettingsPage)),
  peopleRoute('POST', '/portal/consent', forAdministrators(saveConsentSettings)),
  ...outlookRoutes,
  peopleRoute('GET', '/outbox', outboxPage),
  peopleRoute('GET', '/outbox/{mail}', mailPage),
  peopleRoute('GET', '/outbox/{mail}/attachments/{number}', attachment),
];

function ofApp(method: string, path: string, run: AppPage): Route {
  return peopleRoute(method, `/portal/apps/{app}${path}`, forAdministrators(forApp(run)));
}
