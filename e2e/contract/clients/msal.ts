import { ConfidentialClientApplication, type Configuration, type INetworkModule } from '@azure/msal-node';

/**
 * MSAL refuses an authority over http, so it is told Microsoft's own address, and what it sends is led to the stand-in
 * (and what the stand-in says of itself is told as Microsoft's address again). Nothing else is adapted.
 */
export const MICROSOFT = 'https://login.microsoftonline.com';

export function networkTo(base: string): INetworkModule {
  const send = async <T>(
    method: string,
    url: string,
    options?: { headers?: Record<string, string>; body?: string },
  ) => {
    const response = await fetch(url.replace(MICROSOFT, base), { method, ...options });
    const text = (await response.text()).replaceAll(base, MICROSOFT);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (text ? JSON.parse(text) : {}) as T,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

export function msalClient(base: string, tenant: string, auth: Omit<Configuration['auth'], 'authority'>) {
  return new ConfidentialClientApplication({
    auth: { ...auth, authority: `${MICROSOFT}/${tenant}` },
    system: { networkClient: networkTo(base) },
  });
}
