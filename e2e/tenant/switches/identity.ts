import { choose } from './choose';

/** What is open about the identity platform. The first choice is the default. */
export const IDENTITY_SWITCHES = {
  consentCancelError: choose(['consent_required', 'access_denied'], 'error after Cancel on the consent page'),
  scopeInTokenAnswer: choose(['prefixed', 'bare'], 'scope of a token answer'),
  managedPolicySameTenant: choose(
    ['not exempt', 'exempt'],
    'EO14.1: whether the managed consent policy spares applications registered in the same tenant',
  ),
  clientCredentialsOnCommon: choose(['refused', 'works'], 'EO14.2: client_credentials at /common'),
  clientCredentialsOnOrganizations: choose(['refused', 'works'], 'EO14.2: client_credentials at /organizations'),
  usedCodeWrongSecret: choose(
    ['secret first', 'code first'],
    'EO14.3: which of a used-up code and a wrong secret is told',
  ),
  unconfirmedAnswers: choose(
    ['documented', 'other'],
    'EO14.4: status or error of 7000112, 700027, 65005, 650056, 650057, 9002332, 50057, 50059, 90094 at /token',
  ),
  consentWithdrawnCode: choose([65001, 70000], 'EO14.5: the answer after a person withdrew their own consent'),
  consentWithdrawnAfterMs: choose([0, 300_000, 3_600_000], 'EO14.5: time until refresh tokens notice a withdrawal'),
  refreshAfterSecretDeleted: choose(
    ['good', 'revoked'],
    'EO14.6: refresh tokens whose secret or certificate was deleted',
  ),
  portalWords: choose(['old', 'new'], 'EO14.7: wording of account types and of the 180 days in the portal'),
  consumersIssuer: choose(['personal tenant', 'template'], 'EO14.8: issuer in the discovery document of /consumers'),
  accountRefusals: choose(['page', 'redirect'], 'EO14.10: where 50020, 500200 and 50105 are told'),
  personalAccountRefusal: choose([500200, 50020, 500208], 'code for a personal account where none is admitted'),
  missingPrincipal: choose(
    ['not found', 'missing service principal'],
    'a multitenant application without a service principal: 700016 or 7000229',
  ),
  policyErrorName: choose(['interaction_required', 'invalid_grant'], 'error of MFA and Conditional Access at /token'),
  errorDescriptionLines: choose(['spaces', 'crlf'], 'what separates the parts of error_description'),
  conditionalAccessBack: choose(
    ['nothing', 'state only', 'error'],
    'the link back on the page of a Conditional Access block',
  ),
  sessionState: choose(['sent', 'absent'], 'session_state beside the code'),
  loginHintWithSelectAccount: choose(['refused', 'ignored'], 'login_hint together with prompt=select_account'),
  unverifiedPublisher: choose(
    ['asks', 'risky'],
    'foreign multitenant applications without a verified publisher: consent page or 900941',
  ),
  adminConsentRequests: choose(['off', 'on'], 'people may ask for approval on the page itself (90095)'),
  replicationMs: choose([0, 60_000, 600_000], 'time until a new application or secret is known everywhere'),
  requestLoop: choose(['off', 'on'], '50196 from the 16th equal token request within five minutes'),
  requestLoopError: choose(['invalid_grant', 'temporarily_unavailable'], 'error of 50196'),
  spaCodeWithoutOrigin: choose(
    ['redeemed', 'refused'],
    'a code for a single-page redirect URI redeemed by a server: refresh token of 24 hours, or 9002327',
  ),
} as const;
