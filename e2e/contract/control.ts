import { ask, type Json } from './http';

/** The stand-in's controls, as design.md §4 describes them. */
export type Control = {
  get(path: string): Promise<Json>;
  post(path: string, body: unknown): Promise<Json>;
  put(path: string, body: unknown): Promise<Json>;
  patch(path: string, body: unknown): Promise<Json>;
  delete(path: string): Promise<Json>;
};

export function controlAt(address: string): Control {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, `${address}/_control${path}`, body === undefined ? {} : { body });
    if (answer.status >= 400) throw new Error(`${method} /_control${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
  };
}
