import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { IdentityFailure } from './identity-failure';

/** Who signed in at Microsoft. The key is (tid, oid); name and address are for people to recognise the account. */
export type MicrosoftIdentity = { tid: string; oid: string; name: string; username: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const claims = z.object({
  tid: z.string().regex(GUID),
  oid: z.string().min(1).max(200),
  name: z.string().max(500).optional(),
  preferred_username: z.string().max(500).optional(),
  nonce: z.string().optional(),
});

export type IdTokenRules = {
  /** From discovery; many tenants share one with a literal `{tenantid}`. */
  issuerTemplate: string;
  jwksUri: string;
  clientId: string;
  nonce: string;
  fetch?: typeof fetch | undefined;
};

const refused = () => new IdentityFailure('bug', 'invalid_id_token');

/** The issuer a token of this tenant must name: discovery's, with `{tenantid}` replaced (entra-oauth §5). */
export function issuerOf(idToken: string, issuerTemplate: string): string {
  try {
    const { tid } = claims.pick({ tid: true }).parse(decodeJwt(idToken));
    return issuerTemplate.replace('{tenantid}', tid);
  } catch {
    throw refused();
  }
}

/**
 * Signature, issuer, audience, times and nonce; then the key's own issuer (entra-oauth §5). Keys are fetched anew each
 * time: people connect rarely, and keys roll over without notice.
 */
export async function verifyIdToken(idToken: string, rules: IdTokenRules, now: Date): Promise<MicrosoftIdentity> {
  const issuer = issuerOf(idToken, rules.issuerTemplate);
  const keys = createRemoteJWKSet(new URL(rules.jwksUri), {
    timeoutDuration: 10_000,
    ...(rules.fetch && { [customFetch]: rules.fetch }),
  });
  try {
    const { payload } = await jwtVerify(idToken, keys, {
      ...{ issuer, audience: rules.clientId, algorithms: ['RS256'], clockTolerance: 120, currentDate: now },
      requiredClaims: ['exp', 'iat', 'tid', 'oid'],
    });
    const { tid, oid, name, preferred_username, nonce } = claims.parse(payload);
    const { kid } = decodeProtectedHeader(idToken);
    const key = keys.jwks()?.keys.find((candidate) => candidate.kid === kid);
    const ofKey = z.object({ issuer: z.string() }).safeParse(key).data?.issuer;
    const keyIssuer = ofKey?.replace('{tenantid}', tid) ?? issuer;
    if (nonce !== rules.nonce || keyIssuer !== issuer) throw refused();
    return { tid, oid, name: name ?? preferred_username ?? oid, username: preferred_username ?? oid };
  } catch (error) {
    throw error instanceof IdentityFailure ? error : refused();
  }
}
