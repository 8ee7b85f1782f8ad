import http from 'node:http';

/** `status` 0: no answer came, and `trouble` says why. */
export type Answer = { status: number; ms: number; trouble?: string };
export type Knock = (n: number) => Promise<Answer>;

const PATIENCE_MS = 10_000;

/** POSTs to a port of this machine over connections that are kept. Never rejects: a broken one is an answer too. */
export function asker(port: number): (where: string, body: string) => Promise<Answer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  return (where, body) => {
    const began = performance.now();
    return new Promise((resolve) => {
      const done = (status: number, trouble?: string) =>
        resolve({ status, ms: performance.now() - began, ...(trouble && { trouble }) });
      const request = http.request({ host: '127.0.0.1', port, path: where, method: 'POST', agent }, (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode ?? 0));
        response.on('error', ({ name }) => done(0, name));
      });
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('no answer in ten seconds')));
      request.on('error', (error: NodeJS.ErrnoException) => done(0, error.code ?? error.message));
      request.end(body);
    });
  };
}

/** Asked by the clock, whether answered or not: waiting in line counts as slow. */
export async function atRate(perSecond: number, seconds: number, knock: Knock): Promise<Answer[]> {
  const began = performance.now();
  const answers: Promise<Answer>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const wait = began + (n * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    answers.push(knock(n));
  }
  return Promise.all(answers);
}

/** So many connections, each asking again as soon as it is answered. */
export async function closedLoop(connections: number, seconds: number, knock: Knock): Promise<Answer[]> {
  const until = performance.now() + seconds * 1_000;
  const answers: Answer[] = [];
  let n = 0;
  const one = async () => {
    while (performance.now() < until) {
      const mine = n;
      n += 1;
      answers.push(await knock(mine));
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return answers;
}
