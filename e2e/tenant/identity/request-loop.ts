import type { World } from '../world';
import { IdentityProblem } from './problem';

const WINDOW_MS = 300_000;
const MOST = 15;

/** The same request over and over: refused from the sixteenth within five minutes, when the switch says so. */
export function countForLoop(world: World, request: string): void {
  if (world.behaviour.get('requestLoop') === 'off') return;
  const now = world.clock.now();
  const { requestTimes } = world.issued;
  const recent = (requestTimes.get(request) ?? []).filter((at) => at > now - WINDOW_MS);
  requestTimes.set(request, [...recent, now]);
  if (recent.length >= MOST) throw new IdentityProblem(50196);
}
