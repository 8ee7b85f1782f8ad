import { type Actor, can } from '@/lib/auth/can';
import { type ApiClient, type ApiUsage, apiClients, apiUsage } from '@/lib/db/api-clients';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

export type ApiClientView = ApiClient & { usage: Omit<ApiUsage, 'clientId'> };

export type ApiView = { address: string; clients: ApiClientView[] };

/** The programs at /1.1 and how much each asked in the last 24 hours; those let in first. */
export async function viewApiClients(actor: Actor, now: Date): Promise<Result<ApiView>> {
  if (!can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  const [clients, usage] = await Promise.all([apiClients(db()), apiUsage(db(), new Date(now.getTime() - DAY_MS))]);
  const usageOf = new Map(usage.map(({ clientId, ...one }) => [clientId, one]));
  const none = { today: 0, limited: 0, lastAt: null };
  return ok({
    address: `${env().PUBLIC_URL}/1.1`,
    clients: clients.map((client) => ({ ...client, usage: usageOf.get(client.id) ?? none })),
  });
}
