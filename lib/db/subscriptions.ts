import type { Tx } from '@/lib/db/client';
import { env } from '@/lib/env';
import { hashToken } from '@/lib/seal';
import { notificationUrl } from '@/lib/webhook-address';

/**
 * `creating`: asked for, not answered. `retiring`: to be deleted at Microsoft, with a farewell token. `dead`: over, its key
 * still known, since Graph repeats for hours (sync-design §5.6). The database allows one open row a link.
 */
export type SubscriptionRow = {
  id: number;
  graphId: string | null;
  linkId: number;
  urlKey: string;
  clientStateHash: string;
  /** Of the address that it knocks at, without its key; null: not known. */
  addressHash: string | null;
  expiresAt: Date | null;
  renewAt: Date | null;
  state: 'creating' | 'active' | 'retiring' | 'dead';
  createdAt: Date;
};

const select = {
  ...{ id: true, graphId: true, linkId: true, urlKey: true, clientStateHash: true, addressHash: true },
  ...{ expiresAt: true, renewAt: true, state: true, createdAt: true },
} as const;

/** The one that is open, being created or alive. */
export async function openSubscription(tx: Tx, linkId: number): Promise<SubscriptionRow | null> {
  return tx.subscription.findFirst({ where: { linkId, state: { in: ['creating', 'active'] } }, select });
}

/** Of the address that subscriptions are made for now. */
export const addressHash = (): string => hashToken(notificationUrl(env(), ''));

/** Intent first: Graph calls back, with this key in the address, before it answers. Null: somebody else was faster. */
export async function beginSubscription(
  tx: Tx,
  linkId: number,
  { urlKey, clientState }: { urlKey: string; clientState: string },
  now: Date,
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO subscription (link_id, url_key, client_state_hash, address_hash, created_at)
    VALUES (${linkId}, ${urlKey}, ${hashToken(clientState)}, ${addressHash()}, ${now}::timestamptz)
    ON CONFLICT DO NOTHING RETURNING id`;
  return rows[0]?.id ?? null;
}

export type SubscriptionLife = { graphId: string; expiresAt: Date; renewAt: Date };

/** What Microsoft answered, if the row is still open; false when it was ended meanwhile. */
export async function subscriptionLives(tx: Tx, id: number, life: SubscriptionLife): Promise<boolean> {
  const { count } = await tx.subscription.updateMany({
    where: { id, state: { in: ['creating', 'active'] } },
    data: { ...life, state: 'active' },
  });
  return count === 1;
}

/** A row whose subscription was found standing at Microsoft: open again in place of whatever is open now. */
export async function subscriptionRevives(tx: Tx, row: SubscriptionRow, life: SubscriptionLife, now: Date) {
  await tx.subscription.updateMany({
    where: { linkId: row.linkId, id: { not: row.id }, state: { in: ['creating', 'active'] } },
    data: { state: 'dead', endedAt: now },
  });
  await tx.subscription.update({
    where: { id: row.id },
    data: {
      ...life,
      state: 'active',
      addressHash: addressHash(),
      endedAt: null,
      farewellEnc: null,
      farewellUntil: null,
    },
  });
}

export async function subscriptionEnds(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.subscription.updateMany({
    where: { id, state: { not: 'dead' } },
    data: { state: 'dead', endedAt: now, farewellEnc: null, farewellUntil: null },
  });
}

/** The rows behind addresses that Microsoft lists. */
export async function subscriptionsByUrlKeys(tx: Tx, urlKeys: readonly string[]): Promise<SubscriptionRow[]> {
  return tx.subscription.findMany({ where: { urlKey: { in: [...urlKeys] } }, select });
}

const OPEN_LINK = { state: { in: ['backfilling', 'live', 'degraded'] as ('backfilling' | 'live' | 'degraded')[] } };

/**
 * The links whose subscription is to be renewed now, or was lost on the way. None while the integration is not active:
 * then they lapse (sync-design §11).
 */
export async function linksToKeep(tx: Tx, now: Date, stuckSince: Date): Promise<number[]> {
  if ((await tx.integration.findUnique({ where: { id: 1 }, select: { state: true } }))?.state !== 'active') return [];
  const link = { ...OPEN_LINK, connection: { status: 'active' as const } };
  const due = await tx.subscription.findMany({
    where: {
      link,
      OR: [
        { state: 'active', renewAt: { lte: now } },
        { state: 'active', addressHash: null },
        { state: 'active', addressHash: { not: addressHash() } },
        { state: 'creating', createdAt: { lt: stuckSince } },
      ],
    },
    select: { linkId: true },
  });
  const lost = await tx.calendarLink.findMany({
    where: { ...link, changeMode: 'webhook', subscriptions: { none: { state: { in: ['creating', 'active'] } } } },
    select: { id: true },
  });
  return [...new Set([...due.map(({ linkId }) => linkId), ...lost.map(({ id }) => id)])];
}

/** Links that could be told of changes but poll: worth another try now and then (F14). */
export async function pollingLinks(tx: Tx): Promise<number[]> {
  const rows = await tx.calendarLink.findMany({
    where: {
      ...{ changeMode: 'poll', isDefaultCalendar: true, state: { in: ['live', 'degraded'] } },
      connection: { status: 'active', OR: [{ purpose: 'own' }, { mode: 'app' }] },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** So many calendars are polled at full pace: 8.5 requests a second of the 16 there may be (sync-design §13). */
export const POLLED_AT_FULL_PACE = 500;

/** How many calendars are asked by the clock, since nobody tells us of their changes. */
export const countPolled = (tx: Tx): Promise<number> =>
  tx.calendarLink.count({ where: { changeMode: 'poll', state: { in: ['backfilling', 'live', 'degraded'] } } });

/** How long a key stays known after its subscription ended. */
export const KNOWN_FOR_HOURS = 48;

export async function dropOldSubscriptions(tx: Tx, endedBefore: Date): Promise<void> {
  await tx.subscription.deleteMany({ where: { state: 'dead', endedAt: { lt: endedBefore } } });
}
