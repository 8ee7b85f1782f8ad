import { type Actor, can } from '@/lib/auth/can';
import { oidcRedirectUri, signInRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { type OidcProviderRow, readOidcProvider } from '@/lib/db/oidc-provider';
import { type ListedPerson, listPeople } from '@/lib/db/people';
import { readSignInProvider, type SignInProviderRow } from '@/lib/db/sign-in';
import { ok, type Result, refuse } from '@/lib/result';

export type PeopleView = {
  people: ListedPerson[];
  /** Some patrons are left out. */
  more: boolean;
  redirectUri: string;
  provider: SignInProviderRow | null;
  /** The calendar's registration may be copied: it is there and belongs to one tenant. */
  canCopy: boolean;
  /** The one OpenID Connect provider beside Microsoft. */
  oidc: OidcProviderRow | null;
  oidcRedirectUri: string;
};

const SHOWN = 200;

export async function viewPeople(actor: Actor): Promise<Result<PeopleView>> {
  if (!can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const people = await listPeople(db(), SHOWN + 1);
  const integration = await readIntegration(db());
  return ok({
    people: people.slice(0, SHOWN),
    more: people.length > SHOWN,
    redirectUri: signInRedirectUri(),
    provider: await readSignInProvider(db()),
    oidc: await readOidcProvider(db()),
    oidcRedirectUri: oidcRedirectUri(),
    canCopy: integration?.tenantId != null,
  });
}
