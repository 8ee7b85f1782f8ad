import type { Mailbox } from '../store/mailbox';
import type { Subscription } from '../store/subscriptions';
import { instantText } from './event-json';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { validateAddress } from './handshake';
import { liveSubscriptions } from './live-subscriptions';
import { GraphProblem } from './problem';
import { authorizeAgain, watchAuthorization } from './reauthorization';
import {
  changesIn,
  expiryFrom,
  mailboxOfResource,
  mustMayRead,
  readSubscription,
  readSubscriptionChange,
  refuseResourceData,
} from './subscription-input';

const MOST_PER_MAILBOX = 1_000;
const APART_MS = 600_000;

/** 201 only after both addresses have answered the handshake. */
export async function createSubscription(g: GraphCall): Promise<Response> {
  const input = readSubscription(await readJson(g.request));
  const { mailbox, calendarId } = mailboxOfResource(g, input.resource);
  const changes = changesIn(input.changeType);
  const expiresAt = expiryFrom(g.world, input.expirationDateTime, input.includeResourceData ?? false);
  refuseResourceData(input);
  const wanted = { mailbox, calendarId, changes };
  refuseDuplicate(g, wanted);
  const addresses = [input.notificationUrl, input.lifecycleNotificationUrl].filter((url) => typeof url === 'string');
  for (const address of addresses) await validateAddress(g, address);
  refuseDuplicate(g, wanted);
  const subscription: Subscription = {
    id: g.world.ids.uuid(),
    clientId: g.token.clientId,
    tenantId: g.token.tenantId,
    creatorId: g.token.userId ?? g.token.clientId,
    userId: g.token.userId,
    resource: input.resource,
    mailboxId: mailbox.user.id,
    calendarId,
    changeType: input.changeType,
    changes,
    notificationUrl: input.notificationUrl,
    lifecycleNotificationUrl: input.lifecycleNotificationUrl ?? null,
    clientState: input.clientState ?? null,
    expiresAt,
    immutableIds: g.prefer.idKind === 'immutable',
    latestSupportedTlsVersion: input.latestSupportedTlsVersion ?? 'v1_2',
    authorizedAt: g.world.clock.now(),
    tokenExpiresAt: g.token.expiresAt,
    askedAt: null,
    silentFrom: null,
    renewedAt: null,
    reauthorizedAt: null,
  };
  g.world.subscriptions.set(subscription.id, subscription);
  watchAuthorization(g.world, subscription);
  return Response.json(subscriptionJson(g, subscription, true), { status: 201 });
}

export function listSubscriptions(g: GraphCall): Response {
  const value = ownSubscriptions(g).map((one) => {
    const { '@odata.context': _, ...row } = subscriptionJson(g, one, false);
    return row;
  });
  return Response.json({ '@odata.context': contextOf(g, 'subscriptions'), value });
}

export function getSubscription(g: GraphCall): Response {
  return Response.json(subscriptionJson(g, ownSubscription(g), false));
}

/** A new expiry reauthorizes too. */
export async function renewSubscription(g: GraphCall): Promise<Response> {
  const subscription = ownSubscription(g);
  const { expirationDateTime, notificationUrl } = readSubscriptionChange(await readJson(g.request));
  mustMayRead(g, g.world.directory.users.get(subscription.mailboxId));
  const expiresAt = expirationDateTime ? expiryFrom(g.world, expirationDateTime) : subscription.expiresAt;
  if (expirationDateTime) refuseTooSoon(g, subscription.reauthorizedAt);
  if (notificationUrl) await validateAddress(g, notificationUrl);
  const present = ownSubscription(g);
  if (notificationUrl) present.notificationUrl = notificationUrl;
  if (expirationDateTime) {
    present.expiresAt = expiresAt;
    present.renewedAt = g.world.clock.now();
    authorizeAgain(g.world, present, g.token.expiresAt);
  }
  return Response.json(subscriptionJson(g, present, false));
}

/** Does not make its life longer. */
export function reauthorizeSubscription(g: GraphCall): Response {
  const subscription = ownSubscription(g);
  mustMayRead(g, g.world.directory.users.get(subscription.mailboxId));
  refuseTooSoon(g, subscription.renewedAt);
  subscription.reauthorizedAt = g.world.clock.now();
  authorizeAgain(g.world, subscription, g.token.expiresAt);
  return new Response(null, { status: 204 });
}

export function deleteSubscription(g: GraphCall): Response {
  g.world.subscriptions.delete(ownSubscription(g).id);
  return new Response(null, { status: 204 });
}

/** By a switch, renewing and reauthorizing do not go together within ten minutes. */
function refuseTooSoon(g: GraphCall, otherAt: number | null): void {
  if (g.world.behaviour.get('renewAndReauthorize') === 'accepted' || otherAt === null) return;
  if (g.world.clock.now() - otherAt >= APART_MS) return;
  const message = 'The subscription was renewed or reauthorized less than 10 minutes ago.';
  throw new GraphProblem(400, 'InvalidRequest', message);
}

type Wanted = { mailbox: Mailbox; calendarId: string | null; changes: Set<string> };

function refuseDuplicate(g: GraphCall, { mailbox, calendarId, changes }: Wanted): void {
  const ofMailbox = liveSubscriptions(g.world).filter((one) => one.mailboxId === mailbox.user.id);
  const isSame = (one: Subscription) =>
    one.clientId === g.token.clientId && one.calendarId === calendarId && isEqual(one.changes, changes);
  if (ofMailbox.some(isSame)) {
    const code = g.world.behaviour.get('duplicateSubscriptionCode');
    throw new GraphProblem(409, code, 'Subscription Id <> already exists for the requested combination');
  }
  if (ofMailbox.length >= MOST_PER_MAILBOX) {
    throw new GraphProblem(403, 'ExtensionError', 'Maximum number of active subscriptions reached.');
  }
}

function isEqual(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((member) => other.has(member));
}

function ownSubscriptions(g: GraphCall): Subscription[] {
  const { clientId, userId, tenantId } = g.token;
  const isOwn = (one: Subscription) => one.clientId === clientId && one.userId === userId && one.tenantId === tenantId;
  return liveSubscriptions(g.world).filter(isOwn);
}

function ownSubscription(g: GraphCall): Subscription {
  const found = ownSubscriptions(g).find((one) => one.id === g.params.subscriptionId?.toLowerCase());
  if (!found) throw new GraphProblem(404, 'ResourceNotFound', 'The object was not found.');
  g.note.mailbox = g.world.directory.users.get(found.mailboxId)?.upn ?? null;
  return found;
}

function subscriptionJson(g: GraphCall, one: Subscription, isNew: boolean) {
  const showsState = isNew || g.world.behaviour.get('subscriptionGetShowsClientState');
  return {
    '@odata.context': contextOf(g, 'subscriptions/$entity'),
    id: one.id,
    resource: one.resource,
    applicationId: one.clientId,
    changeType: one.changeType,
    clientState: showsState ? one.clientState : null,
    notificationUrl: one.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: one.lifecycleNotificationUrl,
    expirationDateTime: instantText(one.expiresAt),
    creatorId: one.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: one.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
    notificationContentType: null,
  };
}
