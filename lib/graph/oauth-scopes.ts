import { GRAPH_SCOPE_HOST } from '@/lib/clouds';

const OIDC = ['openid', 'profile', 'offline_access'];
const GRAPH_SCOPES = {
  own: ['User.Read', 'Calendars.ReadWrite'],
  rooms: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'],
} as const;

/** What is asked for, as it is sent: OIDC names bare, Graph's with its real host (entra-oauth §3.2). */
export const scopesFor = (purpose: 'own' | 'rooms'): string[] => asSent([...GRAPH_SCOPES[purpose]]);

/** Which of the wanted Graph permissions the answer did not carry; it may also carry more (entra-oauth §3.2). */
export function missingScopes(purpose: 'own' | 'rooms', granted: string[]): string[] {
  const has = new Set(granted.map((name) => name.toLowerCase()));
  return GRAPH_SCOPES[purpose].filter((name) => !has.has(name.toLowerCase()));
}

const bare = (scope: string) => scope.replace(/^https:\/\/[^/]+\//i, '');

/** As a request must carry them, whether given bare or whole. */
export function asSent(scopes: string[]): string[] {
  const graph = scopes.map(bare).filter((name) => !OIDC.includes(name.toLowerCase()) && name.toLowerCase() !== 'email');
  return [...OIDC, ...graph.map((name) => `${GRAPH_SCOPE_HOST}/${name}`)];
}

/** Bare Graph names in the spelling we know them by; Microsoft's case and prefix vary (entra-oauth §3.2). */
export function normalScopes(scope: string | string[]): string[] {
  const known = new Map<string, string>(GRAPH_SCOPES.rooms.map((name) => [name.toLowerCase(), name]));
  const names = (typeof scope === 'string' ? scope.split(/\s+/) : scope).map(bare).filter(Boolean);
  const graph = names.filter((name) => !OIDC.includes(name.toLowerCase()) && name.toLowerCase() !== 'email');
  return [...new Set(graph.map((name) => known.get(name.toLowerCase()) ?? name))].sort();
}
