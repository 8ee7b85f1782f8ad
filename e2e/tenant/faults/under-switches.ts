import type { Behaviour } from '../behaviour';
import type { Call } from '../router';

/** The same request, answered as though these switches stood otherwise. Meant for reads: the world is the same. */
export function underSwitches(call: Call, values: Record<string, string | number | boolean>): Call {
  const { behaviour } = call.world;
  const get = (name: string) => (Object.hasOwn(values, name) ? values[name] : behaviour.get(name as never));
  return { ...call, world: { ...call.world, behaviour: { ...behaviour, get: get as Behaviour['get'] } } };
}
