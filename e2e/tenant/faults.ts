/** Trouble on request: each fault waits for the requests it names and is used up after `times` of them. */
export type FaultEffect =
  | 'reset_before'
  | 'reset_after_commit'
  | 'gone'
  | 'drop'
  | 'duplicate'
  | 'reorder'
  | 'remove_subscription'
  | { status: number; headers?: Record<string, string>; body?: unknown; afterCommit?: boolean }
  | { delayMs: number }
  | { cutBodyAt: number }
  | { delayNotificationMs: number };

export type FaultWhere = { method?: string; path?: string; mailbox?: string; operation?: string };
export type Fault = { id: string; where: FaultWhere; times: number; left: number; effect: FaultEffect };
export type FaultTarget = { method: string; path: string; mailbox: string | null; operation: string };

export type Faults = {
  add(id: string, where: FaultWhere, times: number, effect: FaultEffect): Fault;
  /** Faults that fit, each used once by asking. */
  take(target: FaultTarget, wanted: (effect: FaultEffect) => boolean): Fault[];
  list(): Fault[];
  clear(): void;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add(id, where, times, effect) {
      const fault = { id, where, times, left: times, effect };
      faults.push(fault);
      return fault;
    },
    take(target, wanted) {
      if (faults.length === 0) return [];
      const taken = faults.filter((fault) => wanted(fault.effect) && fits(fault.where, target));
      for (const fault of taken) fault.left -= 1;
      faults = faults.filter((fault) => fault.left > 0);
      return taken;
    },
    list: () => faults,
    clear: () => {
      faults = [];
    },
  };
}

export function isNotificationEffect(effect: FaultEffect): boolean {
  if (typeof effect === 'object') return 'delayNotificationMs' in effect;
  return effect === 'drop' || effect === 'duplicate' || effect === 'reorder';
}

export function isRequestEffect(effect: FaultEffect): boolean {
  return !isNotificationEffect(effect) && effect !== 'remove_subscription';
}

export function nameOfEffect(effect: FaultEffect): string {
  if (typeof effect === 'string') return effect;
  return 'status' in effect ? `status ${effect.status}` : Object.keys(effect).join();
}

function fits(where: FaultWhere, target: FaultTarget): boolean {
  return (
    matches(where.method, target.method) &&
    matches(where.path, target.path) &&
    matches(where.mailbox, target.mailbox ?? '') &&
    matches(where.operation, target.operation)
  );
}

/** `*` stands for anything; a path also fits as a part of the whole. Case does not matter. */
function matches(wanted: string | undefined, value: string): boolean {
  if (wanted === undefined) return true;
  const pattern = wanted.toLowerCase().split('*').map(escapeForPattern).join('.*');
  const isPart = wanted.startsWith('/') && !wanted.includes('*');
  return new RegExp(isPart ? pattern : `^${pattern}$`).test(value.toLowerCase());
}

function escapeForPattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
