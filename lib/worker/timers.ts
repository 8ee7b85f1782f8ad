import { bugFacts } from '@/lib/bug-facts';
import { dropOldRequests } from '@/lib/db/api-requests';
import { db, transaction } from '@/lib/db/client';
import { dropExpiredAttempts } from '@/lib/db/connect-attempts';
import { connectionsToRefresh } from '@/lib/db/connection-tokens';
import { endFarewells } from '@/lib/db/farewells';
import { degradeStaleLinks } from '@/lib/db/freshness';
import { dropOldAlerts } from '@/lib/db/health-alerts';
import { dropOldSamples } from '@/lib/db/health-samples';
import { dropOldHeartbeats } from '@/lib/db/heartbeats';
import { raiseHorizons } from '@/lib/db/horizons';
import { dropHoursDraft } from '@/lib/db/hours-changes';
import { dropOldChecks } from '@/lib/db/link-checks';
import { dropOldLinkSamples, foldLinkSamples } from '@/lib/db/link-samples';
import { storeMetrics } from '@/lib/db/metrics';
import { enqueue } from '@/lib/db/outbox';
import { dropPastEvents, PAST_EVENT_DAYS } from '@/lib/db/past-events';
import { dropStuckPreflight } from '@/lib/db/preflight';
import { dropSeriesDrafts } from '@/lib/db/series';
import { dropOldSubscriptions, KNOWN_FOR_HOURS, linksToKeep, pollingLinks } from '@/lib/db/subscriptions';
import { dropOldEvents } from '@/lib/db/webhook-deliveries';

import { log } from '@/lib/log';
import { keepTokenAlive } from '@/lib/sync/access-token';
import type { SyncWorld } from '@/lib/sync/session';
import { DAY_MS } from '@/lib/time/interval';
import { applyRetention } from '@/lib/usecases/apply-retention';
import { finishClosingLinks } from '@/lib/usecases/finish-closing-links';
import { followUpAppointments } from '@/lib/usecases/follow-up-appointments';
import { lapseRequests } from '@/lib/usecases/lapse-requests';
import { releaseNoShows } from '@/lib/usecases/release-no-shows';
import { remindAboutConnections } from '@/lib/usecases/remind-about-connections';
import { remindBookings } from '@/lib/usecases/remind-bookings';

import { sendDigests } from '@/lib/usecases/send-digests';
import { settleCases } from '@/lib/usecases/settle-cases';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { settleMeetings } from '@/lib/usecases/settle-meetings';
import { watchHealth } from '@/lib/usecases/watch-health';
import { tellWebhooks } from '@/lib/webhook/tell-webhooks';
import { pace } from './pace';

/** What webhooks were told, for whoever looks at their log. */
const KEPT_EVENT_DAYS = 30;
/** How long it is remembered how things stood, and what was told and asked about it. */
const HEALTH_DAYS = 30;
/** So long of each calendar hour by hour. */
const HOURLY_DAYS = 7;
const STUCK_MS = 5 * 60_000;

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Everything that runs by the clock. Each is safe to run in several workers at once. Returns the way to stop. */
export function startTimers(world: SyncWorld, heartbeat: () => Promise<void>) {
  const now = world.clock;
  const timers = [
    every(pace.heartbeat, 'heartbeat', heartbeat),
    every(pace.metrics, 'metrics', () => storeMetrics(db())),
    every(pace.settleHolds, 'settle holds', () => settleHolds(now())),
    every(pace.settleCases, 'settle cases', () => settleCases(now())),
    every(pace.requests, 'requests', async () => {
      await lapseRequests(now());
      await sendDigests(now());
    }),
    every(pace.checkIns, 'check-ins', () => releaseNoShows(now())),
    every(pace.subscriptions, 'subscriptions', async () =>
      askToKeep(await linksToKeep(db(), now(), ago(now(), STUCK_MS))),
    ),
    every(pace.subscriptions, 'farewells', () => endFarewells(db(), now())),
    every(pace.freshness, 'freshness', () => sayWhatIsStale(now())),
    every(pace.health, 'health', () => watchHealth(now())),
    every(pace.horizons, 'horizons', () => transaction(raiseHorizons)),
    every(pace.closingLinks, 'closing links', () => finishClosingLinks(now())),
    every(pace.tokens, 'tokens', () => keepTokensAlive(world)),
    every(pace.bookingReminders, 'booking reminders', () => remindBookings(now())),
    every(pace.bookingReminders, 'follow-ups', () => followUpAppointments(now())),
    every(pace.webhooks, 'webhooks', () => tellWebhooks(now())),
    every(pace.meetings, 'meetings', () => settleMeetings(now())),
    every(pace.reminders, 'reminders', () => remindAboutConnections(now())),
    every(pace.daily, 'daily', () => daily(now())),
  ];
  return () => {
    for (const stop of timers) stop();
  };
}

/** At once, then every `ms`, never twice at a time; a failure is said and the next turn comes all the same. */
function every(ms: number, name: string, run: () => Promise<unknown>): () => void {
  let busy = false;
  const turn = async () => {
    if (busy) return;
    busy = true;
    try {
      await run();
    } catch (error) {
      log.error({ timer: name, ...bugFacts(error) }, 'timer failed');
    } finally {
      busy = false;
    }
  };
  void turn();
  const timer = setInterval(() => void turn(), ms);
  return () => clearInterval(timer);
}

async function sayWhatIsStale(now: Date): Promise<void> {
  for (const linkId of await degradeStaleLinks(db(), now)) log.warn({ linkId }, 'not read for too long');
}

async function askToKeep(linkIds: readonly number[]): Promise<void> {
  for (const linkId of linkIds) await enqueue(db(), { kind: 'keep_subscription', linkId });
}

/** Refresh tokens die after 90 days without use (entra-oauth §3.4); and whoever waits for a mended secret is asked. */
async function keepTokensAlive(world: SyncWorld): Promise<void> {
  const now = world.clock();
  for (const connectionId of await connectionsToRefresh(db(), ago(now, 30 * DAY_MS))) {
    await keepTokenAlive(connectionId, now);
  }
}

/** What is forgotten, removed or asked anew once a day. */
export async function daily(now: Date): Promise<void> {
  await dropHoursDraft(db(), { before: ago(now, DAY_MS) });
  await dropSeriesDrafts(db(), ago(now, DAY_MS));
  await applyRetention(now);
  await dropPastEvents(db(), ago(now, PAST_EVENT_DAYS * DAY_MS));
  await dropExpiredAttempts(db(), now);
  await dropStuckPreflight(db(), ago(now, DAY_MS));
  await dropOldEvents(db(), ago(now, KEPT_EVENT_DAYS * DAY_MS));
  await dropOldRequests(db(), now);
  await dropOldHeartbeats(db(), ago(now, DAY_MS));
  await dropOldSamples(db(), ago(now, HEALTH_DAYS * DAY_MS));
  await foldLinkSamples(db(), ago(now, HOURLY_DAYS * DAY_MS));
  await dropOldLinkSamples(db(), ago(now, HEALTH_DAYS * DAY_MS));
  await dropOldAlerts(db(), ago(now, HEALTH_DAYS * DAY_MS));
  await dropOldChecks(db(), ago(now, HEALTH_DAYS * DAY_MS));
  await dropOldSubscriptions(db(), ago(now, KNOWN_FOR_HOURS * 60 * 60_000));
  // A mailbox that had no subscription to give may have one today (F14).
  await askToKeep(await pollingLinks(db()));
}
