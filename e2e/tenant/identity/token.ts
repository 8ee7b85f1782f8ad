import type { Call } from '../router';
import { looksIssued } from '../store/issued';
import type { Application } from '../store/registrations';
import { authenticateClient, type ClientClaim, readClientClaim } from './client-authentication';
import { clientCredentials } from './grant-client-credentials';
import { mustBeUnused, redeemCode } from './grant-code';
import { refresh } from './grant-refresh';
import { failureProblem, takeFailure } from './next-failure';
import { IdentityProblem, problemJson, tokenHeaders } from './problem';
import {
  type Authority,
  disabledApplication,
  isTooWide,
  mustSuitAuthority,
  readSegment,
  tooWide,
  unknownApplication,
} from './segment';

export type TokenRequest = {
  call: Call;
  form: URLSearchParams;
  authority: Authority;
  application: Application;
  /** The secret or certificate that the client came with. */
  credentialId: string;
};

/** The checks come in this order: tenant, fields, shape of the grant, application, secret, grant, scopes, person. */
export async function token(call: Call): Promise<Response> {
  try {
    const form = new URLSearchParams(await call.request.text());
    const authority = readSegment(call.world.directory, call.params.tenant ?? '');
    const claim = readClientClaim(call.request, form);
    mustHaveFields(form, claim);
    const failure = takeFailure(call.world, form.get('grant_type') ?? '', claim.clientId);
    if (failure) throw failureProblem(failure);
    mustHaveShape(form);
    const application = applicationFor(call, authority, claim);
    call.note.appId = application.clientId;
    if (call.world.behaviour.get('usedCodeWrongSecret') === 'code first')
      mustBeUnused(call.world.issued.codes.get(form.get('code') ?? ''));
    const credentialId = authenticateClient(call, application, claim);
    const body = await grant({ call, form, authority, application, credentialId });
    return Response.json(body, { headers: tokenHeaders(call) });
  } catch (error) {
    if (error instanceof IdentityProblem) return problemJson(call, error);
    throw error;
  }
}

async function grant(request: TokenRequest): Promise<Record<string, unknown>> {
  const { call, form, application, authority } = request;
  const type = form.get('grant_type');
  call.note.detail = type ?? undefined;
  if (type === 'client_credentials') return clientCredentials(request);
  if (isTooWide(application, authority)) throw tooWide(application);
  return type === 'authorization_code' ? redeemCode(request) : refresh(request);
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
  if (!needed) throw new IdentityProblem(70003, `The app requested an unsupported grant type '${type}'.`);
  if (!claim.clientId) throw missing('client_id');
  const absent = needed.find((name) => !form.get(name));
  if (absent) throw missing(absent);
}

export function missing(name: string): IdentityProblem {
  return new IdentityProblem(900144, `The request body must contain the following parameter: '${name}'.`);
}

/** Judged before the secret, so a made-up code says nothing about it. */
function mustHaveShape(form: URLSearchParams): void {
  const type = form.get('grant_type');
  const grantText = type === 'authorization_code' ? form.get('code') : form.get('refresh_token');
  if (type === 'client_credentials' || looksIssued(grantText ?? '')) return;
  throw new IdentityProblem(9002313);
}

function applicationFor({ world }: Call, authority: Authority, claim: ClientClaim): Application {
  const application = world.registrations.applications.get(claim.clientId.toLowerCase());
  const tenant = 'tenant' in authority ? authority.tenant : undefined;
  const isKnown = application && application.createdAt <= world.clock.now() - world.behaviour.get('replicationMs');
  if (!application || !isKnown) throw unknownApplication(claim.clientId, tenant);
  mustSuitAuthority(application, authority);
  if (!application.enabled) throw disabledApplication(application);
  return application;
}
