import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postWebhook } from './post-webhook';
import { webhookSignature } from './sign-webhook';

let base = '';
const heard: { path: string; body: string; headers: http.IncomingHttpHeaders }[] = [];
const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    heard.push({ path: request.url ?? '', body: Buffer.concat(parts).toString(), headers: request.headers });
    if (request.url === '/silent') return;
    if (request.url === '/elsewhere') response.writeHead(302, { location: `${base}/inside` }).end();
    else if (request.url === '/endless') {
      response.writeHead(200);
      response.on('error', () => undefined);
      const more = () => response.writable && response.write('x'.repeat(65_536), () => setImmediate(more));
      more();
    } else response.writeHead(request.url === '/broken' ? 500 : 204).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, more: object = {}) =>
  postWebhook({ url: `${base}${path}`, body: '{"é":1}', headers: { 'x-test': 'yes' }, loopback: true, ...more });

test('the body arrives whole, with its headers, and the status is what is told of the answer', async () => {
  expect(await post('/hook')).toEqual({ http: 204, problem: null });
  expect(heard.at(-1)).toMatchObject({ path: '/hook', body: '{"é":1}', headers: { 'x-test': 'yes' } });
  expect(await post('/broken')).toEqual({ http: 500, problem: null });
});

test('a redirect is not followed, and an answer without end is not read', async () => {
  expect(await post('/elsewhere')).toEqual({ http: 302, problem: null });
  expect(heard.at(-1)?.path).toBe('/elsewhere');
  expect(await post('/endless')).toEqual({ http: 200, problem: null });
});

test('no answer, nobody there, no such name: each is told apart', async () => {
  expect(await post('/silent', { timeoutMs: 50 })).toEqual({ http: null, problem: 'timeout' });
  expect(await post('', { url: 'http://127.0.0.1:9/' })).toEqual({ http: null, problem: 'refused' });
});

test('this machine is not asked unless it may be, by its address or by a name that leads to it', async () => {
  const before = heard.length;
  const port = new URL(base).port;
  for (const url of [`${base}/hook`, `http://localhost:${port}/hook`, 'https://10.0.0.1/', 'https://[::1]/'])
    expect(await post('', { url, loopback: false }), url).toEqual({ http: null, problem: 'private_address' });
  expect(await post('', { url: 'https://10.0.0.1/' })).toEqual({ http: null, problem: 'private_address' });
  expect(heard.length).toBe(before);
});

test('the signature is HMAC-SHA256 over time and body, as the documentation says', () => {
  const at = new Date('2026-11-21T12:00:00.900Z');
  const expected = createHmac('sha256', 'whsec').update('1795262400.{"a":1}').digest('hex');
  expect(webhookSignature('whsec', '{"a":1}', at)).toBe(`t=1795262400,v1=${expected}`);
});
