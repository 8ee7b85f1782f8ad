import { db } from '@/lib/db/client';
import { finishCheck, openCheck } from '@/lib/db/link-checks';
import { type Link, readLink } from '@/lib/db/link-rows';
import { env } from '@/lib/env';
import type { GraphCall } from '@/lib/graph/client';
import { GraphFailure } from '@/lib/graph/failure';
import { createSubscription, deleteSubscription } from '@/lib/graph/subscriptions';
import type { LinkCheckAnswer } from '@/lib/link-check-answer';
import { randomToken } from '@/lib/seal';
import { addMinutes } from '@/lib/time/interval';
import { notificationUrl, webhooksReachUs } from '@/lib/webhook-address';
import { ConnectionUnusable } from './connection-unusable';
import type { PullAction } from './plan-pull';
import { readListing } from './read-listing';
import { windowFrom } from './round';
import { type LinkSession, openSession, realWorld, type SyncWorld } from './session';
import { planNow } from './settle-round';

/**
 * Answers one question of an admin about one calendar, with Microsoft's own word. Changes nothing here and leaves nothing
 * there. Waits for the mailbox's third lane like everybody who comes beside push and pull (sync-design §4.2).
 */
export async function runLinkCheck(checkId: number, world: SyncWorld = realWorld): Promise<void> {
  const check = await openCheck(db(), checkId);
  if (!check) return;
  const link = await readLink(db(), check.linkId);
  const over = !link || link.state === 'unlinked' || link.state === 'closing';
  const answer: LinkCheckAnswer = over ? { what: 'not_asked', why: 'ended' } : await ask(link, check.kind, world);
  await finishCheck(db(), checkId, answer, world.clock());
}

async function ask(link: Link, kind: 'dry_run' | 'webhook', world: SyncWorld): Promise<LinkCheckAnswer> {
  if (kind === 'webhook' && !webhooksReachUs(env())) return { what: 'not_asked', why: 'no_public_address' };
  const session = openSession(link, { direction: 'look', isBeside: true }, world);
  let last: GraphCall | null = null;
  const heard: LinkSession = {
    ...session,
    onCall: async (call) => {
      last = call;
      await session.onCall?.(call);
    },
  };
  try {
    return kind === 'webhook'
      ? await subscribeShortly(heard, link, world, () => last)
      : await compare(heard, link, world);
  } catch (error) {
    return refusalOf(error, last);
  } finally {
    await session.flush();
  }
}

/** What stands in the calendar now, against what is held of it: as a sweep looks, but nothing is applied. */
async function compare(session: LinkSession, link: Link, world: SyncWorld): Promise<LinkCheckAnswer> {
  const now = world.clock();
  const round = await readListing(session, link, windowFrom(link.horizonDays, now), 'whole', now);
  const { actions, suspicious } = await planNow(link, round, world);
  const many = (...deeds: PullAction['do'][]) => actions.filter((action) => deeds.includes(action.do)).length;
  return {
    ...{ what: 'compared', events: round.seen.size, unreadable: round.unreadable.size, doubted: suspicious },
    ...{ closes: many('put_block'), opens: many('drop_block'), adopts: many('adopt') },
    ...{ edited: many('mirror_edited', 'check_mirror'), cases: many('open_conflict') },
  };
}

/** Shorter is made that long by Microsoft (sync-design F6). */
const SHORT_MINUTES = 45;

/**
 * Told of deletions alone, so that Microsoft does not take it for the one that stands (F6). Its knocks bear a key that
 * nobody knows, and it is taken back at once.
 */
async function subscribeShortly(
  session: LinkSession,
  { mailboxOid: mailbox }: Link,
  world: SyncWorld,
  last: () => GraphCall | null,
): Promise<LinkCheckAnswer> {
  const made = await createSubscription(session, {
    ...{ mailbox, notificationUrl: notificationUrl(env(), randomToken()), clientState: randomToken() },
    ...{ expiresAt: addMinutes(world.clock(), SHORT_MINUTES), changeType: 'deleted' },
  });
  const call = last();
  // What cannot be taken back ends by itself within the hour.
  await deleteSubscription(session, mailbox, made.graphId).catch(() => {});
  return { what: 'subscribed', ...factsOf(call), expiresAt: made.expiresAt.toISOString() };
}

const factsOf = (call: GraphCall | null) => ({
  http: call?.status || null,
  requestId: call?.requestId ?? null,
  ms: Math.max(0, Math.round(call?.ms ?? 0)),
});

function refusalOf(error: unknown, last: GraphCall | null): LinkCheckAnswer {
  if (error instanceof ConnectionUnusable)
    return { what: 'not_asked', why: error.reason === 'integration_inactive' ? 'switched_off' : 'connection' };
  if (!(error instanceof GraphFailure)) throw error;
  const { kind, status, code, requestId, clientRequestId } = error;
  return { what: 'refused', kind, ...factsOf(last), http: status || null, requestId, code, clientRequestId };
}
