import type { Call } from '../router';
import { looksIssued } from '../store/issued';
import type { Application } from '../store/registrations';
import { authenticateClient, type ClientClaim, readClientClaim } from './client-authentication';
import { clientCredentials } from './grant-client-credentials';
import { redeemCode } from './grant-code';
import { refresh } from './grant-refresh';
import { IdentityProblem, problemJson, tokenHeaders } from './problem';
import { type Authority, mustSuitAuthority, readSegment, unknownApplication } from './segment';

export type TokenRequest = { call: Call; form: URLSearchParams; authority: Authority; application: Application };

/** The checks come in this order: tenant, fields, shape of the grant, application, secret, grant, scopes, person. */
export async function token(call: Call): Promise<Response> {
  try {
    const form = new URLSearchParams(await call.request.text());
    const authority = readSegment(call.world.directory, call.params.tenant ?? '');
    const claim = readClientClaim(call.request, form);
    mustHaveFields(form, claim);
    mustHaveShape(form);
    const application = applicationFor(call, authority, claim);
    call.note.appId = application.clientId;
    authenticateClient(call.world, application, claim);
    const body = await grant({ call, form, authority, application });
    return Response.json(body, { headers: tokenHeaders(call) });
  } catch (error) {
    if (error instanceof IdentityProblem) return problemJson(call, error);
    throw error;
  }
}

function grant(request: TokenRequest): Promise<Record<string, unknown>> | Record<string, unknown> {
  const type = request.form.get('grant_type');
  request.call.note.detail = type ?? undefined;
  if (type === 'authorization_code') return redeemCode(request);
  if (type === 'refresh_token') return refresh(request);
  return clientCredentials(request);
}

const NEEDED: Record<string, string[]> = {
  authorization_code: ['code', 'redirect_uri'],
  refresh_token: ['refresh_token'],
  client_credentials: ['scope'],
};

function mustHaveFields(form: URLSearchParams, claim: ClientClaim): void {
  const type = form.get('grant_type');
  if (!type) throw missing('grant_type');
  const needed = NEEDED[type];
  if (!needed) {
    throw new IdentityProblem(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${type}'.`,
    );
  }
  if (!claim.clientId) throw missing('client_id');
  const absent = needed.find((name) => !form.get(name));
  if (absent) throw missing(absent);
}

function missing(name: string): IdentityProblem {
  return new IdentityProblem(
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}

/** Judged before the secret, so a made-up code says nothing about it. */
function mustHaveShape(form: URLSearchParams): void {
  const grantText = form.get('code') ?? form.get('refresh_token');
  if (grantText === null || looksIssued(grantText)) return;
  throw new IdentityProblem(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
}

function applicationFor(call: Call, authority: Authority, claim: ClientClaim): Application {
  const application = call.world.registrations.applications.get(claim.clientId.toLowerCase());
  const tenant = 'tenant' in authority ? authority.tenant : undefined;
  if (!application) throw unknownApplication(claim.clientId, tenant);
  mustSuitAuthority(application, authority);
  if (!application.enabled) {
    const text = `Application '${application.clientId}'(${application.name}) is disabled.`;
    throw new IdentityProblem(400, 'unauthorized_client', 7000112, text);
  }
  return application;
}
