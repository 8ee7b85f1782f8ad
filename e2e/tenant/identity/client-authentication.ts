import { timingSafeEqual } from 'node:crypto';
import type { Application } from '../store/registrations';
import type { World } from '../world';
import { IdentityProblem } from './problem';

/** Who the client says it is, by body or by Basic; values are taken literally, never trimmed. */
export type ClientClaim = { clientId: string; secret: string | null; hasOrigin: boolean };

export function readClientClaim(request: Request, form: URLSearchParams): ClientClaim {
  const hasOrigin = request.headers.has('origin');
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic) {
    const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { clientId: formDecode(name), secret: formDecode(rest.join(':')), hasOrigin };
  }
  return { clientId: form.get('client_id') ?? '', secret: form.get('client_secret'), hasOrigin };
}

export function authenticateClient(world: World, application: Application, claim: ClientClaim): void {
  const { clientId } = application;
  if (claim.secret === null || claim.secret === '') {
    throw new IdentityProblem(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  const secret = application.secrets.find((one) => same(one.value, claim.secret ?? ''));
  if (!secret) {
    throw new IdentityProblem(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  }
  if (secret.expiresAt <= world.clock.now()) {
    throw new IdentityProblem(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the portal to create new keys for your app.`,
    );
  }
  if (claim.hasOrigin) {
    const text = "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.";
    throw new IdentityProblem(400, 'invalid_request', 9002326, text);
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
