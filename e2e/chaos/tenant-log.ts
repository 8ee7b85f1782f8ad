import { setTimeout as wait } from 'node:timers/promises';
import type { Tenant } from '../tenant-control';
import { type Asked, asked, type Entry } from '../two-sides/asked';

const EVERY_MS = 500;

/** Reads the tenant's log on while it grows, since it keeps its newest entries only. */
export function followLog(tenant: Tenant) {
  const entries: Asked[] = [];
  let next = 0;
  let ended = false;
  const readOn = async () => {
    for (;;) {
      const more = await tenant.call<{ entries: Entry[]; next: number }>('GET', `/log?since=${next}&limit=2000`);
      if (more.entries[0] && more.entries[0].seq > next + 1 && next > 0)
        throw new Error('entries of the log were lost');
      entries.push(...more.entries.map(asked));
      next = more.next;
      if (more.entries.length === 0) return;
    }
  };
  const loop = (async () => {
    while (!ended) {
      await readOn();
      await wait(EVERY_MS);
    }
  })();
  return {
    entries,
    /** Everything up to now is there. */
    async upToDate(): Promise<readonly Asked[]> {
      await readUpTo();
      return entries;
    },
    async end(): Promise<void> {
      ended = true;
      await loop;
    },
  };

  /** The loop reads; it is waited for, so that nothing is taken twice. */
  async function readUpTo(): Promise<void> {
    const more = await tenant.call<{ entries: { seq: number }[] }>('GET', `/log?since=${next}`);
    const newest = more.entries.at(-1)?.seq ?? next;
    while (next < newest) await wait(50);
  }
}
