import type { Route } from '../router';
import { ASSETS, assetAnswer } from './assets';
import { homePage } from './home';
import { attachment, mailPage, outboxPage } from './outbox';
import { outlookRoutes } from './outlook/outlook-routes';
import { peopleRoute } from './people-route';
import { portalRoutes } from './portal-routes';

/** Every page that people see, but for those of the sign-in. */
export const panelRoutes: Route[] = [
  ...ASSETS.map((name) => peopleRoute('GET', `/_panel/${name}`, () => assetAnswer(name))),
  peopleRoute('GET', '/', homePage),
  ...portalRoutes,
  ...outlookRoutes,
  peopleRoute('GET', '/outbox', outboxPage),
  peopleRoute('GET', '/outbox/{mail}', mailPage),
  peopleRoute('GET', '/outbox/{mail}/attachments/{number}', attachment),
];
