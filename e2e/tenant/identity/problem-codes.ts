/** What the platform says by number: status, error and words, as EO 3.6 lists them. */
export type ProblemFacts = {
  status: number;
  error: string;
  suberror?: string;
  text: string;
  /** Not confirmed: what it may be as well, told when the switch `unconfirmedAnswers` says so. */
  other?: { status?: number; error?: string };
  /** A policy of the tenant refuses; its error name differs between recordings, and some carry a challenge. */
  policy?: 'plain' | 'with claims';
};

const client = (text: string, other?: ProblemFacts['other']): ProblemFacts => ({
  status: 401,
  error: 'invalid_client',
  text,
  ...(other ? { other } : {}),
});
const request = (text: string, other?: ProblemFacts['other']): ProblemFacts => ({
  ...{ status: 400, error: 'invalid_request', text },
  ...(other ? { other } : {}),
});
const grant = (text: string, suberror?: string): ProblemFacts => ({
  ...{ status: 400, error: 'invalid_grant', text },
  ...(suberror ? { suberror } : {}),
});
const mfa = (text: string): ProblemFacts => ({
  ...{ status: 400, error: 'interaction_required', suberror: 'basic_action', policy: 'plain', text },
});
const blocked = (text: string): ProblemFacts => ({
  ...{ status: 400, error: 'interaction_required', suberror: 'message_only', policy: 'with claims', text },
});
const policy = (text: string): ProblemFacts => ({
  ...{ status: 400, error: 'interaction_required', policy: 'plain', text },
});
const trouble = (status: number, error: string, text: string): ProblemFacts => ({ status, error, text });

const NOT_IN_REGISTRATION: Pick<ProblemFacts, 'status' | 'error' | 'other'> = {
  ...{ status: 400, error: 'invalid_resource', other: { status: 401, error: 'invalid_client' } },
};

