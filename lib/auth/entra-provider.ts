import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { ENTRA } from '@/lib/db/sign-in-provider';

const profile = z.object({
  tid: z.guid(),
  oid: z.string().min(1).max(200),
  name: z.string().max(500).optional(),
  email: z.email().optional(),
  preferred_username: z.string().max(500).optional(),
});

type Registration = { loginOrigin: string; tenant: string; clientId: string; clientSecret: string };

/**
 * Sign-in with Microsoft (entra-oauth §6): one tenant by its GUID, PKCE, state and nonce, no photo, and (tid, oid) as
 * the key. The address is no proof of identity: an account that has it already is not joined (`OAuthAccountNotLinked`);
 * its owner signs in as before and then adds Microsoft.
 */
export function entraProvider({ loginOrigin, tenant, clientId, clientSecret }: Registration): OAuthConfig<unknown> {
  return {
    id: ENTRA,
    name: 'Microsoft',
    type: 'oauth',
    wellKnown: `${loginOrigin}/${tenant}/v2.0/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid profile email', prompt: 'select_account' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    profile(claims: unknown) {
      const { tid, oid, name, email, preferred_username } = profile.parse(claims);
      if (tid.toLowerCase() !== tenant.toLowerCase()) throw new Error('a token of another tenant');
      return {
        id: `${tid}:${oid}`.toLowerCase(),
        name: name ?? preferred_username ?? null,
        email: (email ?? addressless(tid, oid)).toLowerCase(),
      };
    },
  };
}

/** Everyone has an address here; `.invalid` can receive no mail (RFC 6761). */
const addressless = (tid: string, oid: string) => `${oid}.${tid}@no-address.invalid`;
