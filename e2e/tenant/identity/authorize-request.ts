import type { Call } from '../router';
import type { Application } from '../store/registrations';
import { IdentityProblem } from './problem';
import { findRedirect } from './redirect-match';
import { readScopes } from './scopes';
import { type Authority, mustSuitAuthority, readSegment, unknownApplication } from './segment';
import { missing } from './token';

/** A request to sign in, as far as it can be trusted: failures here never go back to the application. */
export type AuthorizeRequest = {
  authority: Authority;
  application: Application;
  redirectUri: string;
  responseMode: 'query' | 'fragment' | 'form_post';
  state: string | null;
  prompt: string;
  loginHint: string | null;
  domainHint: string | null;
  parameters: URLSearchParams;
};

export function readAuthorizeRequest(call: Call): AuthorizeRequest {
  const parameters = call.url.searchParams;
  const { world } = call;
  const authority = readSegment(world.directory, call.params.tenant ?? '');
  const clientId = parameters.get('client_id') ?? '';
  if (!clientId) throw missing('client_id');
  const application = world.registrations.applications.get(clientId.toLowerCase());
  call.note.appId = application?.clientId ?? clientId;
  const tenant = 'tenant' in authority ? authority.tenant : undefined;
  const isKnown = application && application.createdAt <= world.clock.now() - world.behaviour.get('replicationMs');
  if (!application || !isKnown) throw unknownApplication(clientId, tenant);
  mustSuitAuthority(application, authority);
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!findRedirect(application, redirectUri)) {
    throw new IdentityProblem(
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${application.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the portal.`,
    );
  }
  const responseMode = parameters.get('response_mode') ?? 'query';
  if (responseMode !== 'query' && responseMode !== 'fragment' && responseMode !== 'form_post')
    throw new IdentityProblem(90023, `Unsupported 'response_mode' value '${responseMode}'.`);
  return {
    ...{ authority, application, redirectUri, responseMode, parameters },
    state: withoutMarkup(parameters.get('state')),
    prompt: parameters.get('prompt') ?? '',
    loginHint: parameters.get('login_hint')?.trim().toLowerCase() || null,
    domainHint: parameters.get('domain_hint')?.trim().toLowerCase() || null,
  };
}

/** The platform gives `state` back as it came, but for HTML in it. */
function withoutMarkup(state: string | null): string | null {
  return state?.replace(/<[^>]*>/g, '') ?? null;
}

const PROMPTS = ['', 'login', 'none', 'consent', 'select_account'];

/** What is wrong with a request whose redirect URI can be trusted: the application hears of it at once. */
export function refusedParameters(call: Call, request: AuthorizeRequest): IdentityProblem | undefined {
  const { parameters, prompt, loginHint, application } = request;
  const type = parameters.get('response_type');
  if (!type) return missing('response_type');
  if (type !== 'code') return new IdentityProblem(/id_token/.test(type) ? 700054 : 700051);
  if (!PROMPTS.includes(prompt)) return new IdentityProblem(90023, `Unsupported 'prompt' value '${prompt}'.`);
  const isStrict = call.world.behaviour.get('loginHintWithSelectAccount') === 'refused';
  if (isStrict && loginHint && prompt === 'select_account')
    return new IdentityProblem(90023, "'login_hint' cannot be combined with prompt=select_account.");
  const method = parameters.get('code_challenge_method');
  if (method !== null && method !== 'S256' && method !== 'plain')
    return new IdentityProblem(90023, `Unsupported 'code_challenge_method' value '${method}'.`);
  if (method !== null && !parameters.get('code_challenge')) return missing('code_challenge');
  if (!isJson(parameters.get('claims'))) return new IdentityProblem(90023, "The 'claims' parameter is not JSON.");
  if (!parameters.get('scope')) return missing('scope');
  return scopeProblem(parameters.get('scope') ?? '', application);
}

function scopeProblem(scope: string, application: Application): IdentityProblem | undefined {
  try {
    readScopes(scope, application);
    return undefined;
  } catch (error) {
    if (error instanceof IdentityProblem) return error;
    throw error;
  }
}

function isJson(text: string | null): boolean {
  if (text === null) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
