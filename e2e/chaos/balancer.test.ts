import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startBalancer } from './balancer';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function server(name: string): Promise<number> {
  const made = http.createServer((_, response) => response.setHeader('connection', 'close').end(name));
  open.push(made);
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

it('servers take turns, and one that is dead is passed over', async () => {
  const [one, two] = [await server('one'), await server('two')];
  const dead = await server('dead');
  open.pop()?.close();
  const balancer = await startBalancer([one, dead, two]);
  open.push(balancer);
  const heard = new Set<string>();
  for (let i = 0; i < 6; i += 1) {
    const headers = { connection: 'close' };
    heard.add(await (await fetch(`http://127.0.0.1:${balancer.port}`, { headers })).text());
  }
  expect([...heard].sort()).toEqual(['one', 'two']);
});

it('where no server is left the connection ends', async () => {
  const dead = await server('dead');
  open.pop()?.close();
  const balancer = await startBalancer([dead]);
  open.push(balancer);
  await expect(fetch(`http://127.0.0.1:${balancer.port}`)).rejects.toThrow();
});
