import { timingSafeEqual } from 'node:crypto';
import type { Call } from '../router';
import type { Application } from '../store/registrations';
import { ASSERTION_TYPE, mustProveByCertificate, subjectOf } from './client-assertion';
import { IdentityProblem } from './problem';

/** Who the client says it is, by body, by Basic or by assertion; values are taken literally, never trimmed. */
export type ClientClaim = {
  clientId: string;
  secret: string | null;
  assertion: string | null;
  hasOrigin: boolean;
};

export function readClientClaim(request: Request, form: URLSearchParams): ClientClaim {
  const hasOrigin = request.headers.has('origin');
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic) {
    const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { clientId: formDecode(name), secret: formDecode(rest.join(':')), assertion: null, hasOrigin };
  }
  const assertion = form.get('client_assertion_type') === ASSERTION_TYPE ? form.get('client_assertion') : null;
  const clientId = form.get('client_id') ?? (assertion && subjectOf(assertion)) ?? '';
  return { clientId, secret: form.get('client_secret'), assertion, hasOrigin };
}

/** Answers the id of the secret or certificate that convinced it. */
export function authenticateClient(call: Call, application: Application, claim: ClientClaim): string {
  if (!claim.assertion && !claim.secret) throw new IdentityProblem(7000218);
  const id = claim.assertion
    ? mustProveByCertificate(call, application, claim.assertion)
    : mustKnowSecret(call, application, claim.secret ?? '');
  if (claim.hasOrigin) throw new IdentityProblem(9002326);
  return id;
}

function mustKnowSecret({ world }: Call, application: Application, value: string): string {
  const { clientId } = application;
  const now = world.clock.now();
  const known = now - world.behaviour.get('replicationMs');
  const secret = application.secrets.find((one) => one.createdAt <= known && same(one.value, value));
  if (!secret) {
    throw new IdentityProblem(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  }
  if (secret.expiresAt <= now) {
    throw new IdentityProblem(
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the portal to create new keys for your app.`,
    );
  }
  return secret.id;
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
