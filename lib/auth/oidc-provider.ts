import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { descriptionAddress } from '@/lib/auth/issuer-description';
import { OIDC, type OidcRegistration } from '@/lib/db/oidc-provider';

const person = z.object({
  name: z.string().max(500).optional().catch(undefined),
  preferred_username: z.string().max(500).optional().catch(undefined),
  email: z.email().max(320).optional().catch(undefined),
  /** Some providers write it as text. */
  email_verified: z
    .union([z.boolean(), z.literal('true')])
    .optional()
    .catch(undefined),
});
const idToken = person.extend({ iss: z.string(), sub: z.string().min(1).max(255) });

type Claims = z.output<typeof idToken>;

/**
 * Sign-in with an OpenID Connect provider: code flow with PKCE, state and nonce, and (iss, sub) as the key (OpenID
 * Connect Core 1.0 §5.7). An address counts only when the provider says that it is verified, or when an admin knows that
 * it proves them all. Without one that counts nobody gets an account by it (`createUser` of our adapter), but may add it
 * to the account they have. As with Entra an address joins nobody to an account that has it already
 * (`OAuthAccountNotLinked`).
 */
export function oidcProvider(registration: OidcRegistration): OAuthConfig<unknown> {
  const { issuer, clientId, clientSecret, provesAddresses } = registration;
  return {
    id: OIDC,
    name: 'OpenID Connect',
    type: 'oauth',
    wellKnown: descriptionAddress(issuer),
    authorization: { params: { scope: 'openid profile email' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    userinfo: {
      /** The ID token is checked by now, but against whatever issuer the description names today. */
      async request({ tokens, client }): Promise<Claims> {
        const said = idToken.parse((tokens as { claims(): unknown }).claims());
        if (said.iss !== issuer) throw new Error('a token of another issuer');
        if (said.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return said;
        // Many give the address here only; the library compares its `sub` with the ID token's.
        const { email, email_verified, ...more } = person.parse(await client.userinfo(tokens as never));
        return { ...more, ...said, email, email_verified };
      },
    },
    profile(claims: unknown) {
      const { iss, sub, name, preferred_username, email, email_verified } = claims as Claims;
      const counts = provesAddresses || email_verified === true || email_verified === 'true';
      return {
        id: `${iss}#${sub}`,
        name: name ?? preferred_username ?? null,
        email: counts ? (email?.toLowerCase() ?? null) : null,
      };
    },
  };
}
