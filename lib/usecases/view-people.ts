import { type Actor, can } from '@/lib/auth/can';
import { oidcRedirectUri, signInRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { type InvitationRow, invitations } from '@/lib/db/invitations';
import { type OidcProviderRow, readOidcProvider } from '@/lib/db/oidc-provider';
import { type ListedPerson, listPeople } from '@/lib/db/people';
import { type OwnMethods, ownMethods } from '@/lib/db/sign-in-methods';
import { readSignInProvider, type SignInProviderRow } from '@/lib/db/sign-in-provider';
import { ok, type Result, refuse } from '@/lib/result';
import { MOST_TENANTS } from './tested-tenants';

export type PeopleView = {
  methods: OwnMethods;
  /** Those that nobody has accepted yet; `over`: their link is older than seven days. */
  invitations: (InvitationRow & { over: boolean })[];
  people: ListedPerson[];
  /** Some patrons are left out. */
  more: boolean;
  redirectUri: string;
  provider: SignInProviderRow | null;
  mostTenants: number;
  /** The calendar's registration may be copied: it is there and belongs to one tenant. */
  canCopy: boolean;
  /** The one OpenID Connect provider beside Microsoft. */
  oidc: OidcProviderRow | null;
  oidcRedirectUri: string;
};

const SHOWN = 200;

export async function viewPeople(actor: Actor, now: Date): Promise<Result<PeopleView>> {
  if (!can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const people = await listPeople(db(), SHOWN + 1);
  const integration = await readIntegration(db());
  return ok({
    methods: await ownMethods(db()),
    invitations: (await invitations(db())).map((one) => ({ ...one, over: one.expiresAt <= now })),
    people: people.slice(0, SHOWN),
    more: people.length > SHOWN,
    redirectUri: signInRedirectUri(),
    provider: await readSignInProvider(db()),
    mostTenants: MOST_TENANTS,
    oidc: await readOidcProvider(db()),
    oidcRedirectUri: oidcRedirectUri(),
    canCopy: integration?.tenantId != null,
  });
}
