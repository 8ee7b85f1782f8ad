import { constants, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../router';
import { findTenant } from '../store/directory';
import type { Application, Certificate } from '../store/registrations';
import { IdentityProblem, platformTime } from './problem';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Ten minutes, and one for clocks that differ. */
const LONGEST_LIFE_S = 660;
const SKEW_S = 300;

const headerSchema = z.object({
  alg: z.enum(['PS256', 'RS256']),
  typ: z.literal('JWT').optional(),
  x5t: z.string().optional(),
  'x5t#S256': z.string().optional(),
});
const claimsSchema = z.object({
  aud: z.string(),
  iss: z.string(),
  sub: z.string(),
  jti: z.string().min(1),
  nbf: z.number(),
  exp: z.number(),
});

/** An assertion signed with the key of an uploaded certificate: PS256 with its SHA-256, or the older RS256 with its SHA-1. */
export function mustProveByCertificate(call: Call, application: Application, assertion: string): string {
  const { header, claims, signed, signature } = readAssertion(assertion);
  const certificate = certificateFor(application, header);
  if (!certificate) throw refused(application, 'The key was not found.');
  const now = call.world.clock.now();
  if (certificate.expiresAt <= now || certificate.startsAt > now)
    throw refused(application, 'The key used is expired.');
  if (!hasGoodSignature(certificate, header.alg, signed, signature))
    throw refused(application, 'The provided signature value did not match the expected signature value.');
  mustBeAbout(call, application, claims);
  return certificate.id;
}

/** The client that an assertion speaks for, before anything is proved. */
export function subjectOf(assertion: string): string | null {
  try {
    return readAssertion(assertion).claims.sub;
  } catch {
    return null;
  }
}

function readAssertion(assertion: string) {
  const [head = '', body = '', signature = '', ...rest] = assertion.split('.');
  try {
    const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (rest.length > 0) throw new Error('too many parts');
    return {
      header: headerSchema.parse(parse(head)),
      claims: claimsSchema.parse(parse(body)),
      signed: Buffer.from(`${head}.${body}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    throw new IdentityProblem(50027);
  }
}

function certificateFor({ certificates }: Application, header: z.infer<typeof headerSchema>): Certificate | undefined {
  const bySha256 = header['x5t#S256'];
  if (bySha256 !== undefined) return certificates.find((one) => one.sha256 === bySha256);
  // The short form goes with the older algorithm only.
  return header.alg === 'RS256' ? certificates.find((one) => one.sha1 === header.x5t) : undefined;
}

function hasGoodSignature(certificate: Certificate, alg: string, signed: Buffer, signature: Buffer): boolean {
  const { publicKey: key } = new X509Certificate(certificate.pem);
  const padding = alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return verify('sha256', signed, { key, padding, ...(alg === 'PS256' ? { saltLength: 32 } : {}) }, signature);
}

function mustBeAbout(call: Call, { clientId }: Application, claims: z.infer<typeof claimsSchema>): void {
  const now = Math.floor(platformTime(call.world) / 1000);
  const isTimely = claims.nbf <= now + SKEW_S && claims.exp > now - SKEW_S && claims.exp - now <= LONGEST_LIFE_S;
  if (!isTimely) throw new IdentityProblem(700024);
  if (!audiences(call).includes(claims.aud.toLowerCase())) throw new IdentityProblem(700023);
  if (claims.iss !== clientId || claims.sub !== clientId) throw new IdentityProblem(700021);
}

/** What a client that will not speak http believes it talks to (MSAL). */
const MICROSOFT = 'https://login.microsoftonline.com';

/** The token endpoint at the address it was asked at or at Microsoft's own, by every name of the tenant. */
function audiences({ world, origin, params }: Call): string[] {
  const segment = params.tenant ?? '';
  const tenant = findTenant(world.directory, segment);
  const names = [segment, ...(tenant ? [tenant.id, ...tenant.domains] : [])];
  const ends = names.map((name) => `/${name}/oauth2/v2.0/token`.toLowerCase());
  return ends.flatMap((end) => [origin + end, MICROSOFT + end]);
}

function refused({ clientId }: Application, reason: string): IdentityProblem {
  return new IdentityProblem(
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application '${clientId}'. [Reason - ${reason}]`,
  );
}
