import type { Actor } from './log';
import type { World } from './world';

/** One request on its way through the tenant. `note` is what the log will say about it. */
export type Call = {
  world: World;
  request: Request;
  url: URL;
  /** Scheme and authority as the caller wrote them; every absolute address begins with it. */
  origin: string;
  params: Record<string, string>;
  note: CallNote;
};

export type CallNote = {
  /** When it was received, by the tenant's clock. */
  begunAt: number;
  operation: string;
  mailbox: string | null;
  requestId: string;
  appId: string | null;
  user: string | null;
  actor: Actor;
  eventId?: string;
  code?: string;
  detail?: string;
};

export type Handler = (call: Call) => Response | Promise<Response>;

/** `graph` and `identity` are what the app sees: logged, and open to faults. A people's or control route is logged when it names an operation. */
export type Surface = 'graph' | 'identity' | 'people' | 'control';
export type Route = {
  method: string;
  pattern: string;
  operation: string;
  surface: Surface;
  handle: Handler;
  /** Whose mailbox the request is about, as far as path and bearer tell. */
  mailboxName?: (call: Call) => string | null;
};

export type Found =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'wrong_method' }
  | { kind: 'unknown_segment'; segment: string };

type Node = { literal: Map<string, Node>; param?: { name: string; node: Node }; routes: Map<string, Route> };

/** Literal segments win over parameters; Graph's names compare without case. */
export function createRouter(routes: Route[]) {
  const root = newNode();
  for (const route of routes) insert(root, route);
  return { find: (method: string, pathname: string): Found => find(root, method, segmentsOf(pathname)) };
}

function newNode(): Node {
  return { literal: new Map(), routes: new Map() };
}

function insert(root: Node, route: Route): void {
  let node = root;
  for (const segment of segmentsOf(route.pattern)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name) {
      node.param ??= { name, node: newNode() };
      if (node.param.name !== name) throw new Error(`parameter ${name} is already called ${node.param.name}`);
      node = node.param.node;
    } else {
      const key = segment.toLowerCase();
      const next = node.literal.get(key) ?? newNode();
      node.literal.set(key, next);
      node = next;
    }
  }
  if (node.routes.has(route.method)) throw new Error(`two routes for ${route.method} ${route.pattern}`);
  node.routes.set(route.method, route);
}

function find(root: Node, method: string, segments: string[]): Found {
  let deepest = 0;
  let sawPath = false;
  const walk = (node: Node, at: number, params: Record<string, string>): Found | undefined => {
    deepest = Math.max(deepest, at);
    const segment = segments[at];
    if (segment === undefined) {
      const route = node.routes.get(method) ?? (method === 'HEAD' ? node.routes.get('GET') : undefined);
      if (node.routes.size > 0) sawPath = true;
      return route && { kind: 'route', route, params };
    }
    const literal = node.literal.get(segment.toLowerCase());
    const found = literal && walk(literal, at + 1, params);
    if (found || !node.param) return found;
    return walk(node.param.node, at + 1, { ...params, [node.param.name]: segment });
  };
  const found = walk(root, 0, {});
  if (found) return found;
  return sawPath
    ? { kind: 'wrong_method' }
    : { kind: 'unknown_segment', segment: segments[deepest] ?? segments.at(-1) ?? '' };
}

function segmentsOf(pathname: string): string[] {
  return pathname.split('/').filter(Boolean).map(decode);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
