import { z } from 'zod';
import type { IssuerProblem } from '@/lib/identity-problems';

const WELL_KNOWN = '/.well-known/openid-configuration';
const WAIT_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What OpenID Connect Discovery 1.0 §3 says of a provider, as far as Carrel needs it; defaults are the standard's. */
const description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  response_types_supported: z.array(z.string()),
  id_token_signing_alg_values_supported: z.array(z.string()),
  /** RFC 8414. Left out by Entra, which knows S256 all the same; who does not know it has to ignore it. */
  code_challenge_methods_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});

type Description = z.output<typeof description>;
type Answer = { issuer: string } | { problem: IssuerProblem; given: string | null };

export const descriptionAddress = (issuer: string) => `${issuer.replace(/\/$/, '')}${WELL_KNOWN}`;

/**
 * An issuer's address as people paste it: also that of its description. Null unless it is https, or http on this very
 * machine, and without query, fragment and account (Discovery 1.0 §3).
 */
export function issuerAddress(typed: string): string | null {
  const text = typed.trim().replace(/\/\.well-known\/openid-configuration\/?$/, '');
  if (/[\s?#]/.test(text) || !isSafe(text)) return null;
  const { username, password } = new URL(text);
  return username || password ? null : text;
}

/**
 * Asks a provider to describe itself, never inside a transaction, and says what speaks against it. Answers the issuer as
 * the provider writes it, which may differ from what was typed by a slash at its end.
 */
export async function askIssuer(typed: string): Promise<Answer> {
  const refused = (problem: IssuerProblem, given: string | null = null) => ({ problem, given });
  let answer: Response;
  let text: string;
  try {
    const headers = { accept: 'application/json' };
    const signal = AbortSignal.timeout(WAIT_MS);
    answer = await fetch(descriptionAddress(typed), { headers, signal, redirect: 'manual' });
    text = await answer.text();
  } catch {
    return refused('unreachable');
  }
  if (answer.status >= 500 || answer.status === 429) return refused('unreachable');
  const said = description.safeParse(answer.ok ? jsonOf(text) : null);
  if (!said.success) return refused('no_description');
  const found = said.data;
  if (bare(found.issuer) !== bare(typed)) return refused('other_issuer', found.issuer.slice(0, 500));
  const problem = problemOf(found);
  return problem ? refused(...problem) : { issuer: found.issuer };
}

function problemOf(found: Description): [IssuerProblem, string | null] | null {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = found;
  const addresses = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint];
  const open = addresses.find((address) => address !== undefined && !isSafe(address));
  if (open !== undefined) return ['not_https', open.slice(0, 500)];
  if (!found.response_types_supported.includes('code')) return ['no_code_flow', null];
  if (found.code_challenge_methods_supported?.includes('S256') === false) return ['no_s256', null];
  const algorithms = found.id_token_signing_alg_values_supported;
  if (!algorithms.includes('RS256')) return ['no_rs256', algorithms.join(', ').slice(0, 500)];
  const ways = found.token_endpoint_auth_methods_supported;
  if (!ways.some((way) => way === 'client_secret_basic' || way === 'client_secret_post'))
    return ['no_client_secret', null];
  return null;
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const bare = (issuer: string) => issuer.replace(/\/$/, '');
