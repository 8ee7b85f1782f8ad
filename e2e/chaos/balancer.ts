import net from 'node:net';

/** One address before several servers, as a load balancer is: connections in turn, dead servers passed over. */
export type Balancer = { port: number; close(): void };

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    const tryNext = (left: number) => {
      const port = ports[turn++ % ports.length];
      if (left === 0 || port === undefined || client.destroyed) return client.destroy();
      const upstream = net.connect(port, '127.0.0.1');
      const refused = () => tryNext(left - 1);
      upstream.once('error', refused);
      upstream.once('connect', () => {
        upstream.off('error', refused);
        upstream.on('error', () => client.destroy());
        upstream.once('close', () => client.destroy());
        client.once('close', () => upstream.destroy());
        client.pipe(upstream).pipe(client);
      });
    };
    tryNext(ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
