import { graphOrigin } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import {
  APP_KEY,
  BREAKER,
  claimProbe,
  clearFailures,
  countFailure,
  countThrottle,
  type Gate,
  mailboxKey,
  readGate,
  shutGate,
  tenantKey,
} from '@/lib/db/gates';
import { type SyncLogLine, writeSyncLog } from '@/lib/db/sync-log';
import type { GraphCall, GraphHooks } from '@/lib/graph/client';
import { GraphFailure } from '@/lib/graph/failure';
import { count } from '@/lib/metrics';
import type { Cloud } from '@/lib/microsoft-clouds';
import { ConnectionUnusable } from './connection-unusable';
import { gateMs } from './on-failure';
import { SyncPaused } from './sync-paused';
import { thirdLane } from './third-lane';

/**
 * Whom requests touch. `linkId` null: no link yet, e.g. while a room is being chosen. `mailbox` null: the directory, which
 * is nobody's mailbox and has neither lanes nor a gate of its own.
 */
export type CallPlace = { linkId: number | null; mailbox: string | null; tenantId: string };

export type CallPurpose = {
  direction: SyncLogLine['direction'];
  bookingId?: number;
  runId?: string;
  /** Asked whatever the switch says: the last words of a connection (§11). */
  isFarewell?: boolean;
  /** The same, of an admin who tests the settings before they are active. */
  isTest?: boolean;
  /**
   * Neither the link's push nor its pull, which hold a lease each: these wait for the mailbox's third lane, request by
   * request, so that there are never more than three (sync-design §4.2).
   */
  isBeside?: boolean;
};

export type CallHooks = Required<GraphHooks> & {
  /** Of the cloud that the integration is in, as read with the gates before each call. */
  graphOrigin: () => string;
  /** This poll brought something: what was asked for it is worth the log. */
  noteFind: () => void;
  /** Writes what was asked into the sync log. To be called once, at the end. */
  flush: () => Promise<void>;
};

/**
 * What stands around every request to a mailbox. Before: the switch, the gates, the lane, so that nothing is sent within
 * seconds of "inactive", nothing before Retry-After, and no fourth request (I10). After: the gates learn, figures and log
 * grow, by ids and codes alone.
 */
export function callHooks(
  { linkId, mailbox, tenantId }: CallPlace,
  about: CallPurpose,
  world: { clock: () => Date; sleep?: (ms: number) => Promise<void>; random?: () => number },
): CallHooks {
  const { clock } = world;
  const keys = [...(mailbox === null ? [] : [mailboxKey(mailbox)]), tenantKey(tenantId), APP_KEY];
  const lane = about.isBeside && mailbox !== null ? thirdLane(mailbox, world) : null;
  const lines: SyncLogLine[] = [];
  let foundSomething = false;
  // Gates that remembered failures when the request now under way began.
  let shaky: string[] = [];
  let cloud: Cloud = 'global';
  return {
    graphOrigin: () => graphOrigin(cloud),
    beforeCall: async () => {
      await lane?.enter();
      try {
        // Last, since one may be told to wait while waiting for the lane.
        ({ shaky, cloud } = await passGates(keys, clock(), about));
      } catch (error) {
        await lane?.leave();
        throw error;
      }
    },
    onCall: async (call) => {
      lines.push(lineOf(call, linkId, about, clock()));
      count('sync_graph_requests_total', { op: call.op, status: call.status });
      if (call.outcome === 'throttled') count('sync_graph_throttled_total');
      try {
        if (call.outcome === 'throttled') await shut(mailbox, call, clock(), world.random ?? Math.random);
        else if (isUnreachable(call)) await noteFailure(keys, clock());
        else if (shaky.length > 0) await clearFailures(db(), shaky, clock());
      } finally {
        // Whoever comes next finds the gate as it is now.
        await lane?.leave();
      }
    },
    noteFind: () => {
      foundSomething = true;
    },
    flush: async () => {
      // Polls that found nothing would fill the log with nothing.
      const worth = lines.filter((line) => foundSomething || line.outcome !== 'ok' || !QUIET.has(line.op));
      await writeSyncLog(db(), worth);
    },
  };
}

const QUIET = new Set(['view.delta']);

/** Throws when nothing may be asked now; else the gates that want to hear how it went, and where to ask. */
async function passGates(
  keys: readonly string[],
  now: Date,
  { direction, isFarewell, isTest }: CallPurpose,
): Promise<Pick<Gate, 'shaky' | 'cloud'>> {
  const gate = await readGate(db(), keys, now);
  if (gate.integration !== 'active' && !isFarewell && !isTest)
    throw direction === 'look' || direction === 'mail'
      ? new ConnectionUnusable('integration_inactive')
      : new SyncPaused();
  if (gate.shutUntil) throw new GraphFailure('throttled', { retryAfterMs: gate.shutUntil.getTime() - now.getTime() });
  for (const key of gate.probes) {
    // Somebody else has just tried: it is no better for trying again.
    if (!(await claimProbe(db(), key, now)))
      throw new GraphFailure('throttled', { retryAfterMs: BREAKER.probeEveryMs });
  }
  return gate;
}

/** No answer, a gateway's answer, or one cut short. A plain 500 is about one request, not about the way there. */
const isUnreachable = ({ outcome, status }: GraphCall) => outcome === 'unavailable' && status !== 500;

/** Five failures in a minute stop a mailbox, twenty a tenant or everything: one probe each half minute (§4.3). */
async function noteFailure(keys: readonly string[], now: Date): Promise<void> {
  for (const key of keys) await countFailure(db(), key, now);
}

/**
 * Told how long, so long; not told, longer each time until an answer comes (§4.3). The directory's limits are not the
 * mailboxes': it shuts nothing, and whoever waits on the page is told (decision 19).
 */
async function shut(mailbox: string | null, call: GraphCall, now: Date, random: () => number): Promise<void> {
  if (mailbox === null) return;
  const times = await countThrottle(db(), mailboxKey(mailbox), now);
  const until = new Date(now.getTime() + gateMs(call.retryAfterMs, times, random()));
  await shutGate(db(), mailboxKey(mailbox), until, now);
}

const lineOf = (
  call: GraphCall,
  linkId: number | null,
  { direction, bookingId, runId }: CallPurpose,
  now: Date,
): SyncLogLine => ({
  ...{ at: now, linkId, bookingId: bookingId ?? null, direction, runId: runId ?? null },
  ...{ op: call.op, outcome: call.outcome, http: call.status || null, ms: call.ms },
  ...{ requestId: call.requestId, clientRequestId: call.clientRequestId },
});
