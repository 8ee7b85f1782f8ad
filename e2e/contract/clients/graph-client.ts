import {
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
} from '@microsoft/microsoft-graph-client';

/** Over http the library forgets the token and never asks for one, so the chain brings its own (GC §11.1). */
class Bearer implements Middleware {
  private next?: Middleware;
  constructor(private readonly token: () => Promise<string>) {}

  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers as HeadersInit | undefined);
    headers.set('Authorization', `Bearer ${await this.token()}`);
    context.options = { ...context.options, headers: Object.fromEntries(headers) };
    await this.next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.next = next;
  }
}

export function graphClient(base: string, token: () => Promise<string>): Client {
  return Client.initWithMiddleware({
    baseUrl: `${base}/`,
    middleware: chain(new Bearer(token), new RetryHandler(), new HTTPMessageHandler()),
  });
}

/** Absolute links are cut to the path, since over http they are taken for a relative one. */
export function relative(link: string): string {
  const url = new URL(link);
  return url.pathname.replace(/^\/v1\.0/, '') + url.search;
}

function chain(first: Middleware, ...rest: Middleware[]): Middleware {
  let last = first;
  for (const next of rest) {
    last.setNext?.(next);
    last = next;
  }
  return first;
}
