import type { NextFailure } from '../store/issued';
import type { World } from '../world';
import { IdentityProblem } from './problem';

/** The failure that waits for this kind of request, used up by asking. */
export function takeFailure(world: World, grant: string, clientId: string | null): NextFailure | undefined {
  const { failures } = world.issued;
  const found = failures.find(
    (one) => one.grant === grant && (one.clientId === null || one.clientId === clientId?.toLowerCase()),
  );
  if (!found) return undefined;
  found.left -= 1;
  if (found.left <= 0) failures.splice(failures.indexOf(found), 1);
  return found;
}

export function failureProblem({ code, status, error, suberror }: NextFailure): IdentityProblem {
  return new IdentityProblem(code, undefined, {
    ...(status === null ? {} : { status }),
    ...(error === null ? {} : { error }),
    ...(suberror === null ? {} : { suberror }),
  });
}
