import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { seal, unseal } from '@/lib/seal';

/** A consent under way. The state itself is known to the browser and to Microsoft only; we keep its hash. */
export type ConnectAttempt = {
  stateHash: string;
  personId: number;
  purpose: 'own' | 'rooms';
  /** The space to return to, for rooms. */
  resourceId: number | null;
  /** The account that is to come back; null: any. */
  connectionId: number | null;
  /** Of one's own calendar: what for; null: for rooms. */
  wish: OwnWish | null;
  /** Nothing is to be connected by it: an admin tests the settings. */
  isTest: boolean;
  expiresAt: Date;
  usedAt: Date | null;
};

/** `calendarId`: the calendar that is chosen on the way back, whose switches are these; null: one is yet to be chosen. */
const ownWish = z.object({
  ...{ writes: z.boolean(), reads: z.boolean() },
  ...{ calendarId: z.string().nullable(), removeEvents: z.boolean() },
});

export type OwnWish = z.output<typeof ownWish>;

/** What the way back must be held against: sealed, and opened only once. */
export type AttemptSecrets = { codeVerifier: string; nonce: string };

const purposeOf = (stateHash: string) => `connect-attempt:${stateHash}`;

export async function addConnectAttempt(
  tx: Tx,
  attempt: Omit<ConnectAttempt, 'usedAt'>,
  secrets: AttemptSecrets,
): Promise<void> {
  const secretEnc = seal(JSON.stringify(secrets), purposeOf(attempt.stateHash));
  await tx.connectAttempt.create({ data: { ...attempt, wish: attempt.wish ?? Prisma.DbNull, secretEnc } });
}

export async function readConnectAttempt(tx: Tx, stateHash: string): Promise<ConnectAttempt | null> {
  const row = await tx.connectAttempt.findUnique({
    where: { stateHash },
    select: {
      ...{ stateHash: true, personId: true, purpose: true, resourceId: true, connectionId: true },
      ...{ expiresAt: true, usedAt: true, wish: true, isTest: true },
    },
  });
  return row && { ...row, wish: ownWish.safeParse(row.wish).data ?? null };
}

/** Single use: of two answers with one state, one gets the secrets and the other null. */
export async function takeConnectAttempt(tx: Tx, stateHash: string, now: Date): Promise<AttemptSecrets | null> {
  const [taken] = await tx.$queryRaw<{ secretEnc: string }[]>`
    UPDATE connect_attempt SET used_at = ${now} WHERE state_hash = ${stateHash} AND used_at IS NULL
    RETURNING secret_enc AS "secretEnc"`;
  return taken ? (JSON.parse(unseal(taken.secretEnc, purposeOf(stateHash))) as AttemptSecrets) : null;
}

/** Those that never came back: failures that stay on Microsoft's page (entra-oauth §2.5). */
export async function dropExpiredAttempts(tx: Tx, before: Date): Promise<void> {
  await tx.connectAttempt.deleteMany({ where: { expiresAt: { lt: before } } });
}

export async function dropAllAttempts(tx: Tx): Promise<void> {
  await tx.connectAttempt.deleteMany({});
}
