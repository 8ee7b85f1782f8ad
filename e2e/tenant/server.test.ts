import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { serveTenant } from './server';
import { frozenTenant, type Json } from './testing';

it('[GC13.16] a body over 4 MB is refused through the socket as in one process', async () => {
  const server = serveTenant(frozenTenant({ calendars: 'empty' })).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const send = (path: string, size: number) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'client-request-id': 'mine' },
      body: JSON.stringify({ subject: 'x'.repeat(size) }),
    });
  for (const size of [4_200_000, 6_000_000]) {
    const answer = await send('/v1.0/me/events', size);
    const { error } = (await answer.json()) as Json;
    expect([answer.status, answer.headers.get('client-request-id')]).toEqual([413, 'mine']);
    expect(error).toMatchObject({ message: 'The maximum request length supported is 4MB.', innerError: {} });
  }
  expect((await send('/organizations/oauth2/v2.0/token', 6_000_000)).status).toBe(413);
  server.close();
});
