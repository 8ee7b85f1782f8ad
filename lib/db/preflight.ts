import type { Tx } from '@/lib/db/client';
import { type PreflightLine, preflightLines } from '@/lib/preflight';
import { seal, unseal } from '@/lib/seal';

/** The last "Connect and test", kept until the next. */
export type Preflight = {
  startedAt: Date;
  /** Null: it waits for the admin at Microsoft, or is under way. */
  finishedAt: Date | null;
  personId: number | null;
  /** The room that was to be tried beside those that are linked. */
  room: string | null;
  /** Who signed in; null: nobody has come back yet. */
  account: string | null;
  tenantId: string | null;
  principalOid: string | null;
  lines: PreflightLine[];
};

export type PreflightTokens = { accessToken: string; refreshToken: string | null };

export const PREFLIGHT_TOKENS = 'preflight';

export async function beginPreflight(tx: Tx, personId: number, room: string | null, now: Date): Promise<void> {
  const data = { personId, room, startedAt: now, ...NOTHING_YET, finishedAt: null, lines: [] };
  await tx.preflight.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
}

const NOTHING_YET = { account: null, tenantId: null, principalOid: null, tokenEnc: null };

export async function readPreflight(tx: Tx): Promise<Preflight | null> {
  const row = await tx.preflight.findUnique({ where: { id: 1 } });
  if (!row) return null;
  const { startedAt, finishedAt, personId, room, account, tenantId, principalOid, lines } = row;
  const known = preflightLines.safeParse(lines).data ?? [];
  return { startedAt, finishedAt, personId, room, account, tenantId, principalOid, lines: known };
}

/** Somebody signed in: what is to be asked in their name is asked by the worker, with their tokens until it ends. */
export async function preflightSignedIn(
  tx: Tx,
  who: { account: string; tenantId: string; principalOid: string },
  tokens: PreflightTokens,
  lines: PreflightLine[],
): Promise<void> {
  const tokenEnc = seal(JSON.stringify(tokens), PREFLIGHT_TOKENS);
  await tx.preflight.updateMany({ where: { id: 1 }, data: { ...who, tokenEnc, lines, finishedAt: null } });
}

/** Null: it is over, or another began meanwhile. */
export async function preflightTokens(tx: Tx): Promise<PreflightTokens | null> {
  const row = await tx.preflight.findUnique({ where: { id: 1 }, select: { tokenEnc: true } });
  return row?.tokenEnc ? (JSON.parse(unseal(row.tokenEnc, PREFLIGHT_TOKENS)) as PreflightTokens) : null;
}

/** What is known so far, for whoever looks on. `startedAt` names the test: of an older one nothing is written. */
export async function savePreflight(tx: Tx, startedAt: Date, lines: PreflightLine[]): Promise<void> {
  await tx.preflight.updateMany({ where: { id: 1, startedAt }, data: { lines } });
}

/** With its tokens forgotten. */
export async function endPreflight(tx: Tx, startedAt: Date, lines: PreflightLine[], now: Date): Promise<void> {
  const data = { lines, finishedAt: now, tokenEnc: null };
  await tx.preflight.updateMany({ where: { id: 1, startedAt }, data });
}

/** Tokens of a test that never ended. */
export async function dropStuckPreflight(tx: Tx, before: Date): Promise<void> {
  const where = { startedAt: { lt: before }, tokenEnc: { not: null } };
  await tx.preflight.updateMany({ where, data: { tokenEnc: null } });
}

export async function forgetPreflight(tx: Tx): Promise<void> {
  await tx.preflight.deleteMany({});
}
