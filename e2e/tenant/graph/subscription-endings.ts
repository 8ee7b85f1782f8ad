import { delegatedGrants, tenantGrants } from '../store/grants';
import { defaultCalendar } from '../store/mailbox';
import { findPrincipal } from '../store/registrations';
import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';
import { scopeInForce } from './application-access';
import { liveSubscriptions } from './live-subscriptions';
import { tellLifecycle } from './notifications';

/** Subscriptions go with what they stand on: the person, the consent, the application, the calendar. */
export function endOrphans(world: World): void {
  if (world.subscriptions.size === 0) return;
  const how = world.behaviour.get('lostRights');
  if (how === 'kept') return;
  for (const one of liveSubscriptions(world)) {
    if (isThere(world, one) && isEntitled(world, one)) continue;
    if (how === 'silent') world.subscriptions.delete(one.id);
    else endSubscription(world, one);
  }
}

/** Its lifecycle address hears of it. */
export function endSubscription(world: World, subscription: Subscription): boolean {
  world.subscriptions.delete(subscription.id);
  return tellLifecycle(world, subscription, 'subscriptionRemoved');
}

function isThere(world: World, { mailboxId, calendarId }: Subscription): boolean {
  const mailbox = world.mailboxes.get(mailboxId);
  const hasMailbox = world.directory.users.get(mailboxId)?.hasMailbox ?? false;
  if (!mailbox || !hasMailbox) return false;
  return mailbox.calendars.has(calendarId ?? defaultCalendar(mailbox).id);
}

function isEntitled(world: World, one: Subscription): boolean {
  const { registrations, directory, clock } = world;
  const { clientId, tenantId, userId } = one;
  const isEnabled = registrations.applications.get(clientId)?.enabled ?? false;
  if (!isEnabled || findPrincipal(registrations, clientId, tenantId)?.enabled === false) return false;
  if (userId === null) {
    const rbac = scopeInForce(world, clientId, 'rbac');
    if (rbac?.mailboxIds?.includes(one.mailboxId)) return true;
    const policy = scopeInForce(world, clientId, 'policy');
    if (policy && !policy.mailboxIds?.includes(one.mailboxId)) return false;
    return mayRead(tenantGrants(registrations, clientId, tenantId, 'application', clock.now()));
  }
  const user = directory.users.get(userId);
  if (!user?.enabled || user.sessionsRevokedAt > one.authorizedAt) return false;
  return mayRead(delegatedGrants(registrations, clientId, tenantId, userId, clock.now()));
}

function mayRead(scopes: Set<string>): boolean {
  return scopes.has('Calendars.Read') || scopes.has('Calendars.ReadWrite');
}
