import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type ForeignSite = { origin: string; stop: () => Promise<void> };

/**
 * A page of somebody else's, at an address that is not ours: with a policy as strict as can be, but for the line that Carrel's
 * administration gives to its admins. `host`: 127.0.0.1 is another site to browsers, localhost the same as the journeys' own.
 */
export async function foreignSite(host: '127.0.0.1' | 'localhost', policy: string, body: string): Promise<ForeignSite> {
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', `default-src 'none'; base-uri 'none'; ${policy}`);
    response.end(
      `<!doctype html><html lang="en"><head><title>Our library</title><meta name="viewport" content="width=device-width">` +
        `</head><body><main><h1>Our library</h1>${body}</main></body></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
