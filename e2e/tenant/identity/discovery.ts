import type { Call } from '../router';
import { PERSONAL_TENANT_ID } from '../store/directory';
import { publishedKeys, type SigningKey } from './keys';
import { GRAPH } from './permissions';
import { IdentityProblem, platformTime, problemJson } from './problem';
import { type Authority, readSegment } from './segment';

/** The discovery document and the keys, with the segment that was asked for. */
export function discovery(call: Call): Response {
  const segment = call.params.tenant ?? '';
  const authority = authorityOrProblem(call, segment);
  if (authority instanceof Response) return authority;
  const at = `${call.origin}/${segment}`;
  const document = {
    token_endpoint: `${at}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${at}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(call, authority),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${call.origin}/oidc/userinfo`,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${at}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${at}/oauth2/v2.0/logout`,
    claims_supported:
      'sub iss cloud_instance_name cloud_instance_host_name cloud_graph_host_name msgraph_host aud exp iat auth_time acr nonce preferred_username name tid ver at_hash c_hash email'.split(
        ' ',
      ),
    kerberos_endpoint: `${at}/kerberos`,
    tenant_region_scope: authority.kind === 'tenant' ? 'NA' : null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: new URL(GRAPH).host,
    rbac_url: 'https://pas.windows.net',
  };
  // Microsoft's clock as an application can see it.
  const headers = { ...OPEN, Date: new Date(platformTime(call.world)).toUTCString() };
  return Response.json(document, { headers });
}

/** The same keys at every authority of work accounts; those of personal accounts bear a fixed issuer, not the template. */
export function keys(call: Call): Response {
  const { world, origin } = call;
  const authority = authorityOrProblem(call, call.params.tenant ?? '');
  if (authority instanceof Response) return authority;
  const work = authority.kind === 'consumers' ? [] : publishedKeys(world, 'work');
  const hasPersonal = authority.kind === 'common' || authority.kind === 'consumers';
  const personal = hasPersonal ? publishedKeys(world, 'personal') : [];
  const published = [
    ...work.map((key) => jwk(key, `${origin}/{tenantid}/v2.0`)),
    ...personal.map((key) => jwk(key, `${origin}/${PERSONAL_TENANT_ID}/v2.0`)),
  ];
  return Response.json({ keys: published }, { headers: OPEN });
}

function jwk({ kid, n, e, x5c }: SigningKey, issuer: string) {
  return { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, x5c: [x5c], issuer };
}

/** The template for authorities of many tenants, with literal braces. */
function issuerOf({ origin, world }: Call, authority: Authority): string {
  const isTemplate = authority.kind === 'consumers' && world.behaviour.get('consumersIssuer') === 'template';
  return `${origin}/${'tenant' in authority && !isTemplate ? authority.tenant.id : '{tenantid}'}/v2.0`;
}

const OPEN = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=86400, private' };

/** Here an unknown tenant is `invalid_tenant`, unlike at the token endpoint. */
function authorityOrProblem(call: Call, segment: string): Authority | Response {
  try {
    return readSegment(call.world.directory, segment);
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error;
    if (error.code !== 90002) return problemJson(call, error);
    return problemJson(call, new IdentityProblem(90002, error.text, { error: 'invalid_tenant' }));
  }
}
