import { z } from 'zod';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import type { Subscription } from '../store/subscriptions';
import { mailboxOf, type World } from '../world';
import { instantText } from './event-json';
import { contextOf, type GraphCall, mustBeDelegated, readJson } from './graph-call';
import { validateAddress } from './handshake';
import { accessDenied, GraphProblem } from './problem';

const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 10_080;
const SHORTEST_MINUTES = 45;
const MOST_PER_MAILBOX = 1_000;

const schema = z.strictObject({
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
  latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']).nullish(),
  includeResourceData: z.literal(false).nullish(),
});

/** 201 only after both addresses have answered the handshake. */
export async function createSubscription(g: GraphCall): Promise<Response> {
  const input = readInput(await readJson(g.request));
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
  const value = ownSubscriptions(g).map((one) => subscriptionJson(g, one, false));
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

function readInput(body: unknown) {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw unreadable();
  mustBeReachable(parsed.data.notificationUrl);
  if (parsed.data.lifecycleNotificationUrl) mustBeReachable(parsed.data.lifecycleNotificationUrl);
  return parsed.data;
}

/** https, or plain http on this machine, as a stand-in must allow. */
function mustBeReachable(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return;
  throw new GraphProblem(400, 'InvalidRequest', 'Invalid notification URL: it must begin with https.');
}

/** Only the default calendar notifies; with delegated permission only one's own mailbox. */
function mailboxOfResource(g: GraphCall, resource: string): { mailbox: Mailbox; calendarId: string } {
  const path = resource.replace(/^\//, '').split('?')[0] ?? '';
  const match = /^(?:me|users\/([^/]+))(?:\/calendar|\/calendars\/([^/]+))?\/events\/?$/i.exec(path);
  if (!match || (match[2] && !g.world.behaviour.get('calendarScopedSubscriptions'))) {
    throw new GraphProblem(400, 'InvalidRequest', `The value '${resource}' of parameter 'Resource' is not supported.`);
  }
  const allowed = g.world.behaviour.get('readWriteSufficesToSubscribe')
    ? ['Calendars.Read', 'Calendars.ReadWrite']
    : ['Calendars.Read'];
  if (!allowed.some((scope) => g.token.scopes.has(scope))) throw accessDenied();
  const name = match[1] === undefined ? mustBeDelegated(g).id : decodeURIComponent(match[1]);
  const mailbox = mailboxOf(g.world, name);
  if (mailbox && g.me && mailbox.user.id !== g.me.id) throw accessDenied();
  if (!mailbox || mailbox.user.tenantId !== g.token.tenantId) {
    throw new GraphProblem(404, 'ResourceNotFound', 'Resource could not be discovered.');
  }
  g.note.mailbox = mailbox.user.upn;
  const calendarId = match[2] ? decodeURIComponent(match[2]) : defaultCalendar(mailbox).id;
  if (!mailbox.calendars.has(calendarId))
    throw new GraphProblem(404, 'ErrorItemNotFound', 'The calendar was not found.');
  return { mailbox, calendarId };
}

function changesIn(changeType: string): Set<string> {
  const changes = changeType.split(',').map((part) => part.trim());
  if (changes.every((one) => ['created', 'updated', 'deleted'].includes(one))) return new Set(changes);
  throw new GraphProblem(400, 'InvalidRequest', `The value '${changeType}' of parameter 'changeType' is invalid.`);
}

function expiryFrom(world: World, text: string): number {
  const wanted = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  const now = world.clock.now();
  if (Number.isNaN(wanted) || wanted <= now) {
    throw new GraphProblem(400, 'ValidationError', 'Subscription expiration must be a valid time in the future.');
  }
  if (wanted > now + (LONGEST_MINUTES + 1) * MINUTE_MS) {
    throw new GraphProblem(
      400,
      'InvalidRequest',
      `Subscription expiration can only be ${LONGEST_MINUTES} minutes in the future.`,
    );
  }
  return Math.max(wanted, now + SHORTEST_MINUTES * MINUTE_MS);
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

function unreadable(): GraphProblem {
  return new GraphProblem(
    400,
    'InvalidRequest',
    'Could not process subscription creation payload. Are all property names spelled and camelCased properly? Also are the Datetimes supplied in proper format?',
  );
}
