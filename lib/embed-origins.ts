import type { FieldProblem } from './field-problem';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Letters, digits, dots and hyphens, or an IPv6 address: nothing that could end one word of a policy and begin another. */
const HOST = /^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])$/;

export type OriginAnswer = { ok: true; origin: string } | { ok: false; problem: FieldProblem };

/**
 * A site that may frame the booking pages, as its exact origin: 'https://www.library.example'. Plain http only for loopback
 * addresses, to try it out. No wildcards: one forgotten subdomain would be enough to lay a page over ours.
 */
export function embedOrigin(typed: string): OriginAnswer {
  const text = typed.trim();
  const no = (problem: FieldProblem): OriginAnswer => ({ ok: false, problem });
  if (text === '') return no('required');
  if (text.includes('*')) return no('origin_wildcard');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return no('not_origin');
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(text);
  if (!HOST.test(hostname) || username || password) return no('not_origin');
  if (pathname !== '/' || search || hash || /[?#]$/.test(text)) return no('origin_with_path');
  if (protocol !== 'https:' && !LOOPBACK.has(hostname)) return no('origin_not_https');
  return { ok: true, origin };
}

/** Whether it stands in its exact form: what a policy names and a message is sent to. */
export function isEmbedOrigin(text: string): boolean {
  const answer = embedOrigin(text);
  return answer.ok && answer.origin === text;
}
