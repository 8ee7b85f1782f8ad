import fs from 'node:fs';
import type { Observer } from '../dispatch';

/** Appends every Graph answer to a file, one JSON line each, so that it can be held against other descriptions. */
export function recorder(file: string): Observer {
  return (request, { status, headers, body, fault }, operation) => {
    const { pathname, search } = new URL(request.url);
    if (!/^\/v1\.0\//i.test(pathname)) return;
    const line = {
      operation,
      method: request.method,
      path: pathname,
      query: search.slice(1),
      status,
      headers: Object.fromEntries(headers),
      body: parsed(body),
      ...(fault ? { fault } : {}),
    };
    fs.appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  };
}

function parsed(body: string): unknown {
  if (body === '') return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
