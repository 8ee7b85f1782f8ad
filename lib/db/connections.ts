import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import type { Prisma } from '@/lib/db/generated/client';

/** A calendar the connection may be linked to, as read when it was made: pages ask no Graph. */
export type StoredCalendar = { id: string; name: string; canEdit: boolean; isDefault: boolean };

const storedCalendars = z.array(
  z.object({ id: z.string(), name: z.string(), canEdit: z.boolean(), isDefault: z.boolean() }),
);

export type Connection = {
  id: number;
  purpose: 'own' | 'rooms';
  ownerId: number;
  ownerName: string;
  tenantId: string;
  principalOid: string;
  /** The account's address, for people to recognise it. */
  principalName: string;
  calendars: StoredCalendar[];
  scopes: string[];
  status: 'active' | 'needs_reauth' | 'app_error' | 'disabled';
  statusReason: string | null;
  lastOkAt: Date | null;
  createdAt: Date;
};

const select = {
  ...{ id: true, purpose: true, ownerId: true, tenantId: true, principalOid: true, principalName: true },
  ...{ calendars: true, scopes: true, status: true, statusReason: true, lastOkAt: true, createdAt: true },
  owner: { select: { name: true } },
} as const satisfies Prisma.SyncConnectionSelect;

type Row = Prisma.SyncConnectionGetPayload<{ select: typeof select }>;

const connectionOf = ({ owner, calendars, ...row }: Row): Connection => ({
  ...row,
  ownerName: owner.name,
  calendars: storedCalendars.safeParse(calendars).data ?? [],
});

export async function connectionById(tx: Tx, id: number): Promise<Connection | null> {
  const row = await tx.syncConnection.findUnique({ where: { id }, select });
  return row && connectionOf(row);
}

/** The person's own Outlook, unless it was disconnected. */
export async function ownConnection(tx: Tx, ownerId: number): Promise<Connection | null> {
  const where = { ownerId, purpose: 'own' as const, status: { not: 'disabled' as const } };
  const row = await tx.syncConnection.findFirst({ where, select, orderBy: { id: 'desc' } });
  return row && connectionOf(row);
}

/** Accounts that may edit rooms' calendars, newest first. */
export async function roomsConnections(tx: Tx): Promise<Connection[]> {
  const where = { purpose: 'rooms' as const, status: { not: 'disabled' as const } };
  const rows = await tx.syncConnection.findMany({ where, select, orderBy: { id: 'desc' } });
  return rows.map(connectionOf);
}

/** The row of one Microsoft account, disconnected or not; the open one first. */
export async function connectionOfAccount(
  tx: Tx,
  purpose: 'own' | 'rooms',
  tenantId: string,
  principalOid: string,
): Promise<Connection | null> {
  const rows = await tx.syncConnection.findMany({
    where: { purpose, tenantId, principalOid },
    select,
    orderBy: { id: 'desc' },
  });
  const row = rows.find(({ status }) => status !== 'disabled') ?? rows[0];
  return row ? connectionOf(row) : null;
}

export type NewConnection = Pick<
  Connection,
  'purpose' | 'ownerId' | 'tenantId' | 'principalOid' | 'principalName' | 'calendars' | 'scopes'
>;

type NewTokens = { accessToken: string; refreshToken: string | null; expiresAt: Date };

/** Makes the account's row or revives the one it had, so that its links and mirrors are found again (I14). */
export async function writeConnection(
  tx: Tx,
  existingId: number | null,
  connection: NewConnection,
  { expiresAt, ...tokens }: NewTokens,
  now: Date,
): Promise<number> {
  const data = { ...connection, statusReason: null, lastOkAt: now, tokenExpiresAt: expiresAt };
  const id = existingId ?? (await tx.syncConnection.create({ data: { ...data, status: 'active' } })).id;
  await tx.syncConnection.update({
    where: { id },
    data: { ...data, status: 'active', tokenEnc: sealTokens(id, tokens), tokenVersion: { increment: 1 } },
  });
  return id;
}

/** Its tokens are wiped in the same step: nothing can ask with it any more (I13). */
export async function disableConnection(tx: Tx, id: number, reason: string): Promise<void> {
  await tx.syncConnection.update({
    where: { id },
    data: {
      ...{ status: 'disabled', statusReason: reason, tokenEnc: null, tokenExpiresAt: null },
      tokenVersion: { increment: 1 },
    },
  });
}

export async function openConnections(tx: Tx): Promise<Connection[]> {
  const where = { status: { not: 'disabled' as const } };
  const rows = await tx.syncConnection.findMany({ where, select, orderBy: { id: 'asc' } });
  return rows.map(connectionOf);
}

/** After the registration itself was replaced: refresh tokens belong to the old one (entra-oauth §3.4). */
export async function askEverybodyToReconnect(tx: Tx, reason: string): Promise<number> {
  const { count } = await tx.syncConnection.updateMany({
    where: { status: { not: 'disabled' } },
    data: { status: 'needs_reauth', statusReason: reason },
  });
  return count;
}

/** After the registration was mended: whoever waited for that alone goes on. */
export async function resumeAfterAppError(tx: Tx): Promise<number> {
  const { count } = await tx.syncConnection.updateMany({
    where: { status: 'app_error' },
    data: { status: 'active', statusReason: null },
  });
  return count;
}
