import type { Route } from '../router';
import { ASSETS, assetAnswer } from './assets';
import { controlFormRoutes } from './control/control-forms';
import { homePage } from './home';
import { attachment, htmlPart, mailPage } from './outbox/mail-page';
import { outboxPage } from './outbox/outbox-page';
import { outlookRoutes } from './outlook/outlook-routes';
import { peopleRoute } from './people-route';
import { portalRoutes } from './portal-routes';

/** Every page that people see, but for those of the sign-in. */
export const panelRoutes: Route[] = [
  ...ASSETS.map((name) => peopleRoute('GET', `/_panel/${name}`, () => assetAnswer(name))),
  peopleRoute('GET', '/', homePage),
  ...portalRoutes,
  ...controlFormRoutes,
  ...outlookRoutes,
  peopleRoute('GET', '/outbox', outboxPage),
  peopleRoute('GET', '/outbox/{mail}', mailPage),
  peopleRoute('GET', '/outbox/{mail}/html', htmlPart),
  peopleRoute('GET', '/outbox/{mail}/attachments/{number}', attachment),
];
