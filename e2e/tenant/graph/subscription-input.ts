import { z } from 'zod';
import { readInstant } from '../calendar/instants';
import { findUser, type User } from '../store/directory';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { mustHave, usableMailbox } from './access';
import { mustReachAsApplication } from './application-access';
import { type GraphCall, mustBeDelegated } from './graph-call';
import { accessDenied, GraphProblem } from './problem';

/** What a subscription asks for, member by member, with Graph's own refusals. */
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 10_080;
const LONGEST_MINUTES_WITH_DATA = 1_440;
const SHORTEST_MINUTES = 45;
const LONGEST_CLIENT_STATE = 128;
const CHANGE_TYPES = ['created', 'updated', 'deleted'];
const TLS_VERSIONS = ['v1_0', 'v1_1', 'v1_2', 'v1_3'] as const;

const schema = z.strictObject({
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().nullish(),
  latestSupportedTlsVersion: z.enum(TLS_VERSIONS).nullish(),
  includeResourceData: z.boolean().nullish(),
  encryptionCertificate: z.string().nullish(),
  encryptionCertificateId: z.string().nullish(),
  '@odata.type': z.literal('#microsoft.graph.subscription').optional(),
});
const changeSchema = z
  .strictObject({ expirationDateTime: z.string().optional(), notificationUrl: z.string().optional() })
  .refine((change) => Object.keys(change).length > 0);

export type SubscriptionInput = z.infer<typeof schema>;

export function readSubscription(body: unknown): SubscriptionInput {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw unreadable();
  const input = parsed.data;
  mustBeReachable(input.notificationUrl, 'notificationUrl');
  if (input.lifecycleNotificationUrl) mustBeReachable(input.lifecycleNotificationUrl, 'lifecycleNotificationUrl');
  if ((input.clientState ?? '').length > LONGEST_CLIENT_STATE) {
    throw refused(`The value of parameter 'clientState' must be at most ${LONGEST_CLIENT_STATE} characters.`);
  }
  return input;
}

/** Only the expiry and the address can be changed; a lifecycle address cannot be added. */
export function readSubscriptionChange(body: unknown): z.infer<typeof changeSchema> {
  const parsed = changeSchema.safeParse(body);
  if (!parsed.success) throw unreadable();
  if (parsed.data.notificationUrl !== undefined) mustBeReachable(parsed.data.notificationUrl, 'notificationUrl');
  return parsed.data;
}

/** Rich notifications: what makes them wrong is told as Graph does; right ones the stand-in does not serve. */
export function refuseResourceData(input: SubscriptionInput): void {
  const { includeResourceData, encryptionCertificate, encryptionCertificateId } = input;
  if (!includeResourceData) {
    if (!encryptionCertificate && !encryptionCertificateId) return;
    throw refused("Parameter 'encryptionCertificate' is only supported when 'includeResourceData' is true.");
  }
  if (!encryptionCertificate || !encryptionCertificateId) {
    throw refused(
      "Parameters 'encryptionCertificate' and 'encryptionCertificateId' are required when 'includeResourceData' is true.",
    );
  }
  throw refused('Subscriptions with resource data are not supported for this resource.');
}

/** https, or plain http on this machine, as a stand-in must allow. */
function mustBeReachable(address: string, name: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return;
  throw refused(`The value '${address}' of parameter '${name}' is invalid: it must begin with https.`);
}

/** The default calendar notifies; with delegated permission only one's own mailbox. */
export function mailboxOfResource(g: GraphCall, resource: string): { mailbox: Mailbox; calendarId: string | null } {
  const match = /^\/?(?:me|users\/([^/?]+))(?:\/calendars\/([^/?]+))?\/events\/?$/i.exec(resource);
  if (!match || (match[2] && !g.world.behaviour.get('calendarScopedSubscriptions'))) {
    throw refused(`The value '${resource}' of parameter 'Resource' is not supported.`);
  }
  const user = match[1] === undefined ? mustBeDelegated(g) : findUser(g.world.directory, decoded(match[1]));
  mustMayRead(g, user);
  if (!user || user.tenantId !== g.token.tenantId) {
    throw new GraphProblem(404, 'ResourceNotFound', 'Resource could not be discovered.');
  }
  const mailbox = usableMailbox(g, user);
  g.note.mailbox = user.upn;
  if (!match[2]) {
    const coversAll = g.world.behaviour.get('eventsResourceCovers') === 'all calendars';
    return { mailbox, calendarId: coversAll ? null : defaultCalendar(mailbox).id };
  }
  const calendarId = decoded(match[2]);
  if (mailbox.calendars.has(calendarId)) return { mailbox, calendarId };
  throw new GraphProblem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** Permissions on shared calendars do not count, nor does reading of basic details. */
export function mustMayRead(g: GraphCall, user: User | undefined): void {
  const allowed = g.world.behaviour.get('readWriteSufficesToSubscribe')
    ? ['Calendars.Read', 'Calendars.ReadWrite']
    : ['Calendars.Read'];
  if (!g.me) {
    mustReachAsApplication(g, allowed, user);
    return;
  }
  mustHave(g, allowed);
  if (user && user.id !== g.me.id) throw accessDenied();
}

export function changesIn(changeType: string): Set<string> {
  const changes = changeType.split(',').map((part) => part.trim());
  if (changes.every((one) => CHANGE_TYPES.includes(one))) return new Set(changes);
  throw refused(`The value '${changeType}' of parameter 'changeType' is invalid.`);
}

export function expiryFrom(world: World, text: string, withData = false): number {
  const wanted = readInstant(text, { clockMayLack: false });
  if (wanted === null) throw unreadable();
  const now = world.clock.now();
  if (wanted <= now) {
    throw new GraphProblem(400, 'ValidationError', 'Subscription expiration must be a valid time in the future.');
  }
  const longest = withData ? LONGEST_MINUTES_WITH_DATA : LONGEST_MINUTES;
  if (wanted > now + longest * MINUTE_MS) {
    throw refused(`Subscription expiration can only be ${longest} minutes in the future.`);
  }
  return Math.max(wanted, now + SHORTEST_MINUTES * MINUTE_MS);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function refused(message: string): GraphProblem {
  return new GraphProblem(400, 'InvalidRequest', message);
}

function unreadable(): GraphProblem {
  return refused(
    'Could not process subscription creation payload. Are all property names spelled and camelCased properly? Also are the Datetimes supplied in proper format?',
  );
}
