import type { World } from './world';

/** Four at once, and ten thousand in ten minutes, for each application and mailbox. */
const AT_ONCE = 4;
const MOST_IN_WINDOW = 10_000;
const WINDOW_MS = 600_000;
const RETRY_AFTER = ['2', '2.128', null] as const;

type Lane = { running: number; windowStart: number; inWindow: number };

export type Throttle = {
  /** A way out when there is room, else how long to wait. */
  enter(world: World, appId: string, mailbox: string): { leave: () => void } | { retryAfter: string | null };
};

export function createThrottle(): Throttle {
  const lanes = new Map<string, Lane>();
  return {
    enter(world, appId, mailbox) {
      const scope = world.behaviour.get('concurrencyScope') === 'app' ? appId : `${appId} ${mailbox}`;
      const lane = laneOf(lanes, `${world.generation} ${scope}`, world.clock.now());
      lane.inWindow += 1;
      if (lane.running >= AT_ONCE || lane.inWindow > MOST_IN_WINDOW) {
        return { retryAfter: RETRY_AFTER[world.chance.int(0, RETRY_AFTER.length - 1)] ?? null };
      }
      lane.running += 1;
      return {
        leave: () => {
          lane.running -= 1;
        },
      };
    },
  };
}

function laneOf(lanes: Map<string, Lane>, key: string, now: number): Lane {
  let lane = lanes.get(key);
  if (!lane) {
    lane = { running: 0, windowStart: now, inWindow: 0 };
    lanes.set(key, lane);
    if (lanes.size > 5_000) lanes.clear();
  }
  if (now - lane.windowStart > WINDOW_MS || now < lane.windowStart) {
    lane.windowStart = now;
    lane.inWindow = 0;
  }
  return lane;
}
