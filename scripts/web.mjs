/**
 * `npm run web`: the pages. A server of our own in front of Next, because clients of the LibCal API send doubled
 * slashes, and Next answers those with a redirect before any rule of ours is asked.
 */
import http from 'node:http';
import next from 'next';

const dev = process.argv.includes('--dev');
const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOST ?? '127.0.0.1';

// Next asks itself when an action redirects; under the loopback number the proxy would send it in circles.
const itself = hostname === '127.0.0.1' ? 'localhost' : hostname;
const app = next({ dev, hostname: itself, port, turbopack: dev });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

/**
 * Pages asked at 127.0.0.1 belong to localhost, where their cookies are; /api, /1.1 and LibCal's hours answer at both. Said
 * here and not in the proxy, because Next takes both names for one host and cuts such a Location down to its path.
 */
function homeOf(host, path) {
  const home = URL.canParse(process.env.PUBLIC_URL ?? '') ? new URL(process.env.PUBLIC_URL) : null;
  const astray = home?.hostname === 'localhost' && /^127\.0\.0\.1(:\d+)?$/.test(host ?? '');
  return astray && !/^\/(api|1\.1|widget|api_hours_\w+\.php)(\/|$)/.test(path) ? home.origin : null;
}

/** Next answers an address that is no UTF-8 with "server error"; it only leads nowhere. */
function readable(path) {
  try {
    return Boolean(decodeURIComponent(path));
  } catch {
    return false;
  }
}

const server = http.createServer((request, response) => {
  const [given = '/', ...query] = (request.url ?? '/').split('?');
  const path = given.replace(/\/{2,}/g, '/');
  if (path !== given) request.url = [path, ...query].join('?');
  const home = homeOf(request.headers.host, path);
  if (home) return response.writeHead(307, { location: home + request.url }).end();
  if (!readable(path)) request.url = '/not-an-address';
  handle(request, response);
});
server.on('upgrade', (request, socket, head) => upgrade(request, socket, head));
server.once('error', (error) => {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken. Choose another: PORT=${port + 10}` : error);
  process.exit(1);
});
server.listen(port, hostname, () => console.log(`web ready on http://${hostname}:${port}`));

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => {
    if (stopping) return;
    stopping = true;
    // Requests in hand are answered; idle connections would keep the server for a minute.
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 8000).unref();
  });
