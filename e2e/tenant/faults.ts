import type { FaultEffect } from './faults/effects';
import { createRandom, type Random } from './random';

/** Trouble on request: each fault waits for the requests it names and is used up after `times` of them. */
export type FaultWhere = {
  method?: string;
  path?: string;
  query?: string;
  mailbox?: string;
  operation?: string;
  inBatch?: boolean;
};

/** `times` null: until it is cleared or its time is over. The first `skip` requests that fit are let through. */
export type FaultTerms = {
  times: number | null;
  skip: number;
  /** How likely one request that fits meets it. */
  probability: number;
  seed: string;
  until: number | null;
};
export type Fault = FaultTerms & {
  id: string;
  where: FaultWhere;
  effect: FaultEffect;
  left: number | null;
  /** Requests that fitted, whether met or not. */
  seen: number;
  used: number;
};
export type FaultTarget = {
  now: number;
  method: string;
  path: string;
  query: string;
  mailbox: string | null;
  operation: string;
  inBatch: boolean;
};

export type Faults = {
  add(id: string, where: FaultWhere, effect: FaultEffect, terms?: Partial<FaultTerms>): Fault;
  /** Faults that fit, each used once by asking. */
  take(target: FaultTarget, wanted: (effect: FaultEffect, where: FaultWhere) => boolean): Fault[];
  /** Those that still wait. */
  list(): Fault[];
  /** The newest of those that are used up. */
  spent(): Fault[];
  waitsFor(name: string): boolean;
  remove(id: string): boolean;
  clear(): void;
};

const MOST_SPENT = 200;

export function createFaults(seed: string): Faults {
  let faults: Fault[] = [];
  let spent: Fault[] = [];
  let made = 0;
  const dice = new Map<string, Random>();

  const add: Faults['add'] = (id, where, effect, terms = {}) => {
    made += 1;
    const times = terms.times === undefined ? 1 : terms.times;
    const defaults = { skip: 0, probability: 1, seed: `${seed}:fault:${made}`, until: null };
    const fault: Fault = { id, where, effect, ...defaults, ...terms, times, left: times, seen: 0, used: 0 };
    dice.set(id, createRandom(fault.seed));
    faults.push(fault);
    return fault;
  };
  const retire = (now: number) => {
    const isOver = (fault: Fault) => fault.left === 0 || (fault.until !== null && fault.until <= now);
    const over = faults.filter(isOver);
    if (over.length === 0) return;
    faults = faults.filter((fault) => !isOver(fault));
    spent = [...spent, ...over].slice(-MOST_SPENT);
    for (const { id } of over) dice.delete(id);
  };
  const meets = (fault: Fault) => {
    fault.seen += 1;
    if (fault.seen <= fault.skip) return false;
    if (fault.probability < 1 && (dice.get(fault.id)?.next() ?? 0) >= fault.probability) return false;
    fault.used += 1;
    if (fault.left !== null) fault.left -= 1;
    return true;
  };

  return {
    add,
    take(target, wanted) {
      if (faults.length === 0) return [];
      retire(target.now);
      const taken = faults
        .filter((fault) => wanted(fault.effect, fault.where) && fits(fault.where, target))
        .filter(meets);
      retire(target.now);
      return taken;
    },
    list: () => faults,
    spent: () => spent,
    waitsFor: (name) => faults.some(({ effect }) => typeof effect === 'object' && name in effect),
    remove(id) {
      const before = faults.length;
      faults = faults.filter((fault) => fault.id !== id);
      return faults.length < before;
    },
    clear() {
      faults = [];
      spent = [];
      dice.clear();
    },
  };
}

function fits(where: FaultWhere, target: FaultTarget): boolean {
  return (
    matches(where.method, target.method) &&
    matches(where.path, target.path) &&
    (where.query === undefined || target.query.toLowerCase().includes(where.query.toLowerCase())) &&
    matches(where.mailbox, target.mailbox ?? '') &&
    matches(where.operation, target.operation) &&
    (where.inBatch === undefined || where.inBatch === target.inBatch)
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
