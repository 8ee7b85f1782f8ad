import http from 'node:http';
import type { Answer } from '../notifications/load';

const PATIENCE_MS = 30_000;

/** What was answered, to its last sign. */
export type Said = Answer & { text: string };

/** Asks the API as a program with this token does, over connections that are kept. Never rejects. */
export function caller(port: number): (token: string, path: string, body?: object) => Promise<Said> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  return (token, path, body) => {
    const began = performance.now();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const how = { host: 'localhost', family: 4, port, path: `/1.1${path}`, agent, headers };
    return new Promise((resolve) => {
      let text = '';
      const done = (status: number, trouble?: string) =>
        resolve({ status, text, ms: performance.now() - began, ...(trouble && { trouble }) });
      const request = http.request({ ...how, method: body ? 'POST' : 'GET' }, (response) => {
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => done(response.statusCode ?? 0));
        response.on('error', ({ name }) => done(0, name));
      });
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('no answer in thirty seconds')));
      request.on('error', (error: NodeJS.ErrnoException) => done(0, error.code ?? error.message));
      request.end(body && JSON.stringify(body));
    });
  };
}
