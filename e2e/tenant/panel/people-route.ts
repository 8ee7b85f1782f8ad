import type { Handler, Route } from '../router';
import { html } from './html';
import { page } from './layout';

/** A page for people. With an `operation` the form behind it is a person's act and is logged. */
export function peopleRoute(method: string, pattern: string, run: Handler, operation = ''): Route {
  const handle: Handler = (call) => {
    call.note.actor = 'person';
    return run(call);
  };
  return { method, pattern, operation, surface: 'people', handle };
}

export function missingPage(what: string): Response {
  return page({
    title: 'Not found',
    status: 404,
    body: html`<h1>Not found</h1><p>${what}</p><p><a href="/">All pages of the stand-in tenant</a></p>`,
  });
}

export function when(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
