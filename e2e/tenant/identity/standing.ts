import type { Call } from '../router';
import type { AccessPolicy } from '../store/directory';
import { unmetPolicy } from './access-policies';
import { type Admitted, admit, mustBeEnabled, mustBeLetIn } from './admission';
import type { AuthorizeRequest } from './authorize-request';
import { type ConsentNeed, consentNeed } from './consent';
import { readScopes, usableIn } from './scopes';
import type { Person } from './sessions';

/** Where somebody who signed in stands: the account they have here, the rule they do not satisfy, what is still to be asked. */
export type Standing = Admitted & { unmet: AccessPolicy | undefined; scopes: string[]; need: ConsentNeed };

/** Looked at anew at every step, a press of Accept included. Throws what keeps the account out. */
export function standingOf({ world }: Call, request: AuthorizeRequest, { user: person, proof }: Person): Standing {
  const { application, authority, parameters, prompt } = request;
  const admitted = admit(world, application, authority, person);
  const { user, tenant } = admitted;
  mustBeEnabled(world, user);
  mustBeLetIn(world, application, admitted);
  const { clientId } = application;
  const unmet = unmetPolicy({ tenant, clientId, user, proof, now: world.clock.now() });
  const scopes = usableIn(tenant, readScopes(parameters.get('scope') ?? '', application).names);
  const need = consentNeed(world, { application, tenant, user, scopes, forced: prompt === 'consent' });
  return { ...admitted, unmet, scopes, need };
}
