import { z } from 'zod';
import { boolean, guid, text } from './forms';

/** What the identity platform says in JSON (EO §3.3, §3.5, §5). */
const jwt = z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'not three parts of base64url');
const seconds = z.int32().min(300).max(100_800);

export const userTokens = z.strictObject({
  token_type: z.literal('Bearer'),
  scope: z.string().min(1),
  expires_in: seconds,
  ext_expires_in: seconds,
  access_token: z.string().min(100),
  refresh_token: z.string().min(100).optional(),
  id_token: jwt.optional(),
  client_info: text.optional(),
});

export const appTokens = z.strictObject({
  token_type: z.literal('Bearer'),
  expires_in: seconds,
  ext_expires_in: seconds,
  access_token: z.string().min(100),
});

const second = z.int().min(0);
export const idTokenClaims = z.strictObject({
  ver: z.literal('2.0'),
  iss: z.string().regex(/^https?:\/\/[^/]+\/[0-9a-f-]{36}\/v2\.0$/, 'not an issuer with a tenant in it'),
  aud: guid,
  sub: z.string().min(10),
  tid: guid,
  iat: second,
  nbf: second,
  exp: second,
  uti: text.optional(),
  rh: text.optional(),
  aio: text.optional(),
  sid: text.optional(),
  nonce: text.optional(),
  name: text.optional(),
  oid: guid.optional(),
  preferred_username: text.optional(),
  email: text.optional(),
  idp: text.optional(),
  upn: text.optional(),
  acct: z.int().optional(),
});

export const identityRefusal = z.strictObject({
  error: z.enum([
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'invalid_scope',
    'invalid_resource',
    'invalid_tenant',
    'unauthorized_client',
    'unsupported_grant_type',
    'interaction_required',
    'consent_required',
    'login_required',
    'temporarily_unavailable',
    'server_error',
  ]),
  error_description: z
    .string()
    .regex(
      /^AADSTS\d+: [\s\S]+?( |\r\n)Trace ID: [0-9a-f-]{36}( |\r\n)Correlation ID: \S+( |\r\n)Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      'not a description that begins with its code and ends with its traces',
    ),
  error_codes: z.array(z.int()).min(1).max(5),
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
  trace_id: guid,
  correlation_id: z.string().min(1),
  error_uri: z.url().optional(),
  suberror: z
    .enum([
      'message_only',
      'additional_action',
      'basic_action',
      'user_password_expired',
      'consent_required',
      'bad_token',
      'ui_not_allowed',
      'interrupted_user',
    ])
    .optional(),
  claims: z.string().startsWith('{').optional(),
});

const link = z.url();
export const discoveryDocument = z.strictObject({
  token_endpoint: link,
  token_endpoint_auth_methods_supported: z.tuple([
    z.literal('client_secret_post'),
    z.literal('private_key_jwt'),
    z.literal('client_secret_basic'),
  ]),
  jwks_uri: link,
  response_modes_supported: z.array(z.enum(['query', 'fragment', 'form_post'])).length(3),
  subject_types_supported: z.tuple([z.literal('pairwise')]),
  id_token_signing_alg_values_supported: z.tuple([z.literal('RS256')]),
  response_types_supported: z.array(z.enum(['code', 'id_token', 'code id_token', 'id_token token'])),
  scopes_supported: z.array(z.enum(['openid', 'profile', 'email', 'offline_access'])),
  issuer: z.string().regex(/^https?:\/\/[^/]+\/(\{tenantid\}|[0-9a-f-]{36})\/v2\.0$/),
  request_uri_parameter_supported: z.literal(false),
  userinfo_endpoint: link,
  authorization_endpoint: link,
  device_authorization_endpoint: link,
  http_logout_supported: z.literal(true),
  frontchannel_logout_supported: z.literal(true),
  end_session_endpoint: link,
  claims_supported: z.array(text),
  kerberos_endpoint: link,
  tenant_region_scope: text.nullable(),
  cloud_instance_name: text,
  cloud_graph_host_name: text,
  msgraph_host: text,
  rbac_url: link,
});

/** Keys carry their issuer and no `alg`. */
export const keySet = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('RSA'),
        use: z.literal('sig'),
        kid: text,
        x5t: text,
        n: text,
        e: text,
        x5c: z.array(text),
        issuer: z.string().regex(/^https?:\/\/[^/]+\/(\{tenantid\}|[0-9a-f-]{36})\/v2\.0$/),
      }),
    )
    .min(1),
});

export const userinfo = z.strictObject({
  sub: text,
  name: text.optional(),
  given_name: text.nullable().optional(),
  family_name: text.nullable().optional(),
  email: text.nullable().optional(),
  email_verified: boolean.optional(),
  picture: link.optional(),
});
