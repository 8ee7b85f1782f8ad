/** The stand-in tenant as a process: what it refuses, then everything else. */
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

const { runTenant } = await import('./process');
runTenant(host, port);

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
