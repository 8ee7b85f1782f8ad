import type { TenantRecord } from '../store/directory';
import type { Application } from '../store/registrations';
import { findPermission, GRAPH, OIDC_SCOPES } from './permissions';
import { IdentityProblem } from './problem';

/** Scopes as asked for: full, bare, or everything in the registration. */
export type WantedScopes = { names: string[]; isDefault: boolean };

export function readScopes(text: string, application: Application): WantedScopes {
  const parts = text.split(/\s+/).filter(Boolean);
  const defaults = parts.filter((part) => /\/\.default$/i.test(part) || part === '.default');
  const named = parts.filter((part) => !defaults.includes(part)).map((part) => nameOf(part, graphOf(application)));
  const graph = graphOf(application);
  for (const part of defaults) mustBeGraph(part === '.default' ? `${graph}/.default` : part, graph);
  if (defaults.length > 0 && named.some((name) => !OIDC_SCOPES.includes(name))) {
    throw new IdentityProblem(70011, '.default scope cannot be combined with resource-specific scopes.');
  }
  if (defaults.length === 0) return { names: [...new Set(named)], isDefault: false };
  const { clientId, name, declared } = application;
  if (declared.length === 0) {
    const text = `Misconfigured application. The client '${clientId}' (${name}) has not listed any permissions for 'Microsoft Graph' in the requested permissions in the client's application registration.`;
    throw new IdentityProblem(650056, text);
  }
  const delegated = declared.filter((one) => one.kind === 'delegated').map((one) => one.name);
  return { names: [...new Set([...named, ...delegated])], isDefault: true };
}

/** Graph as the application's cloud names it. */
export const graphOf = ({ graph }: Application): string => graph ?? GRAPH;

export function mustBeGraph(scope: string, graph: string): void {
  const resource = scope.replace(/\/[^/]*$/, '');
  if (resource.replace(/\/$/, '').toLowerCase() === graph) return;
  throw new IdentityProblem(
    500011,
    `The resource principal named ${resource} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  );
}

/** Some permissions do not exist for personal accounts: whoever asks for them is given fewer. */
export function usableIn({ isPersonal }: TenantRecord, names: string[]): string[] {
  return isPersonal ? names.filter((name) => findPermission(name)?.personal) : names;
}

export function graphScopes(names: Iterable<string>): string[] {
  return [...names].filter((name) => !OIDC_SCOPES.includes(name));
}

/** The form with the resource in front; names of sign-in have none. */
export function prefixed(name: string, application: Application): string {
  return OIDC_SCOPES.includes(name) ? name : `${graphOf(application)}/${name}`;
}

function nameOf(part: string, graph: string): string {
  if (part.includes('://')) mustBeGraph(part, graph);
  const bare = part.replace(/^https:\/\/[^/]+\/+/i, '');
  const permission = findPermission(bare);
  if (permission?.delegated) return permission.name;
  throw new IdentityProblem(
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${part} is not valid.`,
  );
}
