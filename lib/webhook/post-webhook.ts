import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '@/lib/public-address';
import { bareHost } from '@/lib/webhook-target';

/** Why there was no answer, as a code that messages can say. */
export type PostProblem = 'private_address' | 'no_such_host' | 'refused' | 'timeout' | 'tls' | 'unreachable';
export type PostAnswer = { http: number; problem: null } | { http: null; problem: PostProblem };

type Post = {
  url: string;
  body: string;
  headers: Record<string, string>;
  /** This machine's own addresses too (`mayTellLoopback`). */
  loopback: boolean;
  /** For all of it. */
  timeoutMs?: number;
};

const TIMEOUT_MS = 10_000;

/**
 * One POST to an address that an admin typed: never into the library's own network. The name is looked up once and the
 * connection goes to what was found and judged, so that a name cannot lead elsewhere in between; a redirect is an answer like
 * any other and not followed; of what is answered only the status is read.
 */
export function postWebhook({ url, body, headers, loopback, timeoutMs = TIMEOUT_MS }: Post): Promise<PostAnswer> {
  const target = new URL(url);
  const host = bareHost(target);
  const allowed = (ip: string) => isPublicAddress(ip) || (loopback && isLoopbackAddress(ip));
  // A literal address is connected to without being looked up.
  if (isIP(host) !== 0 && !allowed(host)) return Promise.resolve(none('private_address'));
  const send = target.protocol === 'https:' ? https.request : http.request;
  return new Promise((resolve) => {
    const request = send(
      target,
      {
        method: 'POST',
        // No connection is kept: the next message is judged anew.
        agent: false,
        lookup: judgedLookup(allowed),
        signal: AbortSignal.timeout(timeoutMs),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        resolve({ http: response.statusCode ?? 0, problem: null });
        // However long the rest may be, nobody reads it.
        response.destroy();
      },
    );
    request.on('error', (error) => resolve(none(problemOf(error))));
    request.end(body);
  });
}

class PrivateAddress extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/** All that a name leads to must be allowed: one address inside would be tried when the others do not answer. */
function judgedLookup(allowed: (ip: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const [first] = found;
      if (!first || !found.every(({ address }) => allowed(address))) return callback(new PrivateAddress(), []);
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

const none = (problem: PostProblem): PostAnswer => ({ http: null, problem });

const TIMEOUTS = new Set(['ABORT_ERR', 'ETIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT']);

function problemOf(error: Error & { code?: string }): PostProblem {
  const { code = '', name } = error;
  if (code === 'PRIVATE_ADDRESS') return 'private_address';
  if (TIMEOUTS.has(code) || name === 'TimeoutError') return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no_such_host';
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'refused';
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME|EPROTO/.test(code)) return 'tls';
  return 'unreachable';
}
