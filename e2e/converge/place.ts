import { POST as notified } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db, transaction } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { openLink } from '@/lib/db/links';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { probeMailbox, readMe } from '@/lib/graph/probe';
import { seal } from '@/lib/seal';
import type { SyncWorld } from '@/lib/sync/session';
import { createTenant, type Tenant } from '../tenant/app';
import type { Mailbox } from './acts';
import { createRandom } from './random';
import { createScheduler, type Scheduler } from './scheduler';
import { createWatch, type Watch } from './watch';

/** Both sides in one process: the stand-in tenant, Carrel's own rows, and the way between them. */
export type Place = {
  tenant: Tenant;
  scheduler: Scheduler;
  watch: Watch;
  sample: Sample;
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

export const ORIGIN = 'http://localhost:4365';
export const UPN: Record<Mailbox, string> = {
  oak: 'oak@library.example',
  cedar: 'cedar@library.example',
  ada: 'librarian@library.example',
};

const GRAPH = 'https://graph.microsoft.com';
const SCOPES = [`${GRAPH}/User.Read`, `${GRAPH}/Calendars.ReadWrite`, `${GRAPH}/Calendars.ReadWrite.Shared`];
/** An ordinary week, and both changes of the clock in New York. */
const BEGINNINGS = ['2027-05-10T13:00:00Z', '2027-03-12T14:00:00Z', '2027-11-05T13:00:00Z'];

const scheduler = createScheduler();
const watch = createWatch();
const tenant = createTenant({ seed: 'converge', now: BEGINNINGS[0] ?? '', frozen: true, deliver: knock });

scheduler.mourner = (flow) => watch.died(flow);

/** Microsoft knocks: straight into the route, without a socket. */
async function knock(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const urlKey = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return notified(request, { params: Promise.resolve({ urlKey }) });
}

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
  const app = await control<{ clientId: string; tenantId: string; secret: { value: string } }>('POST', '/apps', {
    delegated: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared', 'Calendars.Read'],
    adminConsent: true,
  });
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMyOrg', tenantId: app.tenantId, clientId: app.clientId, state: 'active' },
      secretEnc: seal(app.secret.value, INTEGRATION_SECRET),
    },
  });
  const now = () => new Date(tenant.world().clock.now());
  const rooms = await connect(app, 'it@library.example', 'rooms', sample.ada.id, now());
  const ada = await connect(app, UPN.ada, 'own', sample.ada.id, now());
  const wishes = {
    oak: { connectionId: rooms.id, resourceId: sample.quiet.id, token: rooms.token },
    cedar: { connectionId: rooms.id, resourceId: sample.corner.id, token: rooms.token },
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
    ...{ tenant, scheduler, watch, sample, links, now, control, relink },
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

/** Past gates and watch: what set-up and checks ask. */
const direct: typeof fetch = (input, init) => tenant.fetch(new Request(input, init));

export async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request = new Request(`${ORIGIN}/_control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const response = await tenant.fetch(request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** As though the account's owner had been through the consent page. */
async function connect(
  app: { clientId: string; tenantId: string },
  upn: string,
  purpose: 'own' | 'rooms',
  ownerId: number,
  now: Date,
): Promise<{ id: number; token: string }> {
  const { clientId, tenantId } = app;
  type Tokens = { access_token: string; refresh_token: string; expires_in: number };
  const tokens = await control<Tokens>('POST', '/tokens', { clientId, upn, scopes: SCOPES });
  const me = await readMe({ graphOrigin: ORIGIN, fetch: direct }, tokens.access_token);
  const tokenExpiresAt = new Date(now.getTime() + tokens.expires_in * 1_000);
  const { id } = await db().syncConnection.create({
    data: {
      ...{ purpose, ownerId, tenantId, principalOid: me.oid, principalName: me.userPrincipalName, scopes: SCOPES },
      tokenExpiresAt,
    },
  });
  const tokenEnc = sealTokens(id, { accessToken: tokens.access_token, refreshToken: tokens.refresh_token });
  await db().syncConnection.update({ where: { id }, data: { tokenEnc } });
  return { id, token: tokens.access_token };
}
