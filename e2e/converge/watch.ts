/** Looks on while requests are made and remembers every broken promise about the way they are made. */
export type Watch = {
  /** A request is about to be sent; returns what to call when its answer has been taken in, or its process died. */
  begin(request: Request, at: number): () => void;
  /** What came back, and who heard it: from now on the mailbox may have to be left alone. */
  answered(request: Request, answer: Response, at: number, hearer: object | null): void;
  /** A wait that only a dead process heard of is heeded by nobody. */
  died(flow: object): void;
  /** So much time went by that no request from before is still in flight, whatever its sender does. */
  passed(ms: number): void;
  violations: string[];
  requests: number;
  faultsSeen: Map<string, number>;
  reset(): void;
};

const MOST_AT_ONCE = 3;
/** No request waits longer for its answer. */
const PATIENCE_MS = 10_000;

export function createWatch(): Watch {
  let inFlight = new Map<string, number>();
  const notBefore = new Map<string, number>();
  const lastHeard = new WeakMap<object, { mailbox: string; before: number }>();
  const watch: Watch = {
    violations: [],
    requests: 0,
    faultsSeen: new Map(),
    begin(request, at) {
      watch.requests += 1;
      const mailbox = mailboxOf(request);
      if (!mailbox) return () => undefined;
      const until = notBefore.get(mailbox) ?? 0;
      if (at < until) watch.violations.push(`I10: asked ${mailbox} ${until - at} ms before it may be asked again`);
      const count = (inFlight.get(mailbox) ?? 0) + 1;
      inFlight.set(mailbox, count);
      if (count > MOST_AT_ONCE) watch.violations.push(`I10: ${count} requests to ${mailbox} at once`);
      const counted = inFlight;
      let ended = false;
      return () => {
        if (!ended) counted.set(mailbox, (counted.get(mailbox) ?? 1) - 1);
        ended = true;
      };
    },
    passed(ms) {
      if (ms >= PATIENCE_MS) inFlight = new Map();
    },
    died(flow) {
      const heard = lastHeard.get(flow);
      if (heard) notBefore.set(heard.mailbox, heard.before);
    },
    answered(request, answer, at, hearer) {
      if (hearer) lastHeard.delete(hearer);
      if (answer.status >= 400) {
        const kind = `${answer.status}`;
        watch.faultsSeen.set(kind, (watch.faultsSeen.get(kind) ?? 0) + 1);
      }
      const mailbox = mailboxOf(request);
      if (!mailbox || (answer.status !== 429 && answer.status !== 503)) return;
      const told = answer.headers.get('retry-after');
      if (told === null && answer.status === 503) return;
      const seconds = Number(told ?? 0);
      if (hearer) lastHeard.set(hearer, { mailbox, before: notBefore.get(mailbox) ?? 0 });
      notBefore.set(mailbox, at + (seconds < 1 ? 10_000 : Math.ceil(seconds * 1_000)));
    },
    reset() {
      inFlight = new Map();
      notBefore.clear();
      watch.violations = [];
      watch.requests = 0;
      watch.faultsSeen.clear();
    },
  };
  return watch;
}

const mailboxOf = (request: Request): string | null => /\/v1\.0\/users\/([^/?]+)/.exec(request.url)?.[1] ?? null;
