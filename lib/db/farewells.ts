import type { Tx } from '@/lib/db/client';
import { openTokens, readTokenRow } from '@/lib/db/connection-tokens';
import { seal, unseal } from '@/lib/seal';

/**
 * Subscriptions of a calendar that was let go. Its tokens are wiped in the transaction that lets it go; a sealed copy of
 * the access token alone stays with each subscription until it is deleted at Microsoft, ten minutes at most
 * (sync-design §11, I13: it serves for nothing else).
 */
const FAREWELL_MINUTES = 10;

const purpose = (subscriptionId: number) => `farewell:${subscriptionId}`;

/** To be called before tokens are wiped. Without a usable token they simply end here, and lapse at Microsoft. */
export async function retireSubscriptions(tx: Tx, linkId: number, now: Date): Promise<void> {
  const link = await tx.calendarLink.findUnique({ where: { id: linkId }, select: { connectionId: true } });
  const token = link && (await readTokenRow(tx, link.connectionId));
  const isUsable = token?.tokenEnc && (token.tokenExpiresAt?.getTime() ?? 0) > now.getTime();
  const accessToken = isUsable && token.tokenEnc ? openTokens(token.id, token.tokenEnc).accessToken : null;
  const open = await tx.subscription.findMany({
    where: { linkId, state: { in: ['creating', 'active'] } },
    select: { id: true },
  });
  for (const { id } of open) {
    const until = new Date(now.getTime() + FAREWELL_MINUTES * 60_000);
    const data = accessToken
      ? { state: 'retiring' as const, farewellEnc: seal(accessToken, purpose(id)), farewellUntil: until }
      : { state: 'dead' as const };
    await tx.subscription.update({ where: { id }, data: { ...data, endedAt: now } });
  }
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
