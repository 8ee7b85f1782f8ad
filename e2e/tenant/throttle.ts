import type { World } from './world';

/** Four at once, ten thousand in ten minutes, 150 MB sent in five minutes: for each application and mailbox. */
const AT_ONCE = 4;
const MOST_REQUESTS = 10_000;
const REQUESTS_WINDOW_MS = 600_000;
const MOST_BYTES = 150 * 1024 * 1024;
const BYTES_WINDOW_MS = 300_000;
const MOST_LANES = 5_000;

type Window = { start: number; used: number };
type Lane = { running: number; requests: Window; bytes: Window };

/** `retryAfter` in seconds as the header says it; null: not told. */
export type Throttled = { status: 429 | 503; code: string; message: string; retryAfter: string | null };
export type Throttle = {
  /** A way out when there is room, to be told how much the request sent; else what to answer. */
  enter(world: World, appId: string, mailbox: string): { leave: (bytesSent: number) => void } | Throttled;
};

export function createThrottle(): Throttle {
  const lanesOf = new WeakMap<World, Map<string, Lane>>();
  return {
    enter(world, appId, mailbox) {
      const scope = world.behaviour.get('concurrencyScope') === 'app' ? appId : `${appId} ${mailbox}`;
      const lanes = lanesOf.get(world) ?? new Map<string, Lane>();
      lanesOf.set(world, lanes);
      const lane = laneOf(lanes, scope);
      const now = world.clock.now();
      turn(lane.requests, now, REQUESTS_WINDOW_MS);
      turn(lane.bytes, now, BYTES_WINDOW_MS);
      lane.requests.used += 1;
      const refusal = refusalOf(lane, now);
      if (refusal) return answerOf(world, refusal);
      lane.running += 1;
      return {
        leave: (bytesSent) => {
          lane.running -= 1;
          lane.bytes.used += bytesSent;
        },
      };
    },
  };
}

type Refusal = { code: string; message: string; waitMs: number };

/** Refused requests count too, so that whoever goes on asking waits the longer. */
function refusalOf({ running, requests, bytes }: Lane, now: number): Refusal | null {
  const limit = (name: string) => `Application is over its ${name} limit.`;
  if (requests.used > MOST_REQUESTS) {
    const waitMs = requests.start + REQUESTS_WINDOW_MS - now;
    return { code: 'TooManyRequests', message: 'Too many requests.', waitMs };
  }
  if (bytes.used > MOST_BYTES) {
    const waitMs = bytes.start + BYTES_WINDOW_MS - now;
    return { code: 'ApplicationThrottled', message: limit('MailboxUpload'), waitMs };
  }
  if (running >= AT_ONCE) {
    return { code: 'ApplicationThrottled', message: limit('MailboxConcurrency'), waitMs: 2_000 };
  }
  return null;
}

function answerOf(world: World, { code, message, waitMs }: Refusal): Throttled {
  const chosen = world.behaviour.get('retryAfterForm');
  const forms = ['integer', 'decimal', 'absent'] as const;
  const form = chosen === 'varied' ? forms[world.chance.int(0, forms.length - 1)] : chosen;
  const seconds = Math.ceil(waitMs / 1000);
  const retryAfter = form === 'absent' ? null : form === 'decimal' ? `${seconds}.128` : String(seconds);
  return { status: world.behaviour.get('throttledStatus'), code, message, retryAfter };
}

function laneOf(lanes: Map<string, Lane>, key: string): Lane {
  const present = lanes.get(key);
  if (present) return present;
  if (lanes.size >= MOST_LANES) lanes.clear();
  const lane = { running: 0, requests: { start: 0, used: 0 }, bytes: { start: 0, used: 0 } };
  lanes.set(key, lane);
  return lane;
}

function turn(window: Window, now: number, lengthMs: number): void {
  if (now >= window.start && now - window.start < lengthMs) return;
  window.start = now;
  window.used = 0;
}
