import { z } from 'zod';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf, type World } from '../world';
import { type GraphCall, mustBeDelegated } from './graph-call';
import { accessDenied, GraphProblem } from './problem';

/** What a subscription asks for, member by member, with Graph's own refusals. */
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 10_080;
const SHORTEST_MINUTES = 45;

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

export function readSubscription(body: unknown) {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw unreadable();
  mustBeReachable(parsed.data.notificationUrl);
  if (parsed.data.lifecycleNotificationUrl) mustBeReachable(parsed.data.lifecycleNotificationUrl);
  return parsed.data;
}

/** https, or plain http on this machine, as a stand-in must allow. */
export function mustBeReachable(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return;
  throw new GraphProblem(400, 'InvalidRequest', 'Invalid notification URL: it must begin with https.');
}

/** Only the default calendar notifies; with delegated permission only one's own mailbox. */
export function mailboxOfResource(g: GraphCall, resource: string): { mailbox: Mailbox; calendarId: string } {
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

export function changesIn(changeType: string): Set<string> {
  const changes = changeType.split(',').map((part) => part.trim());
  if (changes.every((one) => ['created', 'updated', 'deleted'].includes(one))) return new Set(changes);
  throw new GraphProblem(400, 'InvalidRequest', `The value '${changeType}' of parameter 'changeType' is invalid.`);
}

export function expiryFrom(world: World, text: string): number {
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

export function unreadable(): GraphProblem {
  return new GraphProblem(
    400,
    'InvalidRequest',
    'Could not process subscription creation payload. Are all property names spelled and camelCased properly? Also are the Datetimes supplied in proper format?',
  );
}
