import { db, transaction } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { openLink } from '@/lib/db/links';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { probeMailbox } from '@/lib/graph/probe';
import type { SyncWorld } from '@/lib/sync/session';
import type { Tenant } from '../tenant/app';
import type { FaultName, Mailbox, Room } from './acts';
import { connectAccount, connectApp, register } from './connect';
import { createRandom } from './random';
import type { Scheduler } from './scheduler';
import { BEGINNINGS, control, direct, ORIGIN, scheduler, tenant, UPN } from './stage';
import { choosePolicies, drawVariety, meetingPlaces, type Spaces, spacesOf } from './variety';
import { createWatch, type Watch } from './watch';

/** Both sides in one process: the stand-in tenant, Carrel's own rows, and the way between them. */
export type Place = {
  tenant: Tenant;
  scheduler: Scheduler;
  watch: Watch;
  sample: Sample;
  spaces: Spaces;
  /** Faults by the id that the tenant gave them. */
  troubles: Map<string, FaultName>;
  /** Where Ada meets patrons: her desk, or a room that is booked with her. */
  places: Record<'desk' | Room, number>;
  links: Record<Mailbox, number>;
  connections: { rooms: number; ada: number };
  /** Events that people copied or brought back: they may bear our marker, and are theirs all the same. */
  byHand: Set<string>;
  now(): Date;
  /** Time passes on both sides; what falls due at the tenant is done. */
  pass(ms: number): Promise<void>;
  world(seed: number): SyncWorld;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  relink(mailbox: Mailbox): Promise<void>;
  /** What sweeps had to put right. */
  corrections(): Promise<{ corrections: number }>;
};

const watch = createWatch();
scheduler.mourner = (flow) => watch.died(flow);

/** The way to Microsoft: flows wait here for their turn, and processes die here. */
const ask: typeof fetch = async (input, init) => {
  // The signal stays out: virtual minutes pass within real milliseconds.
  const { signal: _, ...rest } = init ?? {};
  const request = new Request(input, rest);
  const end = watch.begin(request, tenant.world().clock.now());
  const isToken = request.url.includes('/oauth2/');
  try {
    if (!isToken) await scheduler.gate('send');
    if (!isToken && scheduler.diesHere('before the request')) return await scheduler.die();
    const answer = await tenant.fetch(request);
    if (!isToken) await scheduler.gate('receive');
    // The token endpoint is asked inside a transaction, which a death would leave open here as it would nowhere else.
    if (!isToken && scheduler.diesHere('after the request')) return await scheduler.die();
    // Not before: nobody can heed what is still on its way.
    watch.answered(request, answer, tenant.world().clock.now(), scheduler.flow());
    return answer;
  } finally {
    end();
  }
};

/** Everything begins anew: the tenant, the rows, three calendars linked. */
export async function beginPlace(seed: number): Promise<Place> {
  const random = createRandom(seed);
  await emptyRows();
  tenant.reset({ seed: `converge ${seed}`, now: random.pick(BEGINNINGS), frozen: true });
  watch.reset();
  const sample = await sampleLibrary();
  const variety = drawVariety(seed);
  const spaces = spacesOf(sample, variety);
  await choosePolicies(spaces, sample.librarian.id, variety);
  const places = await meetingPlaces(spaces, sample.librarian.id);
  const app = await register(variety);
  const now = () => new Date(tenant.world().clock.now());
  const ownerId = sample.ada.id;
  const rooms =
    variety.roomMode === 'app'
      ? await connectApp(app, ownerId, now())
      : await connectAccount(app, { upn: 'it@library.example', purpose: 'rooms', ownerId }, now());
  const ada = await connectAccount(app, { upn: UPN.ada, purpose: 'own', ownerId }, now());
  const wishes = {
    oak: { connectionId: rooms.id, resourceId: spaces.oak, token: rooms.token },
    cedar: { connectionId: rooms.id, resourceId: spaces.cedar, token: rooms.token },
    ada: { connectionId: ada.id, resourceId: sample.librarian.id, token: ada.token },
  };
  const wishOf = async (mailbox: Mailbox) => {
    const { connectionId, resourceId, token } = wishes[mailbox];
    const address = { graphOrigin: ORIGIN, fetch: direct };
    const { mailboxOid, calendarId, calendarName } = await probeMailbox(address, token, UPN[mailbox]);
    return { connectionId, resourceId, mailboxOid, mailboxAddress: UPN[mailbox], calendarId, calendarName };
  };
  // Asked once: what a person sees while linking is not what is tried here.
  const found = { oak: await wishOf('oak'), cedar: await wishOf('cedar'), ada: await wishOf('ada') };
  const relink = async (mailbox: Mailbox) => {
    const how = { isDefaultCalendar: true, writes: true, reads: true, horizonDays: 10 };
    links[mailbox] = (await transaction((tx) => openLink(tx, { ...found[mailbox], ...how }, now()))).linkId;
  };
  const links = { oak: 0, cedar: 0, ada: 0 };
  for (const mailbox of ['oak', 'cedar', 'ada'] as const) await relink(mailbox);
  return {
    ...{ tenant, scheduler, watch, sample, spaces, places, links, now, control, relink, troubles: new Map() },
    corrections: async () => {
      const { _sum } = await db().calendarLink.aggregate({ _sum: { corrections: true } });
      return { corrections: _sum.corrections ?? 0 };
    },
    connections: { rooms: rooms.id, ada: ada.id },
    byHand: new Set(),
    pass: (ms) => {
      watch.passed(ms);
      return tenant.world().clock.set({ advanceMs: ms });
    },
    world: (jitter) => {
      const { next } = createRandom(jitter);
      const sleep = (ms: number) => tenant.world().clock.set({ advanceMs: ms });
      return { clock: now, fetch: ask, random: next, sleep, refreshes: new Map() };
    },
  };
}
