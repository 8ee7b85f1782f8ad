import v8 from 'node:v8';
import vm from 'node:vm';
import { createTenant, type Tenant } from '../../e2e/tenant/app';
import type { Bench } from './figure';
import { median, round, STARTS, startUpMs } from './tenant-start-up';

/** How fast the stand-in tenant is, in process and out of it, and whether its memory stays flat. */
const NOW = '2026-10-05T13:00:00Z';
const BASE = 'http://localhost:4365';
const WINDOW = 'startDateTime=2026-10-05T00:00:00Z&endDateTime=2026-10-12T00:00:00Z';
const ROOM = 'cedar@library.example';
const UPN = 'admin@library.example';

export const bench: Bench = async (print) => {
  const rates = await simpleOperations();
  for (const [name, each] of rates)
    print({ name: `tenant.${name}`, value: Math.round(each), unit: 'ops/s', detail: 'in process, one at a time' });
  const mean = rates.length / rates.reduce((sum, [, each]) => sum + 1 / each, 0);
  const named = rates.map(([name]) => name).join(', ');
  print({ name: 'tenant.simple', value: Math.round(mean), unit: 'ops/s', detail: `equal shares of ${named}` });
  print({ name: 'tenant.reset', value: resetMs(), unit: 'ms', detail: 'median of 50, with the seeded calendars' });
  const perMinute = await historiesPerMinute();
  print({
    name: 'tenant.histories',
    value: perMinute,
    unit: 'per minute',
    detail: 'reset, 20 acts, both passes of delta',
  });
  const { grownMb, bytes } = await memoryGrowth();
  print({
    name: 'tenant.memory',
    value: grownMb,
    unit: 'MB grown',
    detail: `from 40,000 to 100,000 operations, read each 20,000: ${bytes}`,
  });
  const startMs = await startUpMs();
  print({ name: 'tenant.start', value: startMs, unit: 'ms', detail: `to the ready line, median of ${STARTS}` });
};

