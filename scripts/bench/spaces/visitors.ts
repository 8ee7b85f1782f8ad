import http from 'node:http';
import type { Answer } from '../notifications/load';

const PATIENCE_MS = 10_000;

/** GETs from a port of this machine over connections that are kept; the whole answer is waited for. Never rejects. */
export function visitor(port: number): (where: string) => Promise<Answer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  return (path) => {
    const began = performance.now();
    return new Promise((resolve) => {
      const done = (status: number, trouble?: string) =>
        resolve({ status, ms: performance.now() - began, ...(trouble && { trouble }) });
      const request = http.get({ host: 'localhost', family: 4, port, path, agent }, (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode ?? 0));
        response.on('error', ({ name }) => done(0, name));
      });
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('no answer in ten seconds')));
      request.on('error', (error: NodeJS.ErrnoException) => done(0, error.code ?? error.message));
    });
  };
}
