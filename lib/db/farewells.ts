import type { Tx } from '@/lib/db/client';
import { openTokens, readTokenRows } from '@/lib/db/connection-tokens';
import { seal, unseal } from '@/lib/seal';

/**
 * Subscriptions of a calendar that was let go. Its tokens are wiped in the transaction that lets it go; a sealed copy of
 * the access token alone stays with each subscription until it is deleted at Microsoft, ten minutes at most
 * (sync-design §11, I13: it serves for nothing else).
 */
const FAREWELL_MINUTES = 10;

const purpose = (subscriptionId: number) => `farewell:${subscriptionId}`;

/**
 * To be called before tokens are wiped. Without a usable token they simply end here, and lapse at Microsoft. Returns the
 * links of those that can be deleted there.
 */
export async function retireSubscriptions(tx: Tx, linkIds: readonly number[], now: Date): Promise<number[]> {
  const open = await tx.subscription.findMany({
    where: { linkId: { in: [...linkIds] }, state: { in: ['creating', 'active'] } },
    select: { id: true, linkId: true, link: { select: { connectionId: true } } },
  });
  const tokens = await accessTokens(tx, new Set(open.map(({ link }) => link.connectionId)), now);
  const held = open.flatMap(({ id, linkId, link }) => {
    const token = tokens.get(link.connectionId);
    return token ? [{ id, linkId, farewell: seal(token, purpose(id)) }] : [];
  });
  const until = new Date(now.getTime() + FAREWELL_MINUTES * 60_000);
  await tx.$executeRaw`
    UPDATE subscription SET state = 'retiring', ended_at = ${now}::timestamptz, farewell_until = ${until}::timestamptz,
      farewell_enc = held.farewell
    FROM unnest(${held.map(({ id }) => id)}::int[], ${held.map(({ farewell }) => farewell)}::text[]) AS held (id, farewell)
    WHERE subscription.id = held.id`;
  const named = new Set(held.map(({ id }) => id));
  const rest = open.flatMap(({ id }) => (named.has(id) ? [] : [id]));
  await tx.subscription.updateMany({ where: { id: { in: rest } }, data: { state: 'dead', endedAt: now } });
  return [...new Set(held.map(({ linkId }) => linkId))];
}

/** Of each connection the one that works now. */
async function accessTokens(tx: Tx, connectionIds: ReadonlySet<number>, now: Date): Promise<Map<number, string>> {
  const rows = await readTokenRows(tx, [...connectionIds]);
  return new Map(
    rows.flatMap(({ id, tokenEnc, tokenExpiresAt }) =>
      tokenEnc && (tokenExpiresAt?.getTime() ?? 0) > now.getTime() ? [[id, openTokens(id, tokenEnc).accessToken]] : [],
    ),
  );
}

export type Farewell = { id: number; graphId: string | null; accessToken: string };

/** What is left to be deleted for a link, with the token for it. */
export async function farewells(tx: Tx, linkId: number, now: Date): Promise<Farewell[]> {
  const rows = await tx.subscription.findMany({
    where: { linkId, state: 'retiring', farewellUntil: { gt: now }, farewellEnc: { not: null } },
    select: { id: true, graphId: true, farewellEnc: true },
  });
  return rows.flatMap(({ id, graphId, farewellEnc }) =>
    farewellEnc ? [{ id, graphId, accessToken: unseal(farewellEnc, purpose(id)) }] : [],
  );
}

/** How many subscriptions are still to be deleted. */
export const countFarewells = (tx: Tx, now: Date): Promise<number> =>
  tx.subscription.count({ where: { state: 'retiring', graphId: { not: null }, farewellUntil: { gt: now } } });

/** A create was answered after the calendar was let go: now its farewell knows what to delete. False: too late. */
export async function nameFarewell(tx: Tx, subscriptionId: number, graphId: string): Promise<boolean> {
  const { count } = await tx.subscription.updateMany({
    where: { id: subscriptionId, state: 'retiring', graphId: null },
    data: { graphId },
  });
  return count === 1;
}

/** Time is up: whatever was not deleted lapses by itself, and no copy of a token stays. */
export async function endFarewells(tx: Tx, now: Date): Promise<number> {
  const { count } = await tx.subscription.updateMany({
    where: { state: 'retiring', OR: [{ farewellUntil: { lte: now } }, { farewellEnc: null }] },
    data: { state: 'dead', farewellEnc: null, farewellUntil: null },
  });
  return count;
}
