import { graphOrigin } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import {
  APP_KEY,
  BREAKER,
  claimProbe,
  clearFailures,
  countFailure,
  mailboxKey,
  readGate,
  shutGate,
  tenantKey,
} from '@/lib/db/gates';
import type { Link } from '@/lib/db/link-rows';
import { type SyncLogLine, writeSyncLog } from '@/lib/db/sync-log';
import type { CalendarAddress } from '@/lib/graph/calendar-path';
import type { GraphCall, GraphSession } from '@/lib/graph/client';
import { GraphFailure } from '@/lib/graph/failure';
import { count } from '@/lib/metrics';
import { accessToken } from './access-token';
import { gateMs } from './on-failure';

/** The integration was switched off: nothing is sent, everything stays due. */
export class SyncPaused extends Error {
  constructor() {
    super('the integration is not active');
    this.name = 'SyncPaused';
  }
}

/** Where requests go and by which clock; tests and the convergence run bring their own. */
export type SyncWorld = {
  clock: () => Date;
  fetch?: typeof fetch;
  /** 0…1, for jitter. */
  random?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Token refreshes under way in this process. */
  refreshes?: Map<string, Promise<string>>;
};

export const realWorld: SyncWorld = { clock: () => new Date() };

export type LinkSession = GraphSession & {
  /** Writes what was asked into the sync log. To be called once, at the end. */
  flush: () => Promise<void>;
};

type LinkFacts = Pick<Link, 'id' | 'connectionId' | 'mailboxOid'> & { connection: { tenantId: string } };

/**
 * Requests in the name of a link. Before each one the switch and the gate are asked, so that nothing is sent within
 * seconds of "inactive" and nothing before Retry-After (I10, §11); each is noted with its ids and codes.
 */
export function openSession(
  link: LinkFacts,
  about: {
    direction: SyncLogLine['direction'];
    bookingId?: number;
    runId?: string;
    /** The token that stayed behind to delete a subscription: asked with whatever the switch says (§11). */
    farewell?: string;
  },
  world: SyncWorld = realWorld,
): LinkSession {
  const lines: SyncLogLine[] = [];
  const keys = [mailboxKey(link.mailboxOid), tenantKey(link.connection.tenantId), APP_KEY];
  // Gates that remembered failures when the request now under way began.
  let shaky: string[] = [];
  return {
    graphOrigin: graphOrigin(),
    clock: world.clock,
    ...(world.fetch && { fetch: world.fetch }),
    accessToken: async (rejected) =>
      about.farewell ??
      accessToken(link.connectionId, world.clock(), { rejected, fetch: world.fetch, underWay: world.refreshes }),
    beforeCall: async () => {
      shaky = await passGates(keys, world.clock(), about.farewell !== undefined);
    },
    onCall: async (call) => {
      lines.push(lineOf(call, link.id, about, world.clock()));
      count('sync_graph_requests_total', { op: call.op, status: call.status });
      if (call.outcome === 'throttled') count('sync_graph_throttled_total');
      if (call.outcome === 'throttled') await shut(link.mailboxOid, call, world.clock());
      else if (isUnreachable(call)) await noteFailure(keys, world.clock());
      else if (shaky.length > 0) await clearFailures(db(), shaky, world.clock());
    },
    flush: async () => {
      // Polls that found everything well would fill the log with nothing.
      const worth = lines.filter((line) => line.outcome !== 'ok' || !QUIET.has(line.op));
      await writeSyncLog(db(), worth);
    },
  };
}

const QUIET = new Set(['view.delta']);

/** Throws when nothing may be asked now; else the gates that want to hear how it went. */
async function passGates(keys: readonly string[], now: Date, isFarewell: boolean): Promise<string[]> {
  const gate = await readGate(db(), keys, now);
  if (gate.integration !== 'active' && !isFarewell) throw new SyncPaused();
  if (gate.shutUntil) throw new GraphFailure('throttled', { retryAfterMs: gate.shutUntil.getTime() - now.getTime() });
  for (const key of gate.probes) {
    // Somebody else has just tried: it is no better for trying again.
    if (!(await claimProbe(db(), key, now)))
      throw new GraphFailure('throttled', { retryAfterMs: BREAKER.probeEveryMs });
  }
  return gate.shaky;
}

/** No answer, a gateway's answer, or one cut short. A plain 500 is about one request, not about the way there. */
const isUnreachable = ({ outcome, status }: GraphCall) => outcome === 'unavailable' && status !== 500;

/** Five failures in a minute stop a mailbox, twenty a tenant or everything: one probe each half minute (§4.3). */
async function noteFailure(keys: readonly string[], now: Date): Promise<void> {
  for (const key of keys) await countFailure(db(), key, now);
}

async function shut(mailbox: string, call: GraphCall, now: Date): Promise<void> {
  const until = new Date(now.getTime() + gateMs(call.retryAfterMs));
  await shutGate(db(), mailboxKey(mailbox), until, now);
}

function lineOf(
  call: GraphCall,
  linkId: number,
  about: { direction: SyncLogLine['direction']; bookingId?: number; runId?: string },
  now: Date,
): SyncLogLine {
  return {
    at: now,
    linkId,
    bookingId: about.bookingId ?? null,
    direction: about.direction,
    op: call.op,
    outcome: call.outcome,
    http: call.status || null,
    requestId: call.requestId,
    clientRequestId: call.clientRequestId,
    ms: call.ms,
    runId: about.runId ?? null,
  };
}

export const calendarOf = (link: Pick<Link, 'mailboxOid' | 'calendarId' | 'isDefaultCalendar'>): CalendarAddress => ({
  mailbox: link.mailboxOid,
  calendarId: link.calendarId,
  isDefault: link.isDefaultCalendar,
});
