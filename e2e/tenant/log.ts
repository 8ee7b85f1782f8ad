/** What happened in the tenant, in order: the oracle of tests. */
export type Actor = 'app' | 'person' | 'control' | 'tenant';

export type LogEntry = {
  seq: number;
  at: string;
  /** When it was received; `at` is when it was answered. */
  begunAt?: string;
  mailbox: string | null;
  operation: string;
  method: string;
  path: string;
  query: string | null;
  status: number;
  /** The header of that name, as it was sent. */
  retryAfter?: string;
  requestId: string;
  clientRequestId: string | null;
  appId: string | null;
  user: string | null;
  actor: Actor;
  ms: number;
  eventId?: string;
  code?: string;
  fault?: string;
  detail?: string;
};

export type Log = {
  add(entry: Omit<LogEntry, 'seq'>): LogEntry;
  since(seq: number, limit?: number): { entries: LogEntry[]; next: number };
  clear(): void;
};

const KEPT = 20_000;

export function createLog(): Log {
  let entries: LogEntry[] = [];
  let last = 0;
  return {
    add(entry) {
      last += 1;
      const added = { seq: last, ...entry };
      entries.push(added);
      if (entries.length > KEPT * 1.25) entries = entries.slice(-KEPT);
      return added;
    },
    since(seq, limit = KEPT) {
      // Numbers follow one another, so that the place of the first one asked for can be told without a search.
      const oldest = Math.max(0, entries.length - KEPT);
      const from = Math.max(oldest, entries.length - (last - seq));
      const found = entries.slice(from, from + limit);
      return { entries: found, next: found.at(-1)?.seq ?? Math.max(seq, 0) };
    },
    clear() {
      entries = [];
      last = 0;
    },
  };
}
