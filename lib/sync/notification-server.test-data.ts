import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from 'vitest';

type Route = (request: Request, props: { params: Promise<{ urlKey: string }> }) => Promise<Response>;

/**
 * The web server's part: what comes to the notification address goes to `post`, the route. Call after `testTenant()`, which
 * chooses the address. Answers the list of statuses given since the test began.
 */
export function notificationServer(post: Route): { answers: number[] } {
  const kept = { answers: [] as number[] };
  let server: Server;
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', async () => {
        const url = `${process.env.PUBLIC_URL}${incoming.url}`;
        const request = new Request(url, { method: 'POST', body: Buffer.concat(chunks) });
        const urlKey = new URL(url).pathname.split('/').at(-1) ?? '';
        const response = await post(request, { params: Promise.resolve({ urlKey }) });
        kept.answers.push(response.status);
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(await response.text());
      });
    });
    await new Promise<void>((resolve) => server.listen(Number(new URL(process.env.PUBLIC_URL ?? '').port), resolve));
  });
  beforeEach(() => {
    kept.answers.length = 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return kept;
}

/** Waits for what comes to pass elsewhere. */
export async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to pass');
}
