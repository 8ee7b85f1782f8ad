import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './http';
import type { Session } from './session';

export type Receiver = {
  status: number;
  body: Json;
  address: string;
  notifications: Json[];
  /** Whether a knock about this event has come; against the stand-in only once what it sent has arrived. */
  heard(id: string): Promise<boolean>;
  close(): Promise<void>;
};

/** An address of this machine that says the validation token back, and a subscription that knocks there. */
export async function subscribe(on: Session, resource: string, shared?: Receiver): Promise<Receiver> {
  const notifications: Json[] = shared?.notifications ?? [];
  const own = shared ? undefined : await listen(on, notifications);
  const address = shared?.address ?? own?.address ?? '';
  const { status, body } = await on.ask('POST', '/subscriptions', {
    body: {
      changeType: 'created,updated,deleted',
      notificationUrl: address,
      resource,
      expirationDateTime: new Date((await on.target.now()) + 3_600_000).toISOString(),
      clientState: 'contract-suite',
    },
  });
  if (status === 201) on.own('/subscriptions', body.id);
  return {
    status,
    body,
    address,
    notifications,
    async heard(id) {
      await settled(on, notifications);
      return notifications.some((one) => one.resource?.endsWith(`/${id}`));
    },
    async close() {
      if (status === 201) await on.ask('DELETE', `/subscriptions/${body.id}`);
      own?.close();
    },
  };
}

async function listen(on: Session, notifications: Json[]) {
  const server = createServer(async (request, response) => {
    const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('validationToken');
    let text = '';
    for await (const part of request) text += part;
    if (token === null) notifications.push(...(JSON.parse(text).value ?? []));
    response.writeHead(token === null ? 202 : 200, { 'Content-Type': 'text/plain' }).end(token ?? '');
  });
  const { notificationUrl, notificationPort } = on.target;
  server.listen(notificationUrl ? notificationPort : 0, '127.0.0.1');
  await once(server, 'listening');
  const address = notificationUrl ?? `http://localhost:${(server.address() as AddressInfo).port}/knock`;
  return { address, close: () => server.close() };
}

/** What the stand-in says it has sent is waited for, so that "not yet" means its clock and not this machine's. */
async function settled(on: Session, notifications: Json[]): Promise<void> {
  const { control } = on.target;
  if (!control) return;
  const { entries } = await control.get('/log?since=0');
  const sent = entries.filter((one: Json) => one.operation === 'notification' && one.status > 0).length;
  while (notifications.length < sent) await new Promise((done) => setImmediate(done));
}
