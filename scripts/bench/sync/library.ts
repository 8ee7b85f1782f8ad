import { POST as notified } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db } from '@/lib/db/client';
import { claimPullLink } from '@/lib/db/cursors';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { claimPushLink } from '@/lib/db/push-jobs';
import { seal } from '@/lib/seal';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import type { SyncWorld } from '@/lib/sync/session';
import { pullLink } from '@/lib/worker/pull-lane';
import { pushLink } from '@/lib/worker/push-lane';
import { createTenant } from '../../../e2e/tenant/app';

/** A library of many rooms beside its tenant, in one process and by one virtual clock. */
export type Library = {
  resourceIds: number[];
  /** Graph requests so far. */
  asked(): number;
  now(): Date;
  pass(ms: number): Promise<void>;
  /** Everything that is due now, on six lanes each way as in a worker. */
  settle(): Promise<void>;
  /** Somebody's event in a room's calendar, an hour of the next weeks. */
  create(room: number, n: number): Promise<void>;
};

const ORIGIN = 'http://localhost:4365';
const BEGIN = '2027-05-10T05:00:00Z';
const LANES = 6;

export async function openLibrary(rooms: number): Promise<Library> {
  let requests = 0;
  const tenant = createTenant({ seed: 'bench', now: BEGIN, frozen: true, calendars: 'empty', deliver: knock });
  const now = () => new Date(tenant.world().clock.now());
  const ask: typeof fetch = (input, init) => {
    const request = new Request(input, { ...init, signal: null });
    if (request.url.includes('/v1.0/')) requests += 1;
    return tenant.fetch(request);
  };
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await tenant.fetch(new Request(`${ORIGIN}/_control${path}`, init));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };

  const app = await control<{ clientId: string; tenantId: string; secret: { value: string } }>('POST', '/apps', {
    ...{ application: ['Calendars.ReadWrite'], adminConsent: true },
  });
  const upns = Array.from({ length: rooms }, (_, index) => `bench-${index}@library.example`);
  for (const upn of upns) await control('POST', '/identity', { action: 'add_user', upn, displayName: upn });
  const resourceIds = await addRows(app, tenant.world().directory.users, upns);
  const world: SyncWorld = { clock: now, fetch: ask, sleep: async () => undefined };

  const lane = async (claim: () => Promise<{ linkId: number; fence: number } | null>, run: Run) => {
    for (let lease = await claim(); lease; lease = await claim()) await run(lease, world);
  };
  const settle = async () => {
    await keepAll(world);
    const pushes = Array.from({ length: LANES }, () => lane(() => claimPushLink(db(), 'bench', now()), pushLink));
    await Promise.all(pushes);
    const pulls = Array.from({ length: LANES }, () => lane(() => claimPullLink(db(), 'bench', now(), 0), pullLink));
    await Promise.all(pulls);
  };
  return {
    ...{ resourceIds, now, settle },
    asked: () => requests,
    pass: (ms) => tenant.world().clock.set({ advanceMs: ms }),
    create: async (room, n) => {
      const start = Date.parse(BEGIN) + (72 + n * 2) * 3_600_000;
      const at = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' });
      const event = { subject: 'Somebody’s', start: at(start), end: at(start + 3_600_000) };
      await control('POST', `/mailboxes/${upns[room]}/events`, event);
    },
  };
}

type Run = (lease: { linkId: number; fence: number }, world: SyncWorld) => Promise<void>;

/** Straight into the route, without a socket. */
async function knock(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const urlKey = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return notified(request, { params: Promise.resolve({ urlKey }) });
}

/** Links without a subscription, and those whose renewal is due. */
async function keepAll(world: SyncWorld): Promise<void> {
  const due = await db().$queryRaw<{ id: number }[]>`
    SELECT link.id FROM calendar_link link WHERE NOT EXISTS (SELECT FROM subscription
      WHERE subscription.link_id = link.id AND state = 'active' AND renew_at > ${world.clock()}::timestamptz)`;
  for (const { id } of due) await keepSubscription(id, world);
}

/** Always open, bookable ten days ahead; all rooms through the application. */
async function addRows(
  app: { clientId: string; tenantId: string; secret: { value: string } },
  users: ReadonlyMap<string, { id: string; upn: string }>,
  upns: readonly string[],
): Promise<number[]> {
  await db().library.create({ data: { name: 'Bench Library', retentionDays: 30 } });
  const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }));
  const location = await db().location.create({
    data: { name: 'Main', address: '', timeZone: 'UTC', hoursSchedules: { create: [{ spans: { create: spans } }] } },
  });
  const category = await db().category.create({ data: { locationId: location.id, kind: 'space', name: 'Rooms' } });
  const admin = await db().person.create({ data: { name: 'A', email: 'a@library.example', role: 'admin' } });
  const { clientId, tenantId } = app;
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMyOrg', tenantId, clientId, state: 'active', roomMode: 'app' },
      secretEnc: seal(app.secret.value, INTEGRATION_SECRET),
    },
  });
  const connection = await db().syncConnection.create({
    data: {
      ...{ mode: 'app', purpose: 'rooms', ownerId: admin.id, tenantId, principalOid: clientId },
      ...{ principalName: 'Carrel', scopes: [] },
    },
  });
  const oids = new Map([...users.values()].map(({ upn, id }) => [upn, id]));
  await db().resource.createMany({
    data: upns.map((upn) => ({ kind: 'space' as const, categoryId: category.id, name: upn, capacity: 4 })),
  });
  const resources = await db().resource.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } });
  await db().calendarLink.createMany({
    data: resources.map(({ id, name }) => ({
      ...{ connectionId: connection.id, resourceId: id, mailboxOid: oids.get(name) ?? name, mailboxAddress: name },
      ...{ calendarId: 'default', calendarName: 'Calendar', horizonDays: 60 },
    })),
  });
  return resources.map(({ id }) => id);
}
