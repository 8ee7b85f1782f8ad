import { db, transaction } from '@/lib/db/client';
import { type Link, readLink, setChangeMode } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import {
  beginSubscription,
  openSubscription,
  type SubscriptionRow,
  subscriptionByUrlKey,
  subscriptionEnds,
  subscriptionLives,
} from '@/lib/db/subscriptions';
import { env } from '@/lib/env';
import { GraphFailure } from '@/lib/graph/failure';
import {
  createSubscription,
  deleteSubscription,
  LONGEST_SUBSCRIPTION_MINUTES,
  listSubscriptions,
  type RemoteSubscription,
  renewSubscription,
} from '@/lib/graph/subscriptions';
import { log } from '@/lib/log';
import { randomToken } from '@/lib/seal';
import { addMinutes } from '@/lib/time/interval';
import { type LinkSession, openSession, realWorld, type SyncWorld } from './session';
import { notificationUrl, webhooksReachUs } from './webhook-address';

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
  const session = openSession(link, { direction: 'subscription' }, world);
  try {
    const row = await openSubscription(db(), linkId);
    const now = world.clock();
    if (row?.state === 'creating' && row.createdAt > addMinutes(now, -STUCK_MINUTES)) return;
    if (row?.state === 'active' && row.graphId && (await renew(session, link, row, row.graphId, now))) return;
    if (row) await subscriptionEnds(db(), row.id);
    await make(session, link, world);
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
  if (row.renewAt && row.renewAt > now) return true;
  const renewed = await renewSubscription(session, link.mailboxOid, graphId, wantedEnd(now));
  if (!renewed) return false;
  await transaction((tx) => subscriptionLives(tx, row.id, lifeOf(renewed, now)));
  return true;
}

async function make(session: LinkSession, link: Link, world: SyncWorld): Promise<void> {
  const urlKey = randomToken();
  const clientState = randomToken();
  const now = world.clock();
  const wanted = {
    mailbox: link.mailboxOid,
    notificationUrl: notificationUrl(env(), urlKey),
    clientState,
    expiresAt: wantedEnd(now),
  };
  const id = await beginSubscription(db(), link.id, { urlKey, clientState }, now);
  try {
    const made = await createOrReplace(session, link, wanted);
    await transaction(async (tx) => {
      await subscriptionLives(tx, id, lifeOf(made, world.clock()));
      await setChangeMode(tx, link.id, 'webhook');
      // What happened before it lived is read now: no gap (§5.6).
      await enqueue(tx, { kind: 'pull_calendar', linkId: link.id });
    });
  } catch (error) {
    await subscriptionEnds(db(), id);
    await setChangeMode(db(), link.id, 'poll');
    if (!(error instanceof GraphFailure) || !REFUSED.has(error.kind)) throw error;
    // This mailbox has none to give (F1, F14): polled, and asked again once a day.
    log.info({ linkId: link.id, kind: error.kind, status: error.status, code: error.code }, 'subscription refused');
  }
}

const REFUSED = new Set(['access_denied', 'not_found', 'mailbox_missing', 'rejected']);

type Wanted = Parameters<typeof createSubscription>[1];

/** 409: an older one of ours still stands. Its secret is not known any more, so it makes room. */
async function createOrReplace(session: LinkSession, link: Link, wanted: Wanted): Promise<RemoteSubscription> {
  try {
    return await createSubscription(session, wanted);
  } catch (error) {
    if (!(error instanceof GraphFailure && error.kind === 'changed_meanwhile')) throw error;
    for (const standing of await listSubscriptions(session, link.mailboxOid)) {
      if (await isOfLink(standing, link.id)) await deleteSubscription(session, link.mailboxOid, standing.graphId);
    }
    return createSubscription(session, wanted);
  }
}

/** Ours by the key in its address; other links of the same account keep theirs. */
async function isOfLink({ notificationUrl: url }: RemoteSubscription, linkId: number): Promise<boolean> {
  const own = notificationUrl(env(), '');
  if (!url?.startsWith(own)) return false;
  const row = await subscriptionByUrlKey(db(), url.slice(own.length));
  return row === null || row.linkId === linkId;
}

const wantedEnd = (now: Date) => addMinutes(now, LONGEST_SUBSCRIPTION_MINUTES);

/** Renewed at half life, a tenth earlier or later so that those made together spread (§5.6). */
function lifeOf({ graphId, expiresAt }: RemoteSubscription, now: Date) {
  const lifeMs = expiresAt.getTime() - now.getTime();
  const spread = 0.9 + ((graphId.charCodeAt(0) * 7 + graphId.charCodeAt(graphId.length - 1)) % 21) / 100;
  return { graphId, expiresAt, renewAt: new Date(now.getTime() + (lifeMs / 2) * spread) };
}
