import type { AddressInfo } from 'node:net';
import { recorder } from './answers/record';
import { createTenant } from './app';
import { signingKey } from './identity/keys';
import { serveTenant } from './server';
import { smtpSink } from './smtp';
import { loadState, saveState } from './state';

/** The tenant with its sockets: HTTP, and the mail sink one port above it. */
export function runTenant(host: string, port: number): void {
  const record = process.env.TENANT_RECORD;
  const tenant = createTenant(record ? { observe: recorder(record) } : {});
  const stateFile = process.env.TENANT_STATE;
  if (stateFile) {
    loadState(tenant.world(), stateFile);
    // An abrupt end costs the last seconds at most.
    setInterval(() => saveState(tenant.world(), stateFile), 5_000).unref();
  }
  const http = serveTenant(tenant);
  const smtp = smtpSink(tenant);

  http.once('error', (error: NodeJS.ErrnoException) => stop(whyNot(error, host, port, 'pages')));
  // It also says so when somebody breaks off in the midst of a mail, which ends nothing but that mail.
  smtp.on('error', (error: NodeJS.ErrnoException) => {
    if (error.syscall === 'listen') stop(whyNot(error, host, port + 1, 'mail'));
  });

  http.listen(port, host, () => {
    smtp.listen(port + 1, host, () => {
      const { port: heard } = http.address() as AddressInfo;
      console.log(`tenant ready on http://localhost:${heard}`);
      signingKey(tenant.world(), 'work'); // takes a moment: better now than at the first sign-in
    });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);

  function end() {
    if (stateFile) saveState(tenant.world(), stateFile);
    tenant.close();
    smtp.close(() => undefined);
    http.close(() => process.exit(0));
    http.closeAllConnections();
    setTimeout(() => process.exit(0), 1_000).unref();
  }
}

function whyNot(error: NodeJS.ErrnoException, host: string, wanted: number, what: string): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${wanted} (${what} of the stand-in tenant) is taken. Set TENANT_PORT to another number; the port above it must be free too.`;
  }
  return `The stand-in tenant cannot listen on ${host}:${wanted}: ${error.message}. Set TENANT_PORT to another number.`;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
