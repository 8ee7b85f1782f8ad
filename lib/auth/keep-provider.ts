import { OIDC } from '@/lib/db/oidc-provider';
import { env } from '@/lib/env';

const HOPS = new Set(['/api/auth/error', '/api/auth/signin', '/sign-in']);

/**
 * next-auth leads from a failed callback to our page in three hops that forget whose callback it was; our page has words
 * of its own for the OpenID Connect provider (`with=oidc`). Microsoft's go without.
 */
export function keepProvider(segments: string[], asked: URLSearchParams, answer: Response): Response {
  const provider = segments[0] === 'callback' ? segments[1] : asked.get('with');
  const location = answer.headers.get('location');
  if (provider !== OIDC || !location || !URL.canParse(location, env().PUBLIC_URL)) return answer;
  const to = new URL(location, env().PUBLIC_URL);
  if (to.origin !== env().PUBLIC_URL || !HOPS.has(to.pathname) || !to.searchParams.has('error')) return answer;
  to.searchParams.set('with', OIDC);
  answer.headers.set('location', to.toString());
  return answer;
}
