import { db, transaction } from '@/lib/db/client';
import { nameFarewell } from '@/lib/db/farewells';
import { type Link, readLink } from '@/lib/db/link-rows';
import { setChangeMode } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import {
  addressHash,
  beginSubscription,
  openSubscription,
  type SubscriptionRow,
  subscriptionEnds,
  subscriptionLives,
  subscriptionRevives,
  subscriptionsByUrlKeys,
} from '@/lib/db/subscriptions';
import { env } from '@/lib/env';
import { GraphFailure } from '@/lib/graph/failure';
import {
  createSubscription,
  deleteSubscription,
  eventsOf,
  LONGEST_SUBSCRIPTION_MINUTES,
  listSubscriptions,
  type RemoteSubscription,
  renewSubscription,
} from '@/lib/graph/subscriptions';
import { log } from '@/lib/log';
import { randomToken } from '@/lib/seal';
import { addMinutes } from '@/lib/time/interval';
import { notificationUrl, webhooksReachUs } from '@/lib/webhook-address';
import { ConnectionUnusable } from './connection-unusable';
import { planStanding } from './plan-standing';
import { type LinkSession, openSession, realWorld, type SyncWorld } from './session';
import { lifeOf } from './subscription-life';
import { SyncPaused } from './sync-paused';

/** Longer than any create takes: whoever began it is gone. */
const STUCK_MINUTES = 2;

/**
 * One live subscription for a link that can have one, whatever state it is found in: made, renewed, adopted or given up
 * for polling (sync-design §5.6). It only makes things faster: rounds on a timer are right without it. Throws
 * `GraphFailure` when it is worth trying again.
 */
export async function keepSubscription(linkId: number, world: SyncWorld = realWorld): Promise<void> {
  const link = await readLink(db(), linkId);
  if (!link || !canSubscribe(link)) return;
  const session = openSession(link, { direction: 'subscription', isBeside: true }, world);
  try {
    const row = await openSubscription(db(), linkId);
    const now = world.clock();
    if (row?.state === 'creating' && row.createdAt > addMinutes(now, -STUCK_MINUTES)) return;
    // Made for another address than ours is now: a PATCH would leave lifecycle notifications there (graph-calendar §6.1).
    const knocksElsewhere = row?.state === 'active' && row.graphId !== null && row.addressHash !== addressHash();
    if (knocksElsewhere) await deleteSubscription(session, link.mailboxOid, row.graphId ?? '');
    else if (row?.state === 'active' && row.graphId && (await renew(session, link, row, row.graphId, now))) return;
    if (row) await subscriptionEnds(db(), row.id, now);
    await make(session, link, world);
  } catch (error) {
    // Nothing may be asked now; the timer comes again when that has changed.
    if (!(error instanceof SyncPaused || error instanceof ConnectionUnusable)) throw error;
  } finally {
    await session.flush();
  }
}

/** Delegated rights subscribe to one's own mailbox only, and only the default calendar tells (F1, F6). */
const canSubscribe = (link: Link): boolean =>
  ['backfilling', 'live', 'degraded'].includes(link.state) &&
  link.isDefaultCalendar &&
  (link.connection.mode === 'app' || link.connection.purpose === 'own') &&
  webhooksReachUs(env());

/** True: it lives. False: Microsoft does not know it any more. */
async function renew(session: LinkSession, link: Link, row: SubscriptionRow, graphId: string, now: Date) {
  if (!row.renewAt || row.renewAt <= now) {
    const renewed = await renewSubscription(session, link.mailboxOid, graphId, wantedEnd(now));
    if (!renewed) return false;
    await subscriptionLives(db(), row.id, lifeOf(renewed, now));
  }
  // The link was made anew around it: it is still told.
  if (link.changeMode === 'poll') await setChangeMode(db(), link.id, 'webhook');
  return true;
}

