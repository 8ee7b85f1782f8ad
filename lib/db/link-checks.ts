import type { Tx } from '@/lib/db/client';
import { type LinkCheckAnswer, linkCheckAnswer } from '@/lib/link-check-answer';
import { addMinutes } from '@/lib/time/interval';

/** `dry_run`: what a full reading would change. `webhook`: whether Microsoft makes a subscription and reaches us. */
export type LinkCheckKind = 'dry_run' | 'webhook';

export type LinkCheck = {
  kind: LinkCheckKind;
  askedAt: Date;
  /** Null: under way, or whoever was at it is gone. */
  finishedAt: Date | null;
  answer: LinkCheckAnswer | null;
};

/** Longer than any of them takes: whoever was at it is gone, and it may be asked again. */
export const CHECK_MINUTES = 2;

/** The new question's id; null: the same is being asked. Lock the link first. */
export async function askCheck(tx: Tx, linkId: number, kind: LinkCheckKind, now: Date): Promise<number | null> {
  const underWay = { linkId, kind, finishedAt: null, askedAt: { gt: addMinutes(now, -CHECK_MINUTES) } };
  if (await tx.linkCheck.findFirst({ where: underWay, select: { id: true } })) return null;
  return (await tx.linkCheck.create({ data: { linkId, kind, askedAt: now } })).id;
}

/** Null: it was answered already. */
export async function openCheck(tx: Tx, id: number): Promise<{ linkId: number; kind: LinkCheckKind } | null> {
  const row = await tx.linkCheck.findFirst({ where: { id, finishedAt: null }, select: { linkId: true, kind: true } });
  return row && { linkId: row.linkId, kind: row.kind as LinkCheckKind };
}

export async function finishCheck(tx: Tx, id: number, answer: LinkCheckAnswer, now: Date): Promise<void> {
  await tx.linkCheck.updateMany({ where: { id, finishedAt: null }, data: { answer, finishedAt: now } });
}

/** The last of each kind. */
export async function lastChecks(tx: Tx, linkId: number): Promise<Record<LinkCheckKind, LinkCheck | null>> {
  const rows = await tx.linkCheck.findMany({ where: { linkId }, orderBy: { askedAt: 'desc' }, distinct: ['kind'] });
  const last = (kind: LinkCheckKind): LinkCheck | null => {
    const row = rows.find((one) => one.kind === kind);
    const answer = linkCheckAnswer.safeParse(row?.answer);
    return row ? { kind, askedAt: row.askedAt, finishedAt: row.finishedAt, answer: answer.data ?? null } : null;
  };
  return { dry_run: last('dry_run'), webhook: last('webhook') };
}

export async function dropOldChecks(tx: Tx, before: Date): Promise<void> {
  await tx.linkCheck.deleteMany({ where: { askedAt: { lt: before } } });
}
