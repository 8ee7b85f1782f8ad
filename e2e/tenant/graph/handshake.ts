import type { Call } from '../router';
import type { World } from '../world';
import { GraphProblem } from './problem';

const PATIENCE_MS = 10_000;

/** The address must say the token back, as plain text, within ten seconds. A query that it has is kept. */
export async function validateAddress({ world, note }: Call, address: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${note.requestId}`;
  const encoded = encodeURIComponent(token).replaceAll('%20', '+').replaceAll('%3A', '%3a');
  const answer = await ask(world, `${address}${address.includes('?') ? '&' : '?'}validationToken=${encoded}`);
  if (answer.status !== 200) {
    const name = STATUS_NAMES[answer.status] ?? String(answer.status);
    throw refused(
      `HTTP status code is '${name}'. Notification endpoint must respond with 200 OK to validation request.`,
    );
  }
  const type = answer.headers.get('content-type') ?? '';
  if (!/^text\/plain\s*(;|$)/i.test(type) || (await answer.text()) !== token) {
    throw refused('The endpoint must answer with the validation token as text/plain.');
  }
}

async function ask(world: World, url: string): Promise<Response> {
  try {
    return await world.deliver(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new GraphProblem(400, 'ValidationError', 'Subscription validation request timed out.');
    }
    throw refused('The notification endpoint could not be reached.');
  }
}

function refused(why: string): GraphProblem {
  return new GraphProblem(400, 'ValidationError', `Subscription validation request failed. ${why}`);
}

const STATUS_NAMES: Record<number, string> = {
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  301: 'MovedPermanently',
  302: 'Found',
  303: 'SeeOther',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};
