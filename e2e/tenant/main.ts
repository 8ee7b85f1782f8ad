import type { AddressInfo } from 'node:net';
import { recorder } from './answers/record';
import { createTenant } from './app';
import { signingKey } from './identity/keys';
import { serveTenant } from './server';
import { smtpSink } from './smtp';
import { loadState, saveState } from './state';

/** The stand-in tenant as a process: one HTTP port, and the mail sink one above it. */
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const host = process.env.TENANT_HOST ?? '127.0.0.1';
const port = Number(process.env.TENANT_PORT ?? 4365);

if (process.env.NODE_ENV === 'production') {
  stop('The stand-in tenant does not run with NODE_ENV=production: it is for development, demo and tests only.');
}
if (!LOOPBACK.includes(host)) {
  stop(`The stand-in tenant listens on this machine only; TENANT_HOST=${host} is not a loopback address.`);
}
if (!Number.isInteger(port) || port < 1 || port > 65534) {
  stop(`TENANT_PORT must be a number from 1 to 65534 (for example 4365), not "${process.env.TENANT_PORT}".`);
}

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

http.once('error', (error: NodeJS.ErrnoException) => stop(whyNot(error, port, 'pages')));
smtp.server.once('error', (error: NodeJS.ErrnoException) => stop(whyNot(error, port + 1, 'mail')));

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

function whyNot(error: NodeJS.ErrnoException, wanted: number, what: string): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${wanted} (${what} of the stand-in tenant) is taken. Set TENANT_PORT to another number; the port above it must be free too.`;
  }
  return `The stand-in tenant cannot listen on ${host}:${wanted}: ${error.message}. Set TENANT_PORT to another number.`;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
