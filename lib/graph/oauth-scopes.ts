const OIDC = ['openid', 'profile', 'offline_access'];

/** `own`: one's own calendar, to read and to write; `own_reading`: to read only; `rooms`: those that an account may edit. */
export type Access = 'own' | 'own_reading' | 'rooms';

/** The least that does it (entra-oauth §8). */
const GRAPH_SCOPES: Record<Access, readonly string[]> = {
  own_reading: ['User.Read', 'Calendars.Read'],
  own: ['User.Read', 'Calendars.ReadWrite'],
  rooms: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'],
};

/** In an answer the greater stands for the less; in a request each is a consent of its own. */
const GREATER: Record<string, string> = { 'calendars.read': 'calendars.readwrite' };

/** Which of Graph's permissions are asked for, bare. */
export const scopesFor = (access: Access): string[] => [...GRAPH_SCOPES[access]];

/** All that anybody of the library may ask for: what its administrators approve at once. */
export const scopesForAll = (): string[] => [
  ...new Set((['own_reading', 'own', 'rooms'] as const).flatMap((access) => GRAPH_SCOPES[access])),
];

/** Which of the wanted Graph permissions the answer did not carry; it may also carry more (entra-oauth §3.2). */
export function missingScopes(access: Access, granted: string[]): string[] {
  const has = new Set(granted.map((name) => bare(name).toLowerCase()));
  return GRAPH_SCOPES[access].filter((name) => {
    const wanted = name.toLowerCase();
    return !has.has(wanted) && !has.has(GREATER[wanted] ?? wanted);
  });
}

const bare = (scope: string) => scope.replace(/^https:\/\/[^/]+\//i, '');

/**
 * As a request must carry them, whether given bare or whole: OIDC names bare, Graph's with its cloud's real host
 * (entra-oauth §3.2, §10).
 */
export function asSent(scopes: string[], host: string): string[] {
  const graph = scopes.map(bare).filter((name) => !OIDC.includes(name.toLowerCase()) && name.toLowerCase() !== 'email');
  return [...OIDC, ...graph.map((name) => `${host}/${name}`)];
}

/** Bare Graph names in the spelling we know them by; Microsoft's case and prefix vary (entra-oauth §3.2). */
export function normalScopes(scope: string | string[]): string[] {
  const known = new Map(
    Object.values(GRAPH_SCOPES).flatMap((names) => names.map((name) => [name.toLowerCase(), name])),
  );
  const names = (typeof scope === 'string' ? scope.split(/\s+/) : scope).map(bare).filter(Boolean);
  const graph = names.filter((name) => !OIDC.includes(name.toLowerCase()) && name.toLowerCase() !== 'email');
  return [...new Set(graph.map((name) => known.get(name.toLowerCase()) ?? name))].sort();
}
