import type { Tenant } from '../tenant-control';

/** What answers of Graph take at least, in milliseconds. */
const LATENCY_MS = 50;
const GRAPH = { path: '/v1.0' };
const notification = { operation: 'notification' };

/** How often each happens to a request that can meet it; those of Graph's add up to five in a hundred. */
const TROUBLE: readonly { name: string; where: object; effect: unknown; probability: number }[] = [
  { name: '429', where: GRAPH, effect: { status: 429, headers: { 'Retry-After': '2' } }, probability: 0.008 },
  { name: '429 untold', where: GRAPH, effect: { status: 429 }, probability: 0.001 },
  { name: '503', where: GRAPH, effect: { status: 503 }, probability: 0.006 },
  { name: '503 told', where: GRAPH, effect: { status: 503, headers: { 'Retry-After': '1' } }, probability: 0.004 },
  { name: '504 after commit', where: GRAPH, effect: { status: 504, afterCommit: true }, probability: 0.008 },
  { name: 'reset before', where: GRAPH, effect: 'reset_before', probability: 0.006 },
  { name: 'reset after commit', where: GRAPH, effect: 'reset_after_commit', probability: 0.008 },
  { name: 'body cut', where: GRAPH, effect: { cutBodyAt: 40 }, probability: 0.005 },
  { name: 'token expired', where: GRAPH, effect: 'expire_token', probability: 0.004 },
  { name: '412', where: { method: 'PATCH', path: '/v1.0' }, effect: { status: 412 }, probability: 0.03 },
  { name: '410 on delta', where: { operation: 'calendarView.delta' }, effect: 'gone', probability: 0.02 },
  { name: 'token endpoint 503', where: { operation: 'token' }, effect: { status: 503 }, probability: 0.05 },
  { name: 'notification lost', where: notification, effect: 'drop', probability: 0.05 },
  { name: 'notification doubled', where: notification, effect: 'duplicate', probability: 0.05 },
  { name: 'notification late', where: notification, effect: { delayNotificationMs: 20_000 }, probability: 0.05 },
  { name: 'notifications reordered', where: notification, effect: 'reorder', probability: 0.03 },
];

export type Faults = {
  /** No answer at all for a while, or no notification. */
  outage(forMs: number): Promise<void>;
  silence(forMs: number): Promise<void>;
  /** Everything works from now on; answers how often each kind was met. */
  end(): Promise<Map<string, number>>;
};

export async function startFaults(tenant: Tenant, seed: number): Promise<Faults> {
  const names = new Map<string, string>();
  const add = async (name: string, terms: object) => {
    const { id } = await tenant.call<{ id: string }>('POST', '/faults', { times: null, ...terms });
    names.set(id, name);
  };
  for (const { name, ...terms } of TROUBLE) await add(name, { ...terms, seed: `${seed} ${name}` });
  await add('latency', { where: GRAPH, effect: { delayMs: LATENCY_MS } });
  return {
    outage: (forMs) => add('outage', { where: GRAPH, effect: 'reset_before', forMs }),
    silence: (forMs) => add('silence', { effect: 'silence', forMs }),
    async end() {
      type Known = { id: string; used: number };
      const { faults, spent } = await tenant.call<{ faults: Known[]; spent: Known[] }>('GET', '/faults');
      await tenant.call('DELETE', '/faults');
      const used = new Map<string, number>();
      for (const fault of [...faults, ...spent]) {
        const name = names.get(fault.id) ?? 'other';
        used.set(name, (used.get(name) ?? 0) + fault.used);
      }
      return used;
    },
  };
}
