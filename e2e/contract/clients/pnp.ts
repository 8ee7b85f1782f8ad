import { DefaultHeaders, DefaultInit, type GraphFI, graphfi } from '@pnp/graph';
import '@pnp/graph/users/index.js';
import '@pnp/graph/calendars/index.js';
import '@pnp/graph/batching.js';
import { DefaultParse, InjectHeaders, type Queryable } from '@pnp/queryable';

const MICROSOFT = 'https://graph.microsoft.com/v1.0';

/** PnPjs as it comes, with fetch led from Microsoft's address to the stand-in; it throws on every refusal itself. */
export function pnpClient(base: string, token: () => Promise<string>): GraphFI {
  const sendTo = (instance: Queryable) => {
    instance.on.auth.replace(async (url: URL, init: RequestInit) => {
      init.headers = { ...init.headers, Authorization: `Bearer ${await token()}` };
      return [url, init];
    });
    instance.on.send.replace((url: URL, init: RequestInit) => fetch(led(url.href, base), init));
    return instance;
  };
  return graphfi().using(DefaultHeaders(), DefaultInit(MICROSOFT), DefaultParse(), sendTo);
}

export const withPrefer = (value: string) => InjectHeaders({ Prefer: value });

/** Links of the stand-in are its own already. */
function led(url: string, base: string): string {
  return url.replace(/^https:\/\/graph\.microsoft\.com/, base);
}
