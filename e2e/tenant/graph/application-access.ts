import type { User } from '../store/directory';
import type { ApplicationScope } from '../store/registrations';
import type { World } from '../world';
import type { GraphCall } from './graph-call';
import { accessDenied, GraphProblem } from './problem';

/**
 * Which mailboxes an application reaches with its own token. What was granted in Entra holds for every mailbox of the
 * tenant, unless an application access policy narrows it; RBAC for Applications grants for some mailboxes, beside it.
 */
export function mustReachAsApplication(g: GraphCall, anyOf: string[], user: User | undefined): void {
  const policy = scopeInForce(g.world, g.token.clientId, 'policy');
  const rbac = scopeInForce(g.world, g.token.clientId, 'rbac');
  const granted = anyOf.some((name) => g.token.scopes.has(name));
  if (granted && (!policy || !user || lists(policy, user))) return;
  if (rbac && user && lists(rbac, user) && anyOf.some((name) => rbac.permissions.includes(name))) return;
  if (!policy && !rbac) throw accessDenied();
  throw new GraphProblem(403, 'ErrorAccessDenied', g.world.behaviour.get('applicationDeniedText'));
}

/** The newest rule that has come into force; a rule without mailboxes means that there is none. */
export function scopeInForce(
  world: World,
  clientId: string,
  via: ApplicationScope['via'],
): ApplicationScope | undefined {
  const rules = world.registrations.applicationScopes;
  if (!rules) return undefined;
  const now = world.clock.now();
  const rule = rules.filter((one) => one.clientId === clientId && one.via === via && one.effectiveAt <= now).at(-1);
  return rule?.mailboxIds === null ? undefined : rule;
}

function lists(rule: ApplicationScope, user: User): boolean {
  return rule.mailboxIds?.includes(user.id) ?? false;
}
