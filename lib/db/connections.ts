import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import type { Prisma } from '@/lib/db/generated/client';

/** A calendar the connection may be linked to, as read when it was made: pages ask no Graph. */
export type StoredCalendar = {
  id: string;
  name: string;
  canEdit: boolean;
  isDefault: boolean;
  /** Whether its events may be made with a Teams meeting, as Microsoft said then; left out: not known. */
  teams?: boolean;
};

const storedCalendars = z.array(
  z.object({
    ...{ id: z.string(), name: z.string(), canEdit: z.boolean(), isDefault: z.boolean() },
    teams: z.boolean().optional(),
  }),
);

export type Connection = {
  id: number;
  /** app: the application itself, by client credentials; its account is the application. */
  mode: 'delegated' | 'app';
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
  /** Since when its calendars are being emptied before it ends (sync-design §11). */
  endingAt: Date | null;
};

/** Its reason begins so where the organisation's sign-in rules refuse it: signing in again alone will not help. */
export const BLOCKED_BY_POLICY = 'policy';

export const isBlockedByPolicy = ({ status, statusReason }: Pick<Connection, 'status' | 'statusReason'>): boolean =>
  status === 'needs_reauth' && statusReason !== null && statusReason.split(' ')[0] === BLOCKED_BY_POLICY;

const select = {
  ...{
    id: true,
    mode: true,
    endingAt: true,
    purpose: true,
    ownerId: true,
    tenantId: true,
    principalOid: true,
    principalName: true,
  },
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

/** Accounts that may edit rooms' calendars, newest first; the application itself is one of them. */
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
    where: { mode: 'delegated', purpose, tenantId, principalOid },
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
  const data = { ...connection, ...WELL, lastOkAt: now, tokenExpiresAt: expiresAt };
  const id = existingId ?? (await tx.syncConnection.create({ data: { ...data, status: 'active' } })).id;
  await tx.syncConnection.update({
    where: { id },
    data: { ...data, status: 'active', tokenEnc: sealTokens(id, tokens), tokenVersion: { increment: 1 } },
  });
  return id;
}

/** Nothing is wrong with it, and nobody asked for its end. */
const WELL = { statusReason: null, brokenAt: null, reminders: 0, endingAt: null, endingReason: null } as const;

/** The application's own row, ended or not; there is one at most. */
export async function appConnection(tx: Tx): Promise<Connection | null> {
  const row = await tx.syncConnection.findFirst({ where: { mode: 'app', purpose: 'rooms' }, select });
  return row && connectionOf(row);
}

/**
 * Rooms by the application itself: no sign-in, no refresh token. Makes the row or revives it with its links; without a
 * token in hand one is asked for when it is needed.
 */
export async function writeAppConnection(
  tx: Tx,
  app: { ownerId: number; tenantId: string; clientId: string },
  token: { accessToken: string; expiresAt: Date } | null,
): Promise<number> {
  const { ownerId, tenantId, clientId } = app;
  const existing = await appConnection(tx);
  const account = { ownerId, tenantId, principalOid: clientId, principalName: clientId, calendars: [], scopes: [] };
  const data = { ...account, ...WELL, tokenExpiresAt: token?.expiresAt ?? null, status: 'active' as const };
  const id = existing?.id ?? (await tx.syncConnection.create({ data: { ...data, mode: 'app', purpose: 'rooms' } })).id;
  const tokenEnc = token && sealTokens(id, { accessToken: token.accessToken, refreshToken: null });
  await tx.syncConnection.update({ where: { id }, data: { ...data, tokenEnc, tokenVersion: { increment: 1 } } });
  return id;
}

/** Its tokens are wiped in the same step, so nothing can ask with it any more (I13); so is what was read with it. */
export const disableConnection = (tx: Tx, id: number, reason: string): Promise<void> =>
  disableConnections(tx, [id], reason);

export async function disableConnections(tx: Tx, ids: readonly number[], reason: string): Promise<void> {
  await tx.syncConnection.updateMany({
    where: { id: { in: [...ids] } },
    data: {
      ...WELL,
      ...{ status: 'disabled', statusReason: reason, tokenEnc: null, tokenExpiresAt: null },
      // Names of calendars, other people's among them.
      calendars: [],
      tokenVersion: { increment: 1 },
    },
  });
}

export async function openConnections(tx: Tx): Promise<Connection[]> {
  const where = { status: { not: 'disabled' as const } };
  const rows = await tx.syncConnection.findMany({ where, select, orderBy: { id: 'asc' } });
  return rows.map(connectionOf);
}

/** The application's own connection needs no person: it asks with the new registration from now on. */
export async function appConnectionFollows(tx: Tx, clientId: string, tenantId: string | null): Promise<void> {
  const app = await appConnection(tx);
  if (!app || app.status === 'disabled') return;
  if (app.principalOid === clientId && (tenantId === null || app.tenantId === tenantId)) return;
  await tx.syncConnection.update({
    where: { id: app.id },
    data: {
      ...{ principalOid: clientId, principalName: clientId, ...(tenantId && { tenantId }), ...WELL },
      ...{ status: 'active', tokenEnc: null, tokenExpiresAt: null, tokenVersion: { increment: 1 } },
    },
  });
}

/** Read again since it was connected. */
export async function saveCalendars(tx: Tx, id: number, calendars: StoredCalendar[]): Promise<void> {
  await tx.syncConnection.updateMany({ where: { id, status: { not: 'disabled' } }, data: { calendars } });
}
