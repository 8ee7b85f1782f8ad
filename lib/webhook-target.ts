import { isIP } from 'node:net';
import type { FieldProblem } from './field-problem';
import { isLoopbackAddress, isPublicAddress } from './public-address';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const LONGEST = 500;

export type TargetAnswer = { ok: true; url: string } | { ok: false; problem: FieldProblem };

/** This machine may be told of bookings only where it is this machine's own Carrel: a demo, or a test. */
export const mayTellLoopback = (publicUrl: string): boolean => LOOPBACK_NAMES.has(new URL(publicUrl).hostname);

/**
 * Where another program wants to be told, as typed: https, or plain http on this machine as in `lib/webhook-address`. An
 * address inside the library's network is none; that a name leads to one is found when it is looked up, with each message.
 */
export function webhookTarget(typed: string, publicUrl: string): TargetAnswer {
  const text = typed.trim();
  const no = (problem: FieldProblem): TargetAnswer => ({ ok: false, problem });
  if (text === '') return no('required');
  if (text.length > LONGEST) return no('too_long');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return no('not_https_link');
  const url = new URL(text);
  if (url.username || url.password) return no('not_https_link');
  const host = bareHost(url);
  const isHere = LOOPBACK_NAMES.has(url.hostname) || isLoopbackAddress(host);
  if (isHere) return mayTellLoopback(publicUrl) ? { ok: true, url: withoutHash(url) } : no('private_address');
  if (url.protocol !== 'https:') return no('not_https_link');
  if (isIP(host) !== 0 && !isPublicAddress(host)) return no('private_address');
  return { ok: true, url: withoutHash(url) };
}

/** Without the brackets that IPv6 addresses have in a URL. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

function withoutHash(url: URL): string {
  url.hash = '';
  return url.href;
}
