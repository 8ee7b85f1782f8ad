/** entra-oauth §4: what the identity platform's answer to a test says about the settings. */
export type CredentialsProblem =
  | 'wrong_secret'
  | 'secret_expired'
  | 'unknown_application'
  | 'unknown_tenant'
  | 'account_type_narrower'
  | 'blocked_by_policy'
  | 'unexpected';

/** What speaks against an OpenID Connect provider, by its own description (`.well-known/openid-configuration`). */
export type IssuerProblem =
  | 'unreachable'
  | 'no_description'
  | 'other_issuer'
  | 'not_https'
  | 'no_code_flow'
  | 'no_s256'
  | 'no_rs256'
  | 'no_client_secret';

/** What the organisation's rules about signing in ask for, or forbid (entra-oauth §3.6). */
export type SignInObstacle = 'second_step' | 'policy' | 'not_assigned' | 'account_disabled' | 'other_organisation';