/** One who asks: a bearer of everything, speaking to a tenant in this process. */
async function asker(tenant: Tenant) {
  const send = async (method: string, path: string, body?: unknown, token?: string) => {
    const headers: Record<string, string> = { Prefer: 'IdType="ImmutableId"' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (token) headers.Authorization = `Bearer ${token}`;
    const url = path.startsWith('http') ? path : BASE + path;
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await tenant.fetch(new Request(url, { method, headers, ...init }));
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  const app = await send('POST', '/_control/apps', {});
  const scopes = ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'];
  const tokens = () => send('POST', '/_control/tokens', { clientId: app.clientId, upn: UPN, scopes });
  let token = (await tokens()).access_token;
  return {
    control: (method: string, path: string, body?: unknown) => send(method, `/_control${path}`, body),
    graph: (method: string, path: string, body?: unknown) =>
      send(method, path.startsWith('http') ? path : `/v1.0${path}`, body, token),
    freshToken: async () => {
      token = (await tokens()).access_token;
    },
  };
}
type Asker = Awaited<ReturnType<typeof asker>>;

const event = (i: number) => ({
  subject: `n${i}`,
  start: { dateTime: `2026-10-0${5 + (i % 5)}T0${i % 9}:00:00`, timeZone: 'UTC' },
  end: { dateTime: `2026-10-0${5 + (i % 5)}T0${i % 9}:30:00`, timeZone: 'UTC' },
  transactionId: `t${i}`,
});

async function simpleOperations(): Promise<[string, number][]> {
  const tenant = createTenant({ seed: 'bench', now: NOW, frozen: true });
  // Ten thousand in ten minutes is a mailbox's limit, and here it is not what is measured.
  tenant.world().behaviour.set({ throttling: 'off' });
  const { graph } = await asker(tenant);
  const events = `/users/${ROOM}/events`;
  const ids: string[] = [];
  const deltaLink = async (path: string): Promise<string> => {
    const body = await graph('GET', path);
    return body['@odata.deltaLink'] ?? deltaLink(body['@odata.nextLink']);
  };
  for (let i = 0; i < 1_500; i += 1) ids.push((await graph('POST', events, event(i))).id);
  for (const id of ids.splice(0)) await graph('DELETE', `${events}/${id}`);
  const rates: [string, number][] = [];
  const measure = async (name: string, times: number, run: (i: number) => Promise<unknown>) => {
    const startedAt = performance.now();
    for (let i = 0; i < times; i += 1) await run(i);
    rates.push([name, (times * 1_000) / (performance.now() - startedAt)]);
  };
  await measure('create', 400, async (i) => ids.push((await graph('POST', events, event(2_000 + i))).id));
  await measure('get', 3_000, (i) => graph('GET', `${events}/${ids[i % ids.length]}`));
  await measure('patch', 2_000, (i) => graph('PATCH', `${events}/${ids[i % ids.length]}`, { subject: `p${i}` }));
  await measure('delete', 360, () => graph('DELETE', `${events}/${ids.pop()}`));
  await measure('list', 2_000, () => graph('GET', `/users/${ROOM}/calendarView?${WINDOW}`));
  const link = await deltaLink(`/users/${ROOM}/calendarView/delta?${WINDOW}`);
  await measure('delta', 2_000, () => graph('GET', link));
  tenant.close();
  return rates;
}

function resetMs(): number {
  const tenant = createTenant({ seed: 'bench', now: NOW, frozen: true });
  const times = Array.from({ length: 50 }, () => {
    const startedAt = performance.now();
    tenant.reset({ now: NOW, frozen: true });
    return performance.now() - startedAt;
  });
  tenant.close();
  return median(times);
}

/** Short lives from the same beginning: what randomized runs are made of. */
async function historiesPerMinute(): Promise<number> {
  const tenant = createTenant({ now: NOW, frozen: true, calendars: 'empty' });
  const startedAt = performance.now();
  const histories = 300;
  for (let history = 0; history < histories; history += 1) {
    tenant.reset({ seed: `h${history}`, now: NOW, frozen: true, calendars: 'empty' });
    const one = await asker(tenant);
    const ids: string[] = [];
    const first = await one.graph('GET', `/users/${ROOM}/calendarView/delta?${WINDOW}`);
    for (let act = 0; act < 20; act += 1) {
      if (act % 5 === 4) await one.graph('DELETE', `/users/${ROOM}/events/${ids.pop()}`);
      else if (act % 5 === 3) await one.control('PATCH', `/mailboxes/${ROOM}/events/${ids[0]}`, { showAs: 'free' });
      else ids.push((await one.graph('POST', `/users/${ROOM}/events`, event(act))).id);
      if (act % 7 === 6) await one.control('POST', '/clock', { advanceMs: 5_000 });
    }
    await one.graph('GET', first['@odata.deltaLink']);
  }
  tenant.close();
  return Math.round((histories * 60_000) / (performance.now() - startedAt));
}

/** Everything that leaves something behind, a hundred thousand times. */
async function memoryGrowth(): Promise<{ grownMb: number; bytes: string }> {
  const tenant = createTenant({ seed: 'bench', now: NOW, frozen: true });
  const one = await asker(tenant);
  const used: number[] = [];
  for (let done = 0; done < 100_000; ) {
    done += await leaveTraces(one, done);
    if (done % 1_000 === 0) {
      await one.control('POST', '/clock', { advanceMs: 1_800_000 });
      await one.freshToken();
    }
    if (done % 20_000 === 0) used.push(heapMb());
  }
  tenant.close();
  // By then the log and the other things that have an end are full.
  const [, first = 0, ...rest] = used;
  return { grownMb: round((rest.at(-1) ?? 0) - first), bytes: `${used.join(', ')} MB` };
}

async function leaveTraces({ graph, control }: Asker, i: number): Promise<number> {
  const events = `/users/${ROOM}/events`;
  const { id } = await graph('POST', events, event(i));
  await graph('PATCH', `${events}/${id}`, { showAs: 'free' });
  await graph('GET', `${events}/${id}`);
  await control('PATCH', `/mailboxes/${ROOM}/events/${id}`, { subject: 'by hand' });
  if (i % 1_000 === 0) await graph('GET', `/users/${ROOM}/calendarView/delta?${WINDOW}`);
  else await graph('GET', `/users/${ROOM}/calendarView?${WINDOW}&$top=3`);
  await graph('DELETE', `${events}/${id}`);
  await control('POST', '/faults', { effect: { delayMs: 0 } });
  await graph('GET', '/me');
  await graph('GET', `/users/${ROOM}/calendar`);
  await control('GET', '/clock');
  return 10;
}

function heapMb(): number {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
  return round(process.memoryUsage().heapUsed / 2 ** 20);
}
