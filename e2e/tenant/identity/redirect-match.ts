import type { Application, RedirectUri } from '../store/registrations';

/** The registered URI that a request names: exact, but for the port of localhost and a wildcard host from the manifest. */
export function findRedirect({ redirectUris }: Application, asked: string): RedirectUri | undefined {
  return redirectUris.find(({ uri }) => uri === asked) ?? redirectUris.find(({ uri }) => fits(uri, asked));
}

function fits(registered: string, asked: string): boolean {
  const withoutPort = (text: string) => text.replace(/^(https?:\/\/localhost)(:\d+)?(?=\/|$)/, '$1');
  if (/^https?:\/\/localhost(:\d+)?(\/|$)/.test(asked)) return withoutPort(registered) === withoutPort(asked);
  const [head, tail, ...more] = registered.split('*');
  if (head !== 'https://' || !tail || more.length > 0) return false;
  const label = asked.slice(head.length, asked.length - tail.length);
  return asked.startsWith(head) && asked.endsWith(tail) && /^[a-z0-9-]+$/i.test(label);
}
