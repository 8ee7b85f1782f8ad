import type { Tx } from '@/lib/db/client';
import { hashToken } from '@/lib/seal';

export type SubscriptionRow = {
  id: number;
  graphId: string | null;
  linkId: number;
  urlKey: string;
  clientStateHash: string;
  expiresAt: Date | null;
  renewAt: Date | null;
  state: 'creating' | 'active' | 'retiring' | 'dead';
  createdAt: Date;
};

const select = {
  id: true,
  graphId: true,
  linkId: true,
  urlKey: true,
  clientStateHash: true,
  expiresAt: true,
  renewAt: true,
  state: true,
  createdAt: true,
} as const;

/** The one that is open, being created or alive; the database allows one a link. */
export async function openSubscription(tx: Tx, linkId: number): Promise<SubscriptionRow | null> {
  return tx.subscription.findFirst({ where: { linkId, state: { in: ['creating', 'active'] } }, select });
}

/** Intent first: Graph calls back, with this key in the address, before it answers. */
export async function beginSubscription(
  tx: Tx,
  linkId: number,
  { urlKey, clientState }: { urlKey: string; clientState: string },
  now: Date,
): Promise<number> {
  const row = await tx.subscription.create({
    data: { linkId, urlKey, clientStateHash: hashToken(clientState), createdAt: now },
  });
  return row.id;
}

export async function subscriptionLives(
  tx: Tx,
  id: number,
  { graphId, expiresAt, renewAt }: { graphId: string; expiresAt: Date; renewAt: Date },
): Promise<void> {
  await tx.subscription.update({ where: { id }, data: { graphId, expiresAt, renewAt, state: 'active' } });
}

export async function subscriptionEnds(tx: Tx, id: number): Promise<void> {
  await tx.subscription.update({ where: { id }, data: { state: 'dead' } });
}

/** Those that may still stand at Microsoft. */
export async function standingSubscriptions(tx: Tx, linkId: number): Promise<SubscriptionRow[]> {
  return tx.subscription.findMany({ where: { linkId, state: { not: 'dead' } }, select });
}

/** The links whose subscription is to be renewed now, or was lost on the way. */
export async function linksToKeep(tx: Tx, now: Date, stuckSince: Date): Promise<number[]> {
  const rows = await tx.subscription.findMany({
    where: {
      OR: [
        { state: 'active', renewAt: { lte: now } },
        { state: 'creating', createdAt: { lt: stuckSince } },
      ],
      link: { state: { in: ['backfilling', 'live', 'degraded'] }, connection: { status: 'active' } },
    },
    select: { linkId: true },
  });
  return [...new Set(rows.map(({ linkId }) => linkId))];
}

/** Links that could be told of changes but poll: worth another try now and then (F14). */
export async function pollingLinks(tx: Tx): Promise<number[]> {
  const rows = await tx.calendarLink.findMany({
    where: {
      changeMode: 'poll',
      isDefaultCalendar: true,
      state: { in: ['live', 'degraded'] },
      connection: { status: 'active', OR: [{ purpose: 'own' }, { mode: 'app' }] },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export type Knock = { linkId: number; clientStateHash: string; state: SubscriptionRow['state'] };

/** Whose address was called. Keys of ended subscriptions stay known, since Graph repeats for hours (§5.6). */
export async function subscriptionByUrlKey(tx: Tx, urlKey: string): Promise<Knock | null> {
  return tx.subscription.findUnique({
    where: { urlKey },
    select: { linkId: true, clientStateHash: true, state: true },
  });
}

export async function noteKnock(tx: Tx, urlKey: string, now: Date): Promise<void> {
  await tx.subscription.update({ where: { urlKey }, data: { lastNotifiedAt: now } });
}

/** Microsoft wants it renewed now. */
export async function renewSoon(tx: Tx, urlKey: string, now: Date): Promise<void> {
  await tx.subscription.updateMany({ where: { urlKey, state: 'active' }, data: { renewAt: now } });
}

/** Microsoft says that it removed it. */
export async function subscriptionLost(tx: Tx, urlKey: string): Promise<void> {
  await tx.subscription.updateMany({ where: { urlKey }, data: { state: 'dead' } });
}

export async function dropOldSubscriptions(tx: Tx, before: Date): Promise<void> {
  await tx.subscription.deleteMany({ where: { state: 'dead', createdAt: { lt: before } } });
}
