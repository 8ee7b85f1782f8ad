import type { Audience } from '../store/registrations';

export type RedirectWish = {
  uri: string;
  audience: Audience;
  /** The manifest takes what the portal's box does not: loopback by number, and wildcards for work accounts. */
  where: 'portal' | 'manifest';
};

/** The rules of EO 2.2 for a redirect URI; undefined: it may be registered. */
export function redirectProblem({ uri, audience, where }: RedirectWish): string | undefined {
  if (!URL.canParse(uri)) return 'Must be a valid URL.';
  const { protocol, hostname, search, hash } = new URL(uri);
  const isPersonal = audience.includes('Personal');
  if (uri.length > 256) return 'A redirect URI may have at most 256 characters.';
  if (/[!$'(),;]/.test(uri)) return "A redirect URI must not contain any of ! $ ' ( ) , ; or a wildcard.";
  if (uri.includes('*') && (where === 'portal' || isPersonal || !/^https:\/\/\*\.[^*]+$/.test(uri)))
    return "A redirect URI must not contain any of ! $ ' ( ) , ; or a wildcard.";
  if (hash) return 'A redirect URI must not contain a fragment.';
  const isLoopback = hostname === 'localhost' || (where === 'manifest' && hostname === '127.0.0.1');
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))
    return 'Must start with "HTTPS" or "http://localhost". Must be a valid URL.';
  if (hostname === '[::1]') return 'The IPv6 loopback address is not supported.';
  if (search && isPersonal) return 'No query string where personal accounts may sign in.';
  return undefined;
}

/** How many a registration may have. */
export function mostRedirects(audience: Audience): number {
  return audience.includes('Personal') ? 100 : 256;
}
