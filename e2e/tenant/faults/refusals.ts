import { GraphProblem } from '../graph/problem';
import { graphRefusal } from '../graph/serve';
import type { Call } from '../router';
import type { StatusEffect } from './effects';

/** Answers that a fault gives in place of the tenant's own. */
export function injected(call: Call, effect: StatusEffect): Response {
  const { status, body, code } = effect;
  const headers = new Headers(effect.headers);
  if (body === undefined && isGraph(call)) return graphRefusal(call, plainProblem(status, code, effect.headers));
  const text = typeof body === 'string' || body === null || body === undefined ? (body ?? null) : JSON.stringify(body);
  if (text !== null && typeof body !== 'string' && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const hasNoBody = status === 204 || status === 304;
  return new Response(hasNoBody ? null : text, { status, headers });
}

/** The token is good, yet Graph wants a newer one that says more (EO 9). */
export function claimsChallenge(call: Call): Response {
  const seconds = Math.floor(call.world.clock.now() / 1_000);
  const wanted = { access_token: { nbf: { essential: true, value: String(seconds) } } };
  const claims = Buffer.from(JSON.stringify(wanted)).toString('base64');
  const where = `authorization_uri="${call.origin}/common/oauth2/authorize"`;
  const message =
    'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';
  const problem = new GraphProblem(
    401,
    'InvalidAuthenticationToken',
    message,
    {},
    {
      'WWW-Authenticate': `Bearer realm="", ${where}, error="insufficient_claims", claims="${claims}"`,
    },
  );
  return graphRefusal(call, problem);
}

/** As when the address did not answer the handshake; nothing is asked of it. */
export function validationRefused(call: Call, how: 'validation_failed' | 'validation_timeout'): Response {
  const message =
    how === 'validation_timeout'
      ? 'Subscription validation request timed out.'
      : "Subscription validation request failed. HTTP status code is 'NotFound'. Notification endpoint must respond with 200 OK to validation request.";
  return graphRefusal(call, new GraphProblem(400, 'ValidationError', message));
}

/** What a part of a batch hears when the connection behind it broke. */
export function gatewayTimeout(call: Call): Response {
  return graphRefusal(call, plainProblem(504, undefined, {}));
}

export function isGraph(call: Call): boolean {
  return /^\/v1\.0\//i.test(call.url.pathname);
}

function plainProblem(status: number, code: string | undefined, headers: Record<string, string> = {}): GraphProblem {
  const message = status === 504 ? '' : 'Injected by the stand-in tenant.';
  return new GraphProblem(status, code ?? CODES[status] ?? 'generalException', message, {}, headers);
}

const CODES: Record<number, string> = {
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'Conflict',
  410: 'SyncStateNotFound',
  412: 'ErrorIrresolvableConflict',
  429: 'TooManyRequests',
  500: 'ErrorInternalServerError',
  503: 'serviceNotAvailable',
  504: 'UnknownError',
  507: 'quotaLimitReached',
  509: 'quotaLimitReached',
};