/** Intent first: the row with its key is committed before Microsoft is asked, which calls back before it answers. */
async function make(session: LinkSession, link: Link, world: SyncWorld): Promise<void> {
  const urlKey = randomToken();
  const clientState = randomToken();
  const id = await beginSubscription(db(), link.id, { urlKey, clientState }, world.clock());
  // Another worker is at it.
  if (id === null) return;
  const wanted = {
    mailbox: link.mailboxOid,
    notificationUrl: notificationUrl(env(), urlKey),
    clientState,
    expiresAt: wantedEnd(world.clock()),
  };
  try {
    const made = await createOrAdopt(session, link, wanted, world.clock());
    if (made !== 'adopted' && !(await lives(session, link, id, made, world.clock()))) return;
    await transaction(async (tx) => {
      await setChangeMode(tx, link.id, 'webhook');
      // What happened before it lived is read now: no gap (§5.6).
      await enqueue(tx, { kind: 'pull_calendar', linkId: link.id });
    });
  } catch (error) {
    await subscriptionEnds(db(), id, world.clock());
    await setChangeMode(db(), link.id, 'poll');
    if (!(error instanceof GraphFailure) || !isRefusal(error)) throw error;
    // This mailbox has none to give (F1, F14): polled, and asked again once a day.
    log.info({ linkId: link.id, kind: error.kind, status: error.status, code: error.code }, 'subscription refused');
  }
}

/**
 * Made: the row says so. If it was ended while Microsoft was being asked, nobody would renew what was made: it goes again,
 * by its farewell where the calendar was let go.
 */
async function lives(session: LinkSession, link: Link, id: number, made: RemoteSubscription, now: Date) {
  if (await subscriptionLives(db(), id, lifeOf(made, now))) return true;
  if (await nameFarewell(db(), id, made.graphId)) await enqueue(db(), { kind: 'drop_subscriptions', linkId: link.id });
  else await deleteSubscription(session, link.mailboxOid, made.graphId);
  return false;
}

const FOR_GOOD = new Set(['access_denied', 'not_found', 'mailbox_missing', 'rejected', 'changed_meanwhile']);

/** An address that could not be validated may be one whose web process is only starting: that is tried again soon. */
const isRefusal = ({ kind, code }: GraphFailure) =>
  FOR_GOOD.has(kind) && !(kind === 'rejected' && code?.toLowerCase() === 'validationerror');

type Wanted = Parameters<typeof createSubscription>[1];

/** 409: one of ours still stands. Adopted if its knocks can be checked, else it makes room (§5.6). */
async function createOrAdopt(
  session: LinkSession,
  link: Link,
  wanted: Wanted,
  now: Date,
): Promise<RemoteSubscription | 'adopted'> {
  try {
    return await createSubscription(session, wanted);
  } catch (error) {
    if (!(error instanceof GraphFailure && error.kind === 'changed_meanwhile')) throw error;
    const standing = await listSubscriptions(session, link.mailboxOid);
    const address = notificationUrl(env(), '');
    const keys = standing.flatMap(({ notificationUrl: url }) => (url?.startsWith(address) ? [url] : []));
    const rows = await subscriptionsByUrlKeys(
      db(),
      keys.map((url) => url.slice(address.length)),
    );
    const own = { linkId: link.id, resource: eventsOf(link.mailboxOid), address };
    const plan = planStanding(standing, own, new Map(rows.map((row) => [row.urlKey, row])));
    for (const graphId of plan.remove) await deleteSubscription(session, link.mailboxOid, graphId);
    const found = standing.find(({ graphId }) => graphId === plan.adopt?.graphId);
    const row = rows.find(({ id }) => id === plan.adopt?.rowId);
    // Another link of ours hears of this mailbox: this one polls.
    if (plan.taken) throw error;
    if (!found || !row) return createSubscription(session, wanted);
    await transaction((tx) => subscriptionRevives(tx, row, lifeOf(found, now), now));
    return 'adopted';
  }
}

const wantedEnd = (now: Date) => addMinutes(now, LONGEST_SUBSCRIPTION_MINUTES);
