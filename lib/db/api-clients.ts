import type { Tx } from '@/lib/db/client';

/** A program at /1.1, as admins see it: nothing of its secret. */
export type ApiClient = {
  id: number;
  name: string;
  scopes: string[];
  perMinute: number;
  createdAt: Date;
  /** Until then the secret before the last one counts too. */
  formerUntil: Date | null;
  revokedAt: Date | null;
};

/** What a secret or a token is checked against. */
export type ApiClientKeys = ApiClient & {
  secretHash: string;
  formerHash: string | null;
  tokensValidFrom: Date;
};

export type ApiUsage = { clientId: number; today: number; limited: number; lastAt: Date | null };

const SHOWN = { id: true, name: true, scopes: true, perMinute: true, createdAt: true } as const;
const select = { ...SHOWN, formerUntil: true, revokedAt: true } as const;

export const apiClients = (tx: Tx): Promise<ApiClient[]> =>
  tx.apiClient.findMany({ orderBy: [{ revokedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }], select });

export const apiClientById = (tx: Tx, id: number): Promise<ApiClientKeys | null> =>
  tx.apiClient.findUnique({
    where: { id },
    select: { ...select, secretHash: true, formerHash: true, tokensValidFrom: true },
  });

/** The same, locked until the transaction ends. */
export async function lockApiClient(tx: Tx, id: number): Promise<ApiClientKeys | null> {
  await tx.$queryRaw`SELECT id FROM api_client WHERE id = ${id} FOR UPDATE`;
  return apiClientById(tx, id);
}

type NewClient = { name: string; scopes: string[]; perMinute: number; secretHash: string };

export const createApiClient = async (tx: Tx, client: NewClient, now: Date): Promise<number> =>
  (await tx.apiClient.create({ data: { ...client, createdAt: now, tokensValidFrom: now }, select: { id: true } })).id;

type Change = Partial<Omit<NewClient, 'secretHash'>> & {
  secretHash?: string;
  formerHash?: string | null;
  formerUntil?: Date | null;
  tokensValidFrom?: Date;
  revokedAt?: Date;
};

export async function changeApiClient(tx: Tx, id: number, change: Change): Promise<void> {
  await tx.apiClient.update({ where: { id }, data: change });
}

/**
 * Counts one request of a client in the present minute, and answers how many that makes. Beyond `most` it is counted as
 * one too many.
 */
export async function countApiUse(tx: Tx, clientId: number, most: number, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ calls: number }[]>`
    INSERT INTO api_use (client_id, minute, calls, limited)
    VALUES (${clientId}, date_trunc('minute', ${now}::timestamptz), 1, ${most < 1 ? 1 : 0})
    ON CONFLICT (client_id, minute) DO UPDATE
      SET calls = api_use.calls + 1, limited = api_use.limited + CASE WHEN api_use.calls >= ${most} THEN 1 ELSE 0 END
    RETURNING calls`;
  return row?.calls ?? 0;
}

/** Of every client: what it asked since `from`, and when last. */
export async function apiUsage(tx: Tx, from: Date): Promise<ApiUsage[]> {
  return tx.$queryRaw<ApiUsage[]>`
    SELECT client_id AS "clientId", max(minute) AS "lastAt",
           coalesce(sum(calls) FILTER (WHERE minute >= ${from}), 0)::int AS today,
           coalesce(sum(limited) FILTER (WHERE minute >= ${from}), 0)::int AS limited
    FROM api_use GROUP BY client_id`;
}

/** Counts are kept for as long as somebody looks at them. */
export async function forgetApiUse(tx: Tx, before: Date): Promise<number> {
  return (await tx.apiUse.deleteMany({ where: { minute: { lt: before } } })).count;
}
