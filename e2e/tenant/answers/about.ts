/** What of the request decides the form of its answer. */
export type About = {
  method: string;
  url: URL;
  /** Every absolute address of an answer begins with it. */
  origin: string;
  /** The names in `$select`, or null for all. */
  selected: string[] | null;
  /** The names in `$expand`, without their options. */
  expanded: string[];
  idKind: 'immutable' | 'rest';
};

/** A check says how an answer differs from the contract; it says nothing when all is well. */
export type Check = (body: unknown, about: About) => string[];

export function aboutOf(request: Pick<Request, 'method' | 'url' | 'headers'>): About {
  const url = new URL(request.url);
  const names = (text: string | undefined) => (text ?? '').split(',').map((name) => name.trim());
  const option = (name: string) =>
    [...url.searchParams].find(([key]) => key.toLowerCase() === name || key.toLowerCase() === name.slice(1))?.[1];
  const selected = option('$select');
  const expanded = option('$expand')?.replace(/\((?:[^()']|'[^']*'|\([^()]*\))*\)/g, '');
  return {
    method: request.method,
    url,
    origin: `${url.protocol}//${request.headers.get('host') ?? url.host}`,
    selected: selected ? names(selected) : null,
    expanded: expanded ? names(expanded) : [],
    idKind: /IdType\s*=\s*"?ImmutableId"?/i.test(request.headers.get('prefer') ?? '') ? 'immutable' : 'rest',
  };
}
