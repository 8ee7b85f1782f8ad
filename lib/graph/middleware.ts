import { AuthenticationHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { neverSent } from './never-sent';

/** What requests name before they leave, whatever the configured origin. */
export const GRAPH = 'https://graph.microsoft.com';

/** What the SDK's own errors leave out. */
export type Way = { isReached: boolean };

/**
 * Our own chain: the SDK attaches tokens to its own https hosts only, so requests keep Microsoft's address until the
 * last link puts the configured origin in its place. Its RetryHandler is left out: it repeats creates, knows no gates.
 */
export function chain(
  address: { graphOrigin: string | (() => string); fetch?: typeof fetch },
  token: string,
  way: Way,
): Middleware {
  const auth = new AuthenticationHandler({ getAccessToken: async () => token });
  const ask = address.fetch ?? fetch;
  const origin = typeof address.graphOrigin === 'string' ? address.graphOrigin : address.graphOrigin();
  auth.setNext({
    async execute(context: Context) {
      if (typeof context.request !== 'string') throw new Error('the SDK sent a Request where a URL was expected');
      const url = context.request.replace(GRAPH, origin);
      context.response = await ask(url, context.options).catch((error: unknown) => {
        way.isReached = !neverSent(error);
        throw error;
      });
    },
  });
  return auth;
}
