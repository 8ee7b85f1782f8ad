import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** A request with a key, while it is worked on. */
export type KeyedRequest = {
  clientId: number;
  key: string;
  /** Whoever holds it may write; a claim that was taken over may not. */
  claim: string;
  /** What its transactions came to before, when whoever worked on it died; `place` counts all it began. */
  steps: readonly KeptStep[];
};

export type KeptStep = { place: number; value: Prisma.JsonValue };

type Open = KeyedRequest & { next: number };

const open = new AsyncLocalStorage<Open>();

/** Everything that `work` writes in transactions is done once, however often the request is worked on. */
export const withKeyedRequest = <T>(request: KeyedRequest, work: () => Promise<T>): Promise<T> =>
  open.run({ ...request, next: 0 }, work);

/** One transaction of a keyed request: `known` is what it came to already. */
export type Step = { known: { value: unknown } | null; keep: (tx: Tx, value: unknown) => Promise<void> };

/** The next transaction of the request that is being worked on here; null: none has a key. */
export function nextStep(): Step | null {
  const request = open.getStore();
  if (!request) return null;
  const place = request.next++;
  const stored = request.steps.find((one) => one.place === place);
  return {
    known: stored ? { value: revived(stored.value) } : null,
    keep: (tx, value) => keep(tx, request, { place, value: storable(value) }),
  };
}

/**
 * Whether the next transaction of the request was committed before, by somebody who died since. For rules that are asked
 * outside of it: they would find in their way what the request itself has done.
 */
export function isWritten(): boolean {
  const request = open.getStore();
  return request?.steps.some(({ place }) => place === request.next) ?? false;
}

class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * What the transaction comes to, kept with it: either both are there or neither. Whoever lost the claim meanwhile writes
 * nothing at all.
 */
async function keep(tx: Tx, { clientId, key, claim }: KeyedRequest, step: object): Promise<void> {
  const kept = await tx.$executeRaw`
    UPDATE api_request SET steps = steps || jsonb_build_array(${JSON.stringify(step)}::jsonb)
    WHERE client_id = ${clientId} AND key = ${key} AND claim = ${claim}::uuid`;
  if (kept !== 1) throw new ClaimLost('somebody else works on this request by now');
}

const DATE = '$date';
const NOTHING = '$undefined';

/** Instants and "nothing" have no form of their own in JSON. */
function storable(value: unknown): unknown {
  if (value === undefined) return { [NOTHING]: true };
  if (value instanceof Date) return { [DATE]: value.toISOString() };
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storable(one)]));
}

function revived(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(revived);
  if (typeof stored !== 'object' || stored === null) return stored;
  const { [DATE]: date, [NOTHING]: nothing } = stored as Record<string, unknown>;
  if (typeof date === 'string') return new Date(date);
  if (nothing === true) return undefined;
  return Object.fromEntries(Object.entries(stored).map(([name, one]) => [name, revived(one)]));
}
