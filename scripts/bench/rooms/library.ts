import { POST as notified } from '@/app/api/outlook/notifications/[urlKey]/route';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { claimPushLink } from '@/lib/db/push-jobs';
import { linksToKeep } from '@/lib/db/subscriptions';
import { env } from '@/lib/env';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import type { SyncWorld } from '@/lib/sync/session';
import { pullLink } from '@/lib/worker/pull-lane';
import { pushLink } from '@/lib/worker/push-lane';
import { createWatch } from '../../../e2e/converge/watch';
import { createTenant, type Tenant } from '../../../e2e/tenant/app';
import { addLibrary, linkOf } from '../world/library-rows';
import { addRooms, hourAt, registerApp, standInAt } from '../world/stand-in';

/** A library of many rooms beside its tenant, in one process and by one virtual clock. */
export type Library = {
  tenant: Tenant;
  resourceIds: readonly number[];
  /** Graph requests so far, and those of them that began a round. */
  asked(): { requests: number; rounds: number };
  /** Where a mailbox was asked more than it may be (I10). */
  limitsBroken(): readonly string[];
  now(): Date;
  /** Time goes by, and Microsoft knocks. */
  pass(ms: number): Promise<void>;
  /** Everything that is due now, on six lanes each way as in a worker. */
  settle(): Promise<void>;
  /** Somebody's event in a room's calendar, three days and `n` times two hours from the beginning. */
  create(room: number, n: number): Promise<void>;
};

const LANES = 6;
const DAY_MS = 24 * 60 * 60_000;

export async function openLibrary(count: number, begin: Date): Promise<Library> {
  const asked = { requests: 0, rounds: 0 };
  const tenant = createTenant({
    ...{ seed: 'bench', now: begin.toISOString(), frozen: true, calendars: 'empty', deliver: knock },
  });
  const now = () => new Date(tenant.world().clock.now());
  const watch = createWatch();
  const ask: typeof fetch = async (input, init) => {
    const request = new Request(input, { ...init, signal: null });
    if (request.url.includes('/v1.0/')) asked.requests += 1;
    if (request.url.includes('/calendarView/delta')) asked.rounds += 1;
    const end = watch.begin(request, now().getTime());
    const answer = await tenant.fetch(request);
    watch.answered(request, answer, now().getTime(), null);
    end();
    return answer;
  };
  const standIn = standInAt(env().MICROSOFT_GRAPH_URL ?? '', ask);
  const app = await registerApp(standIn);
  const rooms = await addRooms(standIn, count);
  const rows = await addLibrary(app, rooms);
  const links = rooms.map((room, index) => linkOf(rows, rows.resourceIds[index] ?? 0, room));
  // As if they had been told of changes before: then the timer makes what is missing.
  await db().calendarLink.createMany({ data: links.map((link) => ({ ...link, changeMode: 'webhook' as const })) });

  const world: SyncWorld = { clock: now, fetch: ask, sleep: async () => undefined };
  const lanes = <L>(claim: () => Promise<L | null>, run: (lease: L, world: SyncWorld) => Promise<void>) => {
    const lane = async () => {
      for (let lease = await claim(); lease; lease = await claim()) await run(lease, world);
    };
    return Promise.all(Array.from({ length: LANES }, lane));
  };
  return {
    ...{ tenant, resourceIds: rows.resourceIds, now },
    asked: () => ({ ...asked }),
    limitsBroken: () => watch.violations,
    pass: (ms) => tenant.world().clock.set({ advanceMs: ms }),
    settle: async () => {
      const toKeep = await linksToKeep(db(), now(), new Date(0));
      await lanes(
        async () => toKeep.pop() ?? null,
        (linkId) => keepSubscription(linkId, world),
      );
      await lanes(() => claimPushLink(db(), 'bench', now()), pushLink);
      await lanes(() => claimPullLink(db(), 'bench', now(), 0), pullLink);
    },
    create: (room, n) => {
      const start = new Date(Math.ceil(begin.getTime() / DAY_MS) * DAY_MS + 3 * DAY_MS + n * 2 * 3_600_000);
      return standIn.control('POST', `/mailboxes/${rooms[room]?.upn}/events`, hourAt(start));
    },
  };
}

/** Straight into the route, without a socket. */
async function knock(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const urlKey = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return notified(request, { params: Promise.resolve({ urlKey }) });
}

/**
 * Rooms that were linked together are swept and renewed together for a while. This is how they stand once that has worn
 * off: the last sweeps lie evenly over a day and six hours, renewals over half a subscription's life, rounds over a
 * quarter of an hour. So that an hour holds its share of everything.
 */
export async function wearIn(now: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE calendar_link SET next_pull_at = ${now}::timestamptz + random() * interval '15 minutes',
      last_near_sweep_at = ${now}::timestamptz - random() * interval '5 hours 30 minutes',
      last_sweep_at = ${now}::timestamptz - random() * interval '23 hours 30 minutes'`;
  await db().$executeRaw`
    UPDATE subscription SET renew_at = ${now}::timestamptz + random() * interval '84 hours' WHERE state = 'active'`;
  await db().$executeRaw`ANALYZE`;
}

/** Nothing is due by itself for a while, so that what is asked is asked for what was done. */
export async function hush(now: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE calendar_link SET next_pull_at = ${now}::timestamptz + interval '15 minutes',
      last_near_sweep_at = ${now}::timestamptz, last_sweep_at = ${now}::timestamptz`;
  await db().$executeRaw`
    UPDATE subscription SET renew_at = ${now}::timestamptz + interval '84 hours' WHERE state = 'active'`;
}
