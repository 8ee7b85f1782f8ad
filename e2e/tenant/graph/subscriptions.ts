import { z } from 'zod';
import type { Mailbox } from '../store/mailbox';
import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';
import { instantText } from './event-json';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { validateAddress } from './handshake';
import { GraphProblem } from './problem';
import {
  changesIn,
  expiryFrom,
  mailboxOfResource,
  mustBeReachable,
  readSubscription,
  unreadable,
} from './subscription-input';

const MOST_PER_MAILBOX = 1_000;

/** 201 only after both addresses have answered the handshake. */
export async function createSubscription(g: GraphCall): Promise<Response> {
  const input = readSubscription(await readJson(g.request));
  const { mailbox, calendarId } = mailboxOfResource(g, input.resource);
  const changes = changesIn(input.changeType);
  const expiresAt = expiryFrom(g.world, input.expirationDateTime);
  refuseDuplicate(g, mailbox, calendarId, input.changeType);
  const addresses = [input.notificationUrl, input.lifecycleNotificationUrl].filter((url) => typeof url === 'string');
  for (const address of addresses) await validateAddress(g.world, address);
  refuseDuplicate(g, mailbox, calendarId, input.changeType);
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
  };
  g.world.subscriptions.set(subscription.id, subscription);
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

export async function renewSubscription(g: GraphCall): Promise<Response> {
  const subscription = ownSubscription(g);
  const body = z
    .object({ expirationDateTime: z.string().optional(), notificationUrl: z.string().optional() })
    .safeParse(await readJson(g.request));
  if (!body.success) throw unreadable();
  const { expirationDateTime, notificationUrl } = body.data;
  const expiresAt = expirationDateTime ? expiryFrom(g.world, expirationDateTime) : subscription.expiresAt;
  if (notificationUrl) {
    mustBeReachable(notificationUrl);
    await validateAddress(g.world, notificationUrl);
    subscription.notificationUrl = notificationUrl;
  }
  subscription.expiresAt = expiresAt;
  return Response.json(subscriptionJson(g, subscription, false));
}

export function reauthorizeSubscription(g: GraphCall): Response {
  ownSubscription(g);
  return new Response(null, { status: 204 });
}

export function deleteSubscription(g: GraphCall): Response {
  g.world.subscriptions.delete(ownSubscription(g).id);
  return new Response(null, { status: 204 });
}

export function liveSubscriptions(world: World): Subscription[] {
  const now = world.clock.now();
  for (const one of world.subscriptions.values()) if (one.expiresAt <= now) world.subscriptions.delete(one.id);
  return [...world.subscriptions.values()];
}

function refuseDuplicate(g: GraphCall, mailbox: Mailbox, calendarId: string, changeType: string): void {
  const ofMailbox = liveSubscriptions(g.world).filter((one) => one.mailboxId === mailbox.user.id);
  const same = ofMailbox.some(
    (one) => one.clientId === g.token.clientId && one.calendarId === calendarId && one.changeType === changeType,
  );
  if (same)
    throw new GraphProblem(409, 'ExtensionError', 'Subscription Id <> already exists for the requested combination');
  if (ofMailbox.length >= MOST_PER_MAILBOX) {
    throw new GraphProblem(403, 'ExtensionError', 'Maximum number of active subscriptions reached.');
  }
}

function ownSubscriptions(g: GraphCall): Subscription[] {
  return liveSubscriptions(g.world).filter((one) => one.clientId === g.token.clientId && one.userId === g.token.userId);
}

function ownSubscription(g: GraphCall): Subscription {
  const found = ownSubscriptions(g).find((one) => one.id === g.params.subscriptionId);
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
