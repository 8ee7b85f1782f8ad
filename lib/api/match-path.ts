import type { Endpoint } from './endpoint';

export type Match = { endpoint: Endpoint; params: Record<string, string> };

/** Segments of a path after the prefix, decoded; empty ones, which some clients send, count for nothing. Null: no text. */
export function segmentsOf(pathname: string): string[] | null {
  try {
    const [, ...all] = pathname.replace(/^\/api\/1\.1(?=\/|$)/, '/1.1').split('/');
    return all.slice(1).map(decodeURIComponent).filter(Boolean);
  } catch {
    return null;
  }
}

/** The endpoint of a path, and its methods where another was used. An address written out goes before one with a parameter. */
export function matchPath(
  endpoints: readonly Endpoint[],
  method: string,
  segments: readonly string[],
): Match | { methods: string[] } {
  const found = endpoints
    .map((endpoint) => ({ endpoint, ...rankOf(endpoint, segments) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  const [best] = found;
  if (!best) return { methods: [] };
  const alike = found.filter(({ rank }) => rank === best.rank);
  const right = alike.find(({ endpoint }) => endpoint.method === (method === 'HEAD' ? 'GET' : method));
  return right ?? { methods: alike.map(({ endpoint }) => endpoint.method) };
}

/** 3: word for word; 2: with every parameter; 1: the last parameter is left out; 0: another address. */
function rankOf({ path }: Endpoint, segments: readonly string[]): { rank: number; params: Record<string, string> } {
  const parts = path.slice(1).split('/');
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const given = segments[index];
    const isMissingLast = given === undefined && index === parts.length - 1;
    if (name && (given !== undefined || isMissingLast)) params[name] = given ?? '';
    else if (part !== given) return { rank: 0, params };
  }
  if (segments.length > parts.length) return { rank: 0, params };
  if (Object.keys(params).length === 0) return { rank: 3, params };
  return { rank: segments.length === parts.length ? 2 : 1, params };
}
