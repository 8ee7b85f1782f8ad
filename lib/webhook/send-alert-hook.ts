import { alertText } from '@/lib/alert-lines';
import type { AlertNews } from '@/lib/db/alert-news';
import { alertHook } from '@/lib/db/alert-settings';
import { db } from '@/lib/db/client';
import { type AlertRow, alertsByIds } from '@/lib/db/health-alerts';
import { hookReader } from '@/lib/db/hook-reader';
import { env } from '@/lib/env';
import { mayTellLoopback } from '@/lib/webhook-target';
import { postWebhook } from './post-webhook';

/** That service could not be told: pg-boss tries again. Neither its address nor its answer is kept. */
class AlertNotTaken extends Error {
  override readonly name = 'AlertNotTaken';
}

/**
 * Posts alerts to the address that the library gave: `text` is what chat services show, `events` is for programs. Without
 * any alert it is a test. `deliveryId` is the same for each try. Throws when it was not taken.
 */
export async function sendAlertHook({ began, ended }: AlertNews, deliveryId: string): Promise<void> {
  const hook = await alertHook(db());
  if (hook === null) return;
  const { library, ...place } = await hookReader(db());
  const alerts = await alertsByIds(db(), [...began, ...ended]);
  const isTest = began.length + ended.length === 0;
  const url = `${env().PUBLIC_URL}/admin/health/alerts`;
  const text = alertText(alerts, { ...place, library, url, isTest });
  const { http } = await postWebhook({
    ...{ url: hook, loopback: mayTellLoopback(env().PUBLIC_URL) },
    body: JSON.stringify({ id: deliveryId, library, text, url, test: isTest, events: alerts.map(asEvent) }),
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Carrel-Alert/1' },
  });
  if (http === null || http < 200 || http >= 300) throw new AlertNotTaken();
}

const asEvent = ({ id, kind, name, since, endedAt }: AlertRow) => ({
  ...{ id, kind, calendar: name, since: since.toISOString() },
  over: endedAt?.toISOString() ?? null,
});