export const PROBLEMS: Readonly<Record<number, ProblemFacts>> = {
  7000215: client(
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
  ),
  7000222: client('The provided client secret keys are expired. Visit the portal to create new keys for your app.'),
  7000218: client("The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
  700027: client('Client assertion failed signature validation.', { status: 400 }),
  700024: client('Client assertion is not within its valid time range.'),
  700023: client('Client assertion audience claim does not match Realm issuer.'),
  700021: client("Client assertion application identifier doesn't match 'client_id' parameter."),
  50027: client('JWT token is invalid or malformed.'),
  700016: {
    ...{ status: 400, error: 'unauthorized_client' },
    text: 'Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.',
  },
  7000229: { status: 400, error: 'unauthorized_client', text: 'The client application is missing service principal.' },
  7000112: { status: 400, error: 'unauthorized_client', text: 'Application is disabled.', other: { status: 401 } },
  70001: { status: 400, error: 'unauthorized_client', text: 'The application is disabled.', other: { status: 401 } },
  90002: request(
    'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  ),
  900023: request('Specified tenant identifier is neither a valid DNS name, nor a valid external domain.'),
  50059: request(
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
    { error: 'invalid_client' },
  ),
  50194: request(
    "Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  ),
  9001023: request(
    'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  ),
  9002331: request(
    'Application is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.',
  ),
  9002332: request(
    'Application is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.',
    { error: 'unauthorized_client' },
  ),
  500011: {
    ...{ status: 400, error: 'invalid_resource' },
    text: 'The resource principal was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
  650057: {
    ...NOT_IN_REGISTRATION,
    text: "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.",
  },
  650056: {
    ...NOT_IN_REGISTRATION,
    text: "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for 'Microsoft Graph' in the requested permissions in the client's application registration.",
  },
  65005: {
    ...NOT_IN_REGISTRATION,
    text: 'Misconfigured application. The resources that the application requires are not listed in its registration.',
  },
  900439: request('USGClientNotSupportedOnPublicEndpoint: the directory is in another cloud.'),
  70011: {
    ...{ status: 400, error: 'invalid_scope' },
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid.",
  },
  1002012: {
    ...{ status: 400, error: 'invalid_scope' },
    text: 'Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  900144: request('The request body must contain a parameter that is missing.'),
  70003: { status: 400, error: 'unsupported_grant_type', text: 'The app requested an unsupported grant type.' },
  9002313: grant('Invalid request. Request is malformed or invalid.'),
  54005: grant(
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ),
  70000: grant(
    'The user could not be authenticated or the grant is invalid or revoked. One or more scopes requested are unauthorized or expired.',
  ),
  70008: grant(
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  ),
  700082: grant('The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.'),
  700084: grant(
    'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
  ),
  700005: grant('Provided Authorization Code is intended to use against other tenant, thus rejected.'),
  500112: grant('The reply URL does not match the one used when requesting the authorization code.'),
  501481: grant('The Code_Verifier does not match the code_challenge supplied in the authorization request.'),
  50173: grant(
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    'bad_token',
  ),
  50057: { ...grant('The user account is disabled.'), other: { error: 'invalid_request' } },
  50034: grant(
    'The user account does not exist in the directory. To sign into this application, the account must be added to it.',
  ),
  65001: grant(
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    'consent_required',
  ),
  90094: {
    ...grant('An administrator has to consent to the permissions that the application asks for.'),
    other: { error: 'consent_required' },
  },
  90093: grant('This operation can only be performed by an administrator.'),
  90095: grant('Admin consent is required. The user may ask for it on the consent page.'),
  900941: grant('Admin consent is required: the application is considered risky.'),
  50105: grant('The signed-in user is not assigned to a role for the application.'),
  50076: mfa(
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  ),
  50079: mfa(
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
  ),
  50072: mfa('The user must register for multi-factor authentication before they can sign in.'),
  50158: mfa('External security challenge was not satisfied.'),
  50074: mfa('Strong authentication is required.'),
  50078: mfa('Presented multi-factor authentication has expired due to policies configured by your administrator.'),
  53003: blocked(
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ),
  53000: policy('Device is not in required device state: the policy requires a compliant device.'),
  53001: policy('Device is not in required device state: the policy requires a domain joined device.'),
  53002: policy('The app is not an approved app for the policy.'),
  53011: policy('User blocked due to risk on home tenant.'),
  530032: policy('Blocked by a security policy of the tenant.'),
  530034: policy('A delegated administrator was blocked from accessing the tenant.'),
  70043: grant('The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.'),
  50196: grant('The server terminated an operation because it encountered a client request loop.'),
  90033: trouble(503, 'temporarily_unavailable', 'A transient error has occurred. Please try again.'),
  90006: trouble(500, 'server_error', 'The server is temporarily too busy to handle the request.'),
  50033: trouble(503, 'temporarily_unavailable', 'A transient error has occurred. Please try again.'),
  90012: trouble(504, 'temporarily_unavailable', 'The request has timed out.'),
  90024: trouble(503, 'temporarily_unavailable', 'A transient error has occurred. Please try again.'),
  90055: trouble(429, 'temporarily_unavailable', 'There are too many requests for the tenant.'),
  9002326: request("Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."),
  9002327: request(
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ),
  50011: request(
    'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  ),
  50020: grant('User account from another identity provider does not exist in this tenant.'),
  500200: request(
    'Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.',
  ),
  500208: request('The domain is not a valid login domain for the account type.'),
  50058: { status: 400, error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' },
  16000: {
    ...{ status: 400, error: 'interaction_required' },
    text: 'Either multiple user identities are available for the current request or the selected account is not supported for the scenario.',
  },
  65004: { status: 400, error: 'consent_required', text: 'User declined to consent to access the app.' },
  90023: request('The authentication service request is not valid.'),
  90004: request('The request is not properly formatted.'),
  700051: { status: 400, error: 'unsupported_response_type', text: "The stand-in answers response_type 'code' only." },
  700054: {
    ...{ status: 400, error: 'unsupported_response_type' },
    text: "response_type 'id_token' is not enabled for the application.",
  },
};
