import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Tenant } from './app';

/** Sockets around the tenant's fetch function, and nothing else. */
const LARGEST_BODY = 4 * 1024 * 1024 + 64 * 1024;

export function serveTenant(tenant: Tenant): Server {
  return createServer((incoming, outgoing) => {
    void answer(tenant, incoming, outgoing);
  });
}

async function answer(tenant: Tenant, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(incoming);
    if (typeof body === 'number') return send(outgoing, await refusedBySize(tenant, incoming, body));
    await send(outgoing, await tenant.fetch(requestFrom(incoming, body)));
  } catch (error) {
    if (isBrokenConnection(error)) {
      outgoing.destroy();
      return;
    }
    console.error('tenant: request failed', incoming.method, incoming.url?.split('?')[0], error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
}

/** What the tenant throws when a fault breaks the connection. */
function isBrokenConnection(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed';
}

function requestFrom(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, ...(hasBody ? { body } : {}) });
}

/** The body, or the size of one that is too large to keep. */
async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | number> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_BODY) parts.push(part);
  }
  return size > LARGEST_BODY ? size : Buffer.concat(parts);
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.end(body);
}

/** Graph refuses by the length that is told; nothing else takes such bodies. */
async function refusedBySize(tenant: Tenant, incoming: IncomingMessage, size: number): Promise<Response> {
  const request = requestFrom(incoming, Buffer.alloc(0));
  request.headers.set('content-length', String(size));
  if (/^\/v1\.0\//i.test(new URL(request.url).pathname)) return tenant.fetch(request);
  return new Response('The request is too large.', { status: 413 });
}
