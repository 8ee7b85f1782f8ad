import type { TenantOptions } from '../app';
import type { Route } from '../router';
import type { World } from '../world';
import { acts } from './acts';
import { applicationScopeRoutes } from './application-scope';
import { applicationRoutes } from './applications';
import { calendarSharingRoute } from './calendar-sharing';
import { eventActs } from './event-acts';
import { faultRoutes } from './fault-routes';
import { identityRoute } from './identity';
import { mailRoutes } from './mail-routes';
import { mailboxActs } from './mailbox-acts';
import { mailboxChoicesRoute } from './mailbox-choices';
import { roomRoutes } from './room-routes';
import { subscriptionRoutes } from './subscription-routes';
import { timeRoutes } from './time-and-log';

/** What programs may do to the tenant; people have the pages. */
export function controlRoutes(reset: (options: TenantOptions) => World): Route[] {
  return [
    ...timeRoutes(reset),
    ...faultRoutes,
    ...subscriptionRoutes,
    ...acts,
    ...eventActs,
    ...mailboxActs,
    ...roomRoutes,
    ...applicationRoutes,
    identityRoute,
    ...mailRoutes,
    ...applicationScopeRoutes,
    calendarSharingRoute,
    mailboxChoicesRoute,
  ];
}
