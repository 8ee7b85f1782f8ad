import type { Call } from '../router';
import type { Application } from '../store/registrations';
import { IdentityProblem } from './problem';
import { type Authority, mustSuitAuthority, readSegment, unknownApplication } from './segment';

/** A request to sign in, as far as it can be trusted: failures here never go back to the application. */
export type AuthorizeRequest = {
  authority: Authority;
  application: Application;
  redirectUri: string;
  responseMode: 'query' | 'fragment' | 'form_post';
  state: string | null;
  prompt: string;
  parameters: URLSearchParams;
};

export function readAuthorizeRequest(call: Call): AuthorizeRequest {
  const parameters = call.url.searchParams;
  const authority = readSegment(call.world.directory, call.params.tenant ?? '');
  const clientId = parameters.get('client_id') ?? '';
  if (!clientId)
    throw new IdentityProblem(
      400,
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'client_id'.",
    );
  const application = call.world.registrations.applications.get(clientId.toLowerCase());
  call.note.appId = application?.clientId ?? clientId;
  const tenant = 'tenant' in authority ? authority.tenant : undefined;
  if (!application) throw unknownApplication(clientId, tenant);
  mustSuitAuthority(application, authority);
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!application.redirectUris.some((one) => sameRedirect(one.uri, redirectUri))) {
    throw new IdentityProblem(
      400,
      'invalid_request',
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${application.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the portal.`,
    );
  }
  const mode = parameters.get('response_mode') ?? 'query';
  const responseMode = mode === 'fragment' || mode === 'form_post' ? mode : 'query';
  const prompt = parameters.get('prompt') ?? '';
  return { authority, application, redirectUri, responseMode, state: parameters.get('state'), prompt, parameters };
}

/** Exact, but for the port of localhost. */
function sameRedirect(registered: string, asked: string): boolean {
  if (registered === asked) return true;
  const withoutPort = (text: string) => text.replace(/^(https?:\/\/localhost)(:\d+)?(?=\/|$)/, '$1');
  return /^https?:\/\/localhost(:\d+)?(\/|$)/.test(asked) && withoutPort(registered) === withoutPort(asked);
}
